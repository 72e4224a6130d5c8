/** The proxies of locks, semaphores and conditions. */
import { registerName } from '../places'
import { toLimits, type Limits } from '../segment/attempt'
import type { AbandonedBy } from '../synchronize/shared-object'
import { ConditionReferent } from './condition'
import { LockReferent, RLockReferent, type Taken } from './lock'
import { BaseProxy, proxyType } from './proxy'
import { BoundedSemaphoreReferent, SemaphoreReferent } from './semaphore'

/** Stands for a lock or a semaphore. CPython: `multiprocessing.managers.AcquirerProxy`. */
class Acquirer extends BaseProxy {
  /** Set by the `acquire` that took the lock over from a process that died holding it; `null` after any other. */
  abandoned: AbandonedBy | null = null

  /** @returns false when it was not to be had in time, or at once with `block: false` */
  async acquire(limits?: number | Limits): Promise<boolean> {
    return this.noted(await this.callMethod('acquire', given(limits)))
  }

  acquireSync(limits?: number | Limits): boolean {
    return this.noted(this.callMethodSync('acquire', given(limits)))
  }

  /** @throws RuntimeError when nobody holds the lock, or for an `RLock` another process; ValueError for a bounded semaphore */
  async release(): Promise<void> {
    await this.callMethod('release')
  }

  releaseSync(): void {
    this.callMethodSync('release')
  }

  /** Whether there is nothing to acquire now. CPython 3.14: `AcquirerProxy.locked`. */
  locked(): Promise<boolean> {
    return this.callMethod('locked') as Promise<boolean>
  }

  lockedSync(): boolean {
    return this.callMethodSync('locked') as boolean
  }

  /** Runs `body` holding it, and releases it whatever happens. */
  async use<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire()
    try {
      return await body()
    } finally {
      await this.release()
    }
  }

  /** For `await using held = await lock.hold()`: released at the end of the block. */
  async hold(): Promise<{ [Symbol.asyncDispose](): Promise<void> }> {
    await this.acquire()
    return { [Symbol.asyncDispose]: () => this.release() }
  }

  private noted(result: unknown): boolean {
    const taken = result as false | Taken
    if (taken !== false) this.abandoned = taken === true ? null : taken
    return taken !== false
  }
}

/** Stands for a condition. CPython: `multiprocessing.managers.ConditionProxy`. */
class Conditional extends Acquirer {
  /**
   * Gives the lock up, waits to be notified, takes the lock again.
   * @returns false when nobody notified in time
   * @throws RuntimeError when this process does not hold the lock
   */
  wait(limits?: number | Limits): Promise<boolean> {
    return this.callMethod('wait', given(limits)) as Promise<boolean>
  }

  waitSync(limits?: number | Limits): boolean {
    return this.callMethodSync('wait', given(limits)) as boolean
  }

  /** Waits until `predicate`, which is called in this process, holds. @returns what it gave last */
  async waitFor<T>(predicate: () => T | Promise<T>, limits?: number | Limits): Promise<T> {
    const left = deadline(limits)
    for (;;) {
      const result = await predicate()
      if (result || left().timeout === 0) return result
      await this.wait(left())
    }
  }

  waitForSync<T>(predicate: () => T, limits?: number | Limits): T {
    const left = deadline(limits)
    for (;;) {
      const result = predicate()
      if (result || left().timeout === 0) return result
      this.waitSync(left())
    }
  }

  /** Lets so many go on who wait. @throws RuntimeError when this process does not hold the lock */
  async notify(count = 1): Promise<void> {
    await this.callMethod('notify', [count])
  }

  notifySync(count = 1): void {
    this.callMethodSync('notify', [count])
  }

  /** Lets all go on who wait. @throws RuntimeError when this process does not hold the lock */
  async notifyAll(): Promise<void> {
    await this.callMethod('notifyAll')
  }

  notifyAllSync(): void {
    this.callMethodSync('notifyAll')
  }
}

/** Stands for a lock or a semaphore of a manager. CPython: `multiprocessing.managers.AcquirerProxy`. */
export type AcquirerProxy = Acquirer
export const AcquirerProxy = proxyType('AcquirerProxy', LockReferent, Acquirer)

/** Stands for a condition of a manager. CPython: `multiprocessing.managers.ConditionProxy`. */
export type ConditionProxy = Conditional
export const ConditionProxy = proxyType('ConditionProxy', ConditionReferent, Conditional)

for (const referent of [RLockReferent, SemaphoreReferent, BoundedSemaphoreReferent])
  registerName(`multiprocessing:${referent.name}`, referent as never)

function given(limits: number | Limits | undefined): readonly unknown[] {
  return limits === undefined ? [] : [limits]
}

/** The limits with what is left of their time. */
function deadline(limits: number | Limits | undefined): () => Limits {
  const { timeout, ...others } = toLimits(limits) ?? {}
  if (timeout === undefined) return () => others
  const end = performance.now() + timeout * 1000
  return () => ({ ...others, timeout: Math.max(0, (end - performance.now()) / 1000) })
}
