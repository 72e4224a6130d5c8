// Start of a process without a spare, to the first line of its target
import { Process, Queue, sleep } from 'multiprocessing'
import { startCold } from './cold'
import { now, repeated, report } from './figure'

const RUNS = 9
const REST = 0.2

function firstLine(times: Queue<number>): void {
  times.putSync(now())
}

if (import.meta.main) {
  const times = new Queue<number>()
  const start = async () => {
    await sleep(REST)
    const child = new Process({ target: firstLine, args: [times] })
    const begin = now()
    startCold(child)
    const reached = await times.get()
    await child.join()
    return reached - begin
  }
  await sleep(1) // until the spares, which are not wanted here, are up
  await repeated(2, start)
  report('start.cold', await repeated(RUNS, start))
}
