/** `_multiprocessing.SemLock`: the library's own locks and semaphores. */
import { Lock } from '../../multiprocessing/synchronize/lock'
import { BoundedSemaphore, Semaphore } from '../../multiprocessing/synchronize/semaphore'
import { PENDING } from '../../multiprocessing/segment/attempt'
import { AT_ONCE, type Blocking } from './blocking'
import type { SemLocks } from './semlock'

/** CPython's `SEM_VALUE_MAX`. */
const MOST = 2 ** 31 - 1

/** @param thread which one of Python's runs now */
export function semaphores(locks: SemLocks, blocking: Blocking, thread: () => number) {
  const at = (handle: number) => locks.at(handle).semaphore
  return {
    /** Between processes a recursive lock is a lock. */
    newSemLock: (value: number, most: number, isRecursive: boolean) =>
      locks.add(
        most === 1 && value === 1 ? new Lock() : most === MOST ? new Semaphore(value) : bounded(value, most),
        isRecursive,
      ),
    openSemLock: (handle: number, isRecursive: boolean) => locks.open(handle, isRecursive),
    acquire: (handle: number, seconds: number) => blocking.now(seconds, (limits) => at(handle).acquireSync(limits)),
    acquireLater: (handle: number, seconds: number) =>
      blocking.later(
        seconds,
        () => at(handle).acquireSync(AT_ONCE) || (seconds === 0 ? false : PENDING),
        (limits) => at(handle).acquire(limits),
      ),
    /** After `acquire`, in the thread that has it. */
    acquired: (handle: number) => locks.at(handle).acquired(thread()),
    release: (handle: number) => locks.at(handle).release(thread()),
    semaphoreValue(handle: number) {
      const one = at(handle)
      return one instanceof Semaphore ? one.getValue() : one.locked() ? 0 : 1
    },
  }
}

/** One that begins below its bound has been acquired so often. */
function bounded(value: number, most: number): BoundedSemaphore {
  const semaphore = new BoundedSemaphore(most)
  for (let i = value; i < most; i++) semaphore.acquireSync()
  return semaphore
}
