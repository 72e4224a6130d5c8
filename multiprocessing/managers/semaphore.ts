/** The semaphores of a manager. */
import { ValueError } from '../errors'
import { TIMED_OUT, type Limits } from '../segment/attempt'
import { currentCall, type Owner } from './call'
import { WaitingList } from './waiting-list'

/**
 * So many units, given to who asks first. A unit belongs to nobody: any client may give one back, or one more.
 * CPython: `SyncManager.Semaphore`.
 */
export class SemaphoreReferent {
  protected value: number
  private readonly waiting = new WaitingList<true>()

  constructor(value = 1) {
    if (!(Number.isInteger(value) && value >= 0)) throw new ValueError('semaphore initial value must be >= 0')
    this.value = value
  }

  /** @returns false when there was no unit in time, or at once with `block: false` */
  acquire(limits?: number | Limits): boolean | Promise<boolean> {
    const { owner } = currentCall()
    if (this.value > 0) {
      this.value--
      this.given(owner)
      return true
    }
    if (WaitingList.forbids(limits)) return false
    return this.waiting.wait(limits).then((result) => result !== TIMED_OUT)
  }

  release(): void {
    const next = this.waiting.next()
    if (next === undefined) {
      this.value++
      return
    }
    this.given(next.call.owner)
    next.settle(true)
  }

  /** Whether there is no unit to be had now. */
  locked(): boolean {
    return this.value === 0
  }

  getValue(): number {
    return this.value
  }

  toString(): string {
    return `<${this.constructor.name.replace('Referent', '')} value=${this.value}${String(this.waiting)}>`
  }

  protected given(_: Owner): void {}
}

/** As many units as it began with at most; those of a process that dies come back. CPython: `SyncManager.BoundedSemaphore`. */
export class BoundedSemaphoreReferent extends SemaphoreReferent {
  private readonly bound: number
  /** For each unit that is out, who has it and what brings it back when that process ends. */
  private readonly out: { readonly owner: Owner; readonly bringBack: () => void }[] = []

  constructor(value = 1) {
    super(value)
    this.bound = value
  }

  /** @throws ValueError when no unit is out */
  override release(): void {
    if (this.value >= this.bound || this.out.length === 0) throw new ValueError('Semaphore released too many times')
    const { owner } = currentCall()
    const own = this.out.findIndex((unit) => unit.owner === owner)
    this.comeBack(this.out[own < 0 ? 0 : own] as (typeof this.out)[number])
  }

  protected override given(owner: Owner): void {
    const unit = { owner, bringBack: () => this.comeBack(unit) }
    owner.endings.add(unit.bringBack)
    this.out.push(unit)
  }

  private comeBack(unit: (typeof this.out)[number]): void {
    unit.owner.endings.delete(unit.bringBack)
    this.out.splice(this.out.indexOf(unit), 1)
    super.release()
  }
}
