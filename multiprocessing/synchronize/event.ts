/** `Event`: CPython's `multiprocessing.Event`. */
import { ring, WaiterList, type Entry } from '../segment/waiters'
import { PENDING, toLimits, type Limits, type Pending, type Source } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import { EVENT } from './layout'
import { SharedObject, travels } from './shared-object'

/**
 * A flag that processes wait for. Who waits when it is set gets through, even if it is cleared again before he looks.
 * CPython: `multiprocessing.Event`.
 */
export class Event extends SharedObject {
  private readonly waiters: WaiterList
  private readonly source: Source

  constructor()
  /** @internal */
  constructor(offset: number)
  constructor(offset?: number) {
    super('Event', EVENT.size, offset)
    this.waiters = new WaiterList(this.segment, this.offset + EVENT.waiters)
    this.source = {
      kind: 'Event.wait',
      number: this.number,
      isReady: () => this.isSet(),
      withdraw: (entry) => this.withdraw(entry),
    }
    if (offset === undefined) remember(this)
  }

  /** CPython: `Event.is_set`. */
  isSet(): boolean {
    return Atomics.load(this.u32, this.at) % 2 === 1
  }

  /** Lets everybody through, who waits now or comes before `clear`. */
  set(): void {
    if (!this.step(0)) return
    this.record.countAlone()
    // Whoever enlists looks at the flag once more afterwards: one of the two of us sees the other.
    if (this.waiters.count === 0) return
    this.enter()
    const woken = this.waiters.takeAll()
    this.leave()
    for (const entry of woken) ring(this.segment, entry)
  }

  /** From now on `wait` waits again. */
  clear(): void {
    this.step(1)
  }

  /** Waits until the event is set. @returns false when it was not in time */
  async wait(limits?: number | Limits): Promise<boolean> {
    return (await awaited(this.source, this.waiting(), toLimits(limits))) === true
  }

  waitSync(limits?: number | Limits): boolean {
    return blocked(this.source, this.waiting(), toLimits(limits)) === true
  }

  override toString(): string {
    return `<Event ${this.isSet() ? 'set' : 'unset'}>`
  }

  protected mend(): void {
    this.waiters.clear()
  }

  /** Moves the state on where it is even (0) or odd (1). @returns whether it was */
  private step(parity: 0 | 1): boolean {
    for (;;) {
      const state = Atomics.load(this.u32, this.at)
      if (state % 2 !== parity) return false
      if (Atomics.compareExchange(this.u32, this.at, state, state + 1) === state) return true
    }
  }

  private waiting(): (entry: Entry) => true | Pending {
    const { u32, at, waiters } = this
    const before = Atomics.load(u32, at)
    const hasPassed = () => before % 2 === 1 || Atomics.load(u32, at) !== before
    return (entry) => {
      if (entry === 0) return hasPassed() ? true : PENDING
      this.enter()
      waiters.add(entry)
      const passed = hasPassed()
      if (passed) waiters.remove(entry)
      this.leave()
      return passed ? true : PENDING
    }
  }

  private withdraw(entry: Entry): void {
    this.enter()
    this.waiters.remove(entry)
    this.leave()
  }
}

const remember = travels(
  'Event',
  Event,
  () => null,
  (offset) => new Event(offset),
)
