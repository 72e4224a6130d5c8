// An integer to another process and back, by two queues
import { Process, Queue } from 'multiprocessing'
import { repeated, report, timed } from './figure'

const RUNS = 5
const TRIPS = 3000

async function echo(there: Queue<number>, back: Queue<number>): Promise<void> {
  for (let item = await there.get(); item >= 0; item = await there.get()) await back.put(item)
}

function echoSync(there: Queue<number>, back: Queue<number>): void {
  for (let item = there.getSync(); item >= 0; item = there.getSync()) back.putSync(item)
}

/** Microseconds of one trip. */
async function measure(figure: string, target: typeof echo | typeof echoSync): Promise<void> {
  const there = new Queue<number>()
  const back = new Queue<number>()
  const child = new Process({ target, args: [there, back] })
  void child.start()
  const trips = async (count: number) => {
    for (let i = 0; i < count; i++) {
      if (target === echo) {
        await there.put(7)
        await back.get()
      } else {
        there.putSync(7)
        back.getSync()
      }
    }
  }
  await trips(TRIPS)
  report(figure, await repeated(RUNS, async () => ((await timed(() => trips(TRIPS))) * 1000) / TRIPS))
  there.putSync(-1)
  await child.join()
}

if (import.meta.main) {
  await measure('round-trip', echo)
  await measure('round-trip.sync', echoSync)
}
