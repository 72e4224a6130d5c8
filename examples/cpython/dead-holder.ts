// Take over a lock from a process that was killed
// Watch Sharing: the lock goes to the next one, who is told that its holder died.
// In CPython nobody would ever get it.
import { Event, Lock, Process, sleep } from 'multiprocessing'

async function hold(lock: Lock, held: Event) {
  await lock.acquire()
  held.set()
  await sleep(60)
}

if (import.meta.main) {
  const lock = new Lock()
  const held = new Event()
  const p = new Process({ target: hold, args: [lock, held], name: 'Holder' })
  p.start()
  await held.wait()
  p.kill()
  await p.join()
  const isOurs = await lock.acquire(10)
  console.log(`acquired: ${isOurs}, it was held by ${lock.abandoned?.name ?? 'nobody'}`)
  lock.release()
}
