// Two events, each set by the process that first waits for the other
import { Event, Process } from 'multiprocessing'

function follow(other: Event, own: Event): void {
  other.waitSync()
  own.set()
}

if (import.meta.main) {
  const begun = new Event()
  const done = new Event()
  const worker = new Process({ target: follow, args: [begun, done], name: 'Worker' })
  await worker.start()
  console.log(Date.now())
  await done.wait()
  begun.set()
  await worker.join()
}
