// A race, and the lock that ends it
// Watch the console: how many of the two million steps are left?
import { Barrier, Process, Value } from 'multiprocessing'

const PROCESSES = 4
const STEPS = 500_000

/** `update` reads, adds and writes while it holds the counter's lock: nobody comes between. */
function count(counter: Value<'i'>, start: Barrier) {
  start.waitSync()
  for (let i = 0; i < STEPS; i++) counter.updateSync((before) => before + 1)
}

if (import.meta.main) {
  const counter = new Value('i', 0)
  const start = new Barrier(PROCESSES)
  const processes = Array.from({ length: PROCESSES }, () => new Process({ target: count, args: [counter, start] }))
  for (const process of processes) process.start()
  for (const process of processes) await process.join()
  console.log(`counted ${counter.value} of ${PROCESSES * STEPS}`)
}
