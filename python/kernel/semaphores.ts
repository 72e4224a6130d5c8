/** `_multiprocessing.SemLock`: the library's own locks and semaphores. */
import { Lock } from '../../multiprocessing/synchronize/lock'
import { BoundedSemaphore, Semaphore } from '../../multiprocessing/synchronize/semaphore'
import { PENDING } from '../../multiprocessing/segment/attempt'
import { AT_ONCE, type Blocking } from './blocking'
import type { Table } from './table'

/** CPython's `SEM_VALUE_MAX`. */
const MOST = 2 ** 31 - 1

export function semaphores(table: Table, blocking: Blocking) {
  const at = (handle: number) => semaphoreOf(table, handle)
  return {
    /** Whoever may acquire it again in one process is the back-end's affair; between processes a recursive lock is a lock. */
    newSemaphore: (value: number, most: number) =>
      table.add(most === 1 && value === 1 ? new Lock() : most === MOST ? new Semaphore(value) : bounded(value, most)),
    acquire: (handle: number, seconds: number) => blocking.now(seconds, (limits) => at(handle).acquireSync(limits)),
    acquireLater: (handle: number, seconds: number) =>
      blocking.later(
        seconds,
        () => at(handle).acquireSync(AT_ONCE) || (seconds === 0 ? false : PENDING),
        (limits) => at(handle).acquire(limits),
      ),
    release: (handle: number) => at(handle).release(),
    semaphoreValue(handle: number) {
      const one = at(handle)
      return one instanceof Semaphore ? one.getValue() : one.locked() ? 0 : 1
    },
  }
}

export function semaphoreOf(table: Table, handle: number): Lock | Semaphore {
  const found = table.any(handle)
  if (found instanceof Lock || found instanceof Semaphore) return found
  throw new Error(`handle ${handle} is no semaphore of this process`)
}

/** One that begins below its bound has been acquired so often. */
function bounded(value: number, most: number): BoundedSemaphore {
  const semaphore = new BoundedSemaphore(most)
  for (let i = value; i < most; i++) semaphore.acquireSync()
  return semaphore
}
