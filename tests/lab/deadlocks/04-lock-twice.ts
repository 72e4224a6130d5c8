// A process acquires a lock that it holds
import { Lock, Process } from 'multiprocessing'

function count(lock: Lock): void {
  lock.useSync(() => {
    console.log(Date.now())
    lock.acquireSync()
  })
}

if (import.meta.main) {
  const lock = new Lock()
  const counter = new Process({ target: count, args: [lock], name: 'Counter' })
  await counter.start()
  await counter.join()
}
