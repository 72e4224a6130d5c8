/** The condition of a manager. */
import type { Limits } from '../segment/attempt'
import { Cancelled, currentCall } from './call'
import { LocalLink } from './local-link'
import { LockReferent, RLockReferent, type Taken } from './lock'
import { BaseProxy, linkOf } from './proxy'
import { WaitingList } from './waiting-list'

/** A lock, and a wait for somebody's word that something has changed. CPython: `SyncManager.Condition`. */
export class ConditionReferent {
  private readonly lock: LockReferent
  private readonly waiting = new WaitingList<true>()

  /** @param lock the proxy of a lock of the same manager; default: an `RLock` of its own */
  constructor(lock?: unknown) {
    this.lock = lock === undefined ? new RLockReferent() : lockOf(lock)
  }

  acquire(limits?: number | Limits): false | Taken | Promise<false | Taken> {
    return this.lock.acquire(limits)
  }

  release(): void {
    this.lock.release()
  }

  locked(): boolean {
    return this.lock.locked()
  }

  /**
   * Gives the lock up, waits to be notified, takes the lock again.
   * @returns false when nobody notified in time
   * @throws RuntimeError when the client does not hold the lock
   */
  async wait(limits?: number | Limits): Promise<boolean> {
    const call = currentCall()
    this.lock._assertHeld(call.owner, 'cannot wait on un-acquired lock')
    if (WaitingList.forbids(limits)) return false
    const depth = this.lock._releaseWhole()
    let notified = false
    let takenBack: Cancelled | undefined
    try {
      notified = (await this.waiting.wait(limits, { call })) === true
    } catch (error) {
      if (!(error instanceof Cancelled) || error.byDeath) throw error
      takenBack = error
    }
    await this.lock._takeAgain(call, depth)
    if (takenBack !== undefined) throw takenBack
    return notified
  }

  /** Lets so many go on who wait. @throws RuntimeError when the client does not hold the lock */
  notify(count = 1): void {
    this.lock._assertHeld(currentCall().owner, 'cannot notify on un-acquired lock')
    for (let i = 0; i < count; i++) this.waiting.next()?.settle(true)
  }

  notifyAll(): void {
    this.notify(this.waiting.size)
  }

  toString(): string {
    return `<Condition(${this.lock.toString()}, ${this.waiting.size})>`
  }
}

function lockOf(proxy: unknown): LockReferent {
  const link = proxy instanceof BaseProxy ? linkOf(proxy) : undefined
  const referent = link instanceof LocalLink ? link.shared.referent : undefined
  if (referent instanceof LockReferent) return referent
  throw new TypeError('the lock of a Condition must be a Lock or an RLock of the same manager')
}
