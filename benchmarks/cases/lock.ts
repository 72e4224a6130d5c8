// A lock that nobody else wants, acquired and released
import { Lock } from 'multiprocessing'
import { repeated, report, timed } from './figure'

const RUNS = 5
const COUNT = 200_000

if (import.meta.main) {
  const lock = new Lock()
  const rounds = (count: number) => {
    for (let i = 0; i < count; i++) {
      lock.acquireSync()
      lock.release()
    }
  }
  const awaited = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await lock.acquire()
      lock.release()
    }
  }
  rounds(COUNT)
  report('lock.sync', await repeated(RUNS, async () => (COUNT / (await timed(() => rounds(COUNT)))) * 1000))
  await awaited(COUNT)
  report('lock', await repeated(RUNS, async () => (COUNT / (await timed(() => awaited(COUNT)))) * 1000))
}
