/** `BarrierProxy` and the barrier that it stands for. */
import { BrokenBarrierError, ValueError } from '../errors'
import { TIMED_OUT, toLimits, type Limits } from '../segment/attempt'
import type { Remote } from './methods'
import { proxyType, type BaseProxy } from './proxy'
import { WaitingList } from './waiting-list'

/** Lets so many clients go on once all have come. CPython: `SyncManager.Barrier`. */
export class BarrierReferent {
  private readonly count: number
  private readonly action: (() => void) | undefined
  private readonly timeout: number | undefined
  private readonly waiting = new WaitingList<boolean>()
  private isBroken = false

  /**
   * @param action called in the manager's process when all have come, before they go on
   * @param timeout seconds of a `wait` that says nothing else
   * @throws ValueError when it is for nobody
   */
  constructor(parties: number, action?: (() => void) | null, timeout?: number) {
    if (!Number.isInteger(parties) || parties < 1) throw new ValueError('parties must be >= 1')
    this.count = parties
    this.action = action ?? undefined
    this.timeout = timeout
  }

  /**
   * Waits until all have come.
   * @returns 0 for the first who came, up to `parties` - 1
   * @throws BrokenBarrierError when somebody's wait failed, by time, cancelling, death or a raising action
   */
  wait(limits?: number | Limits): number | Promise<number> {
    if (this.isBroken) throw broken()
    const place = this.waiting.size
    if (place + 1 < this.count) return this.waitFor(place, { timeout: this.timeout, ...toLimits(limits) })
    try {
      this.action?.()
    } catch (error) {
      this.abort()
      throw error
    }
    this.waiting.settleAll(true)
    return place
  }

  /** Those who wait get the error; then it can be used again. */
  reset(): void {
    this.waiting.settleAll(false)
    this.isBroken = false
  }

  /** Breaks it: whoever waits, or will, gets the error. */
  abort(): void {
    this.isBroken = true
    this.waiting.settleAll(false)
  }

  /** How many must come. CPython: `Barrier.parties`. */
  parties(): number {
    return this.count
  }

  /** How many have come. CPython: `Barrier.n_waiting`. */
  nWaiting(): number {
    return this.waiting.size
  }

  /** Whether each wait fails until it is reset. CPython: `Barrier.broken`. */
  broken(): boolean {
    return this.isBroken
  }

  toString(): string {
    return `<Barrier ${this.isBroken ? 'broken' : `waiters=${this.waiting.size}/${this.count}`}>`
  }

  private async waitFor(place: number, limits: Limits): Promise<number> {
    let result: boolean | typeof TIMED_OUT = TIMED_OUT
    try {
      if (!WaitingList.forbids(limits)) result = await this.waiting.wait(limits)
    } catch (error) {
      this.abort()
      throw error
    }
    if (result === TIMED_OUT) this.abort()
    if (result !== true) throw broken()
    return place
  }
}

function broken(): BrokenBarrierError {
  return new BrokenBarrierError('the barrier is broken: a wait at it failed, or it was reset')
}

/** Stands for a barrier of a manager. CPython: `multiprocessing.managers.BarrierProxy`. */
export type BarrierProxy = BaseProxy & Remote<BarrierReferent>
export const BarrierProxy = proxyType('BarrierProxy', BarrierReferent)
