// Two processes take two locks in opposite order: one blocks, the other waits with a promise
import { Barrier, Lock, Process } from 'multiprocessing'

function forwards(a: Lock, b: Lock, met: Barrier): void {
  a.acquireSync()
  met.waitSync()
  b.acquireSync()
  console.log('never')
}

async function backwards(a: Lock, b: Lock, met: Barrier): Promise<void> {
  await b.acquire()
  await met.wait()
  console.log(Date.now())
  await a.acquire()
}

if (import.meta.main) {
  const a = new Lock()
  const b = new Lock()
  const met = new Barrier(2)
  const workers = [
    new Process({ target: forwards, args: [a, b, met], name: 'Worker-1' }),
    new Process({ target: backwards, args: [a, b, met], name: 'Worker-2' }),
  ]
  for (const worker of workers) await worker.start()
  await Promise.all(workers.map((worker) => worker.join()))
}
