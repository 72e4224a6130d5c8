// Three processes in a ring, each with a lock that the next one wants
import { Barrier, Process, RLock } from 'multiprocessing'

function take(mine: RLock, next: RLock, met: Barrier): void {
  mine.acquireSync()
  met.waitSync()
  console.log(Date.now())
  next.acquireSync()
}

if (import.meta.main) {
  const red = new RLock()
  const green = new RLock()
  const blue = new RLock()
  const met = new Barrier(3)
  const pairs = [
    ['Red', red, green],
    ['Green', green, blue],
    ['Blue', blue, red],
  ] as const
  const workers = pairs.map(([name, mine, next]) => new Process({ target: take, args: [mine, next, met], name }))
  for (const worker of workers) await worker.start()
  for (const worker of workers) worker.joinSync()
}
