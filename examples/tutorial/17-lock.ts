// Keep a shared counter right with a lock
// Watch the lanes: who has the lock reads, waits and writes; the others wait in
// Lock.acquire until it is released, so no step is lost.
import { Lock, Process, sleepSync, Value } from 'multiprocessing'

const PROCESSES = 4
const TIMES = 50

function count(counter: Value<'i'>, lock: Lock) {
  for (let i = 0; i < TIMES; i++) {
    lock.acquireSync()
    const before = counter.value
    sleepSync(0.001)
    counter.value = before + 1
    lock.release()
  }
}

if (import.meta.main) {
  const counter = new Value('i', 0)
  const lock = new Lock()
  const processes = []
  for (let i = 0; i < PROCESSES; i++) {
    const p = new Process({ target: count, args: [counter, lock] })
    processes.push(p)
    p.start()
  }
  for (const p of processes) await p.join()
  console.log(`counted to ${counter.value} of ${PROCESSES * TIMES}`)
}
