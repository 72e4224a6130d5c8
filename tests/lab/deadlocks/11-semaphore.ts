// Two processes want both of two units, and each has one
import { Barrier, Process, Semaphore } from 'multiprocessing'

function take(slots: Semaphore, met: Barrier): void {
  slots.acquireSync()
  met.waitSync()
  console.log(Date.now())
  slots.acquireSync()
}

if (import.meta.main) {
  const slots = new Semaphore(2)
  const met = new Barrier(2)
  const takers = [1, 2].map((i) => new Process({ target: take, args: [slots, met], name: `Taker-${i}` }))
  for (const taker of takers) await taker.start()
  await Promise.all(takers.map((taker) => taker.join()))
}
