/** Calls that wait inside a manager's server, first come first served, without holding up the others. */
import { LONGEST_TIMER, TIMED_OUT, toLimits, type Limits, type TimedOut } from '../segment/attempt'
import { Cancelled, currentCall, type Call } from './call'

interface Waiter<T, O> {
  readonly call: Call
  /** What it brings for whoever takes it out. */
  readonly offer: O | undefined
  readonly settle: (value: T) => void
}

interface Waiting<O> {
  readonly offer?: O
  /** Who waits; default: the current call. */
  readonly call?: Call
  /** Its client cannot take the call back any more, only die. */
  readonly firm?: boolean
}

/** `T` is what those who wait get, `O` what they offer. */
export class WaitingList<T, O = never> {
  private readonly waiting = new Set<Waiter<T, O>>()

  get size(): number {
    return this.waiting.size
  }

  /** Whether these limits allow no waiting at all. */
  static forbids(limits: number | Limits | undefined): boolean {
    const { block, timeout } = toLimits(limits) ?? {}
    return block === false || (timeout !== undefined && timeout <= 0)
  }

  /**
   * Lets a call wait until somebody takes it out with `next`.
   * @returns `TIMED_OUT` when its time ran out
   * @throws Cancelled when its client wants no more, or has ended
   */
  wait(
    limits?: number | Limits,
    { offer, call = currentCall(), firm = false }: Waiting<O> = {},
  ): Promise<T | TimedOut> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      const leave = () => {
        this.waiting.delete(waiter)
        call.withdraw = tooLate
        clearTimeout(timer)
      }
      const waiter: Waiter<T, O> = {
        call,
        offer,
        settle: (value) => {
          leave()
          resolve(value)
        },
      }
      call.withdraw = (reason) => {
        if (firm && !reason.byDeath) return
        leave()
        reject(reason)
      }
      const ms = (toLimits(limits)?.timeout ?? Infinity) * 1000
      if (ms <= LONGEST_TIMER)
        timer = setTimeout(() => {
          leave()
          resolve(TIMED_OUT)
        }, ms)
      this.waiting.add(waiter)
    })
  }

  /** The one who waits longest, to be settled now; nothing goes to the dead. */
  next(): Waiter<T, O> | undefined {
    for (const waiter of this.waiting) {
      if (waiter.call.owner.isAlive()) return waiter
      waiter.call.withdraw?.(new Cancelled(true))
    }
    return undefined
  }

  /** How many wait, as objects show it: nothing when nobody does. */
  toString(): string {
    return this.waiting.size === 0 ? '' : ` waiters=${this.waiting.size}`
  }

  /** Settles all who wait. */
  settleAll(value: T): void {
    for (const waiter of [...this.waiting]) waiter.settle(value)
  }
}

/** It has what it waited for and is about to say so. */
function tooLate(): void {}
