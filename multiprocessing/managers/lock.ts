/** The locks of a manager. */
import { RuntimeError } from '../errors'
import { tellMain } from '../host'
import { TIMED_OUT, type Limits } from '../segment/attempt'
import type { AbandonedBy } from '../synchronize/shared-object'
import { currentCall, type Call, type Owner } from './call'
import { WaitingList } from './waiting-list'

/** Taken; or taken over from a process that died holding it. */
export type Taken = true | AbandonedBy

/** One client process at a time; any may release it. CPython: `SyncManager.Lock`, a `threading.Lock`. */
export class LockReferent {
  protected holder: Owner | undefined
  private depth = 0
  private abandonedBy: AbandonedBy | undefined
  private readonly waiting = new WaitingList<Taken>()
  private readonly whenHolderEnds = (): void => {
    const { process, name } = this.holder as Owner
    this.abandonedBy = { process, name }
    tellMain({ type: 'event', event: { type: 'lock-abandoned', lock: "a manager's lock", process, name } })
    this.handOn()
  }

  /** @returns false when it was not to be had in time, or at once with `block: false` */
  acquire(limits?: number | Limits): false | Taken | Promise<false | Taken> {
    const call = currentCall()
    if (this.holder?.isAlive() === false) this.whenHolderEnds()
    if (this.mayEnter(call.owner)) return this.give(call.owner)
    if (WaitingList.forbids(limits)) return false
    return this.waiting.wait(limits).then((result) => (result === TIMED_OUT ? false : result))
  }

  /** @throws RuntimeError when nobody holds it */
  release(): void {
    if (this.holder === undefined) throw new RuntimeError('release unlocked lock')
    if (--this.depth === 0) this.handOn()
  }

  locked(): boolean {
    return this.holder !== undefined
  }

  /** @internal @throws RuntimeError when the client does not hold it */
  _assertHeld(by: Owner, message: string): void {
    if (this.holder !== by) throw new RuntimeError(message)
  }

  /** @internal Gives it up, however often it was taken. @returns how often */
  _releaseWhole(): number {
    const { depth } = this
    this.depth = 0
    this.handOn()
    return depth
  }

  /** @internal Takes it again, as often as it was taken before. */
  async _takeAgain(call: Call, depth: number): Promise<void> {
    if (this.holder === undefined) this.give(call.owner)
    else await this.waiting.wait(undefined, { call, firm: true })
    this.depth = depth
  }

  toString(): string {
    return `<${this.constructor.name.replace('Referent', '')} ${this.locked() ? 'locked' : 'unlocked'}${String(this.waiting)}>`
  }

  protected mayEnter(_: Owner): boolean {
    return this.holder === undefined
  }

  private give(to: Owner): Taken {
    const taken = this.abandonedBy ?? true
    this.abandonedBy = undefined
    this.depth++
    if (this.holder === to) return taken
    this.holder = to
    to.endings.add(this.whenHolderEnds)
    return taken
  }

  private handOn(): void {
    this.holder?.endings.delete(this.whenHolderEnds)
    this.holder = undefined
    this.depth = 0
    const next = this.waiting.next()
    next?.settle(this.give(next.call.owner))
  }
}

/** One client process at a time, which may take it again. CPython: `SyncManager.RLock`, a `threading.RLock`. */
export class RLockReferent extends LockReferent {
  /** @throws RuntimeError when the client does not hold it */
  override release(): void {
    this._assertHeld(currentCall().owner, 'cannot release un-acquired lock')
    super.release()
  }

  protected override mayEnter(client: Owner): boolean {
    return super.mayEnter(client) || this.holder === client
  }
}
