// Start of a process to the first line of its target
// Warm, from a spare that is up. After each start the next one waits until the lab has a new spare ready,
// as it has for whoever does not start processes faster than 5 a second; `burst` shows what happens without that.
import { Process, Queue, sleep } from 'multiprocessing'
import { now, repeated, report } from './figure'

const RUNS = 9
const BURST = 8
const REFILL = 0.6

function firstLine(times: Queue<number>): void {
  times.putSync(now())
}

async function start(times: Queue<number>): Promise<number> {
  const child = new Process({ target: firstLine, args: [times] })
  const begin = now()
  void child.start()
  const reached = await times.get()
  await child.join()
  return reached - begin
}

if (import.meta.main) {
  const times = new Queue<number>()
  const settled = async () => {
    await sleep(REFILL)
    return start(times)
  }
  await repeated(2, settled)
  report('start.warm', await repeated(RUNS, settled))

  await sleep(REFILL * 2)
  const begin = now()
  await repeated(BURST, () => start(times))
  report('start.burst', [(now() - begin) / BURST])
}
