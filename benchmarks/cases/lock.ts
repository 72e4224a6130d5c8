// What can be acquired and nobody else wants, acquired and released
import { Lock, RLock, Semaphore } from 'multiprocessing'
import { repeated, report, timed } from './figure'

const RUNS = 5
const COUNT = 200_000

async function measure(figure: string, wanted: Lock | RLock | Semaphore): Promise<void> {
  const rounds = (count: number) => {
    for (let i = 0; i < count; i++) {
      wanted.acquireSync()
      wanted.release()
    }
  }
  rounds(COUNT)
  report(figure, await repeated(RUNS, async () => (COUNT / (await timed(() => rounds(COUNT)))) * 1000))
}

async function measureAwaited(figure: string, wanted: Lock): Promise<void> {
  const rounds = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await wanted.acquire()
      wanted.release()
    }
  }
  await rounds(COUNT)
  report(figure, await repeated(RUNS, async () => (COUNT / (await timed(() => rounds(COUNT)))) * 1000))
}

if (import.meta.main) {
  await measure('lock.sync', new Lock())
  await measureAwaited('lock', new Lock())
  await measure('rlock.sync', new RLock())
  await measure('semaphore.sync', new Semaphore(1))
}
