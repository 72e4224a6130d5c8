// Count wrong without a lock
// Watch the lanes: nobody waits for anybody. Two processes read the same number,
// and both write the next one: a step is lost.
import { Process, sleepSync, Value } from 'multiprocessing'

const PROCESSES = 4
const TIMES = 50

function count(counter: Value<'i'>) {
  for (let i = 0; i < TIMES; i++) {
    const before = counter.value
    sleepSync(0.001)
    counter.value = before + 1
  }
}

if (import.meta.main) {
  const counter = new Value('i', 0)
  const processes = []
  for (let i = 0; i < PROCESSES; i++) {
    const p = new Process({ target: count, args: [counter] })
    processes.push(p)
    p.start()
  }
  for (const p of processes) await p.join()
  console.log(`counted to ${counter.value} of ${PROCESSES * TIMES}`)
}
