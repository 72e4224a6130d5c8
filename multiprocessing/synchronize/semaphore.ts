/** `Semaphore` and `BoundedSemaphore`: CPython's `multiprocessing.Semaphore` and `multiprocessing.BoundedSemaphore`. */
import { ValueError } from '../errors'
import { HEADER } from '../segment/layout'
import { ring, type Entry } from '../segment/waiters'
import { Acquirable } from './acquirable'
import { HoldMeter } from './hold-meter'
import { Holders } from './holders'
import { SEMAPHORE } from './layout'
import { travels } from './shared-object'

/** The greatest value of a semaphore. CPython: `SEM_VALUE_MAX`. */
export const SEM_VALUE_MAX = 2 ** 31 - 1

const BOUND = SEMAPHORE.bound / 4
const INITIAL = SEMAPHORE.initial / 4
const UNTRACKED = SEMAPHORE.untracked / 4
const DEATHS = SEMAPHORE.deaths / 4

/**
 * So many units: `acquire` takes one and waits while there is none, `release` gives some back.
 *
 * When a process dies, its units go to those who wait, and their `abandoned` tells who died. That holds as long as each
 * process releases what it has acquired itself. As soon as one releases more than that, the semaphore counts signals, or
 * one process releases for another: from then on nobody can say whose a unit is, and the units of the dead stay away, as
 * in CPython.
 * CPython: `multiprocessing.Semaphore`.
 */
export class Semaphore extends Acquirable {
  protected readonly holders: Holders
  private readonly meter: HoldMeter
  /** When this process took the units that it holds, the oldest first; of those that are not measured the time is missing. */
  private readonly since: number[] = []

  /** @throws ValueError when the value is no integer from 0 to `SEM_VALUE_MAX` */
  constructor(value?: number)
  /** @internal */
  constructor(value: number, offset: number | undefined, kind: 'Semaphore' | 'BoundedSemaphore')
  constructor(value = 1, offset?: number, kind: 'Semaphore' | 'BoundedSemaphore' = 'Semaphore') {
    if (!Number.isInteger(value) || value < 0 || value > SEM_VALUE_MAX)
      throw new ValueError(
        `semaphore initial value must be >= 0 and an integer up to ${SEM_VALUE_MAX}, not ${String(value)}`,
      )
    super(kind, SEMAPHORE.size, offset)
    this.holders = new Holders(this.segment, this.offset)
    this.meter = new HoldMeter(this.record, (now) => {
      const isUnseen = this.u32[this.at + UNTRACKED] === 0 && this.holders.mine() > this.since.length
      if (isUnseen) this.since.unshift(now)
      return isUnseen
    })
    if (offset !== undefined) return
    this.u32[this.at + BOUND] = kind === 'Semaphore' ? SEM_VALUE_MAX : value
    this.u32[this.at + INITIAL] = value
    Atomics.store(this.u32, this.at, value)
    if (kind === 'Semaphore') remember(this)
  }

  /**
   * @param n units to give back. CPython: `threading.Semaphore.release`.
   * @throws ValueError when the value would exceed its bound; nothing is released then
   */
  release(n = 1): void {
    if (!Number.isInteger(n) || n < 1) throw new ValueError(`n must be one or more, not ${String(n)}`)
    const { u32, at, holders } = this
    this.enter()
    const value = (u32[at] as number) + n
    if (value > (u32[at + BOUND] as number)) {
      this.leave()
      throw new ValueError('semaphore or lock released too many times')
    }
    const mine = holders.mine()
    if (mine >= n) this.endHolds(mine, n)
    else u32[at + UNTRACKED] = 1
    Atomics.store(u32, at, value)
    if (this.waiters.count === 0) return this.leave()
    const woken = this.nextToRing()
    this.leave()
    ring(this.segment, woken)
  }

  /** Units that are free at this moment. CPython: `Semaphore.get_value`. */
  getValue(): number {
    return Atomics.load(this.u32, this.at)
  }

  override toString(): string {
    return `<Semaphore(value=${this.getValue()})>`
  }

  protected isFree(): boolean {
    return Atomics.load(this.u32, this.at) > 0
  }

  protected take(): boolean {
    if (!this.isFree() && !this.mayTakeOver()) return false
    this.enter()
    const taken = this.takeInside()
    this.leave()
    return taken
  }

  protected takeInside(): boolean {
    const { u32, at } = this
    const value = u32[at] as number
    if (value === 0) return this.takeOver()
    if (this.hasToStandBack()) return false
    this.beginHold()
    Atomics.store(u32, at, value - 1)
    this.abandoned = null
    return true
  }

  protected override withdrawn(entry: Entry): void {
    super.withdrawn(entry)
    this.endStarving()
  }

  protected override mend(): void {
    super.mend()
    if (this.u32[this.at + UNTRACKED] === 1) return // the value is one store, and all there is
    const free = (this.u32[this.at + INITIAL] as number) - this.holders.sum()
    Atomics.store(this.u32, this.at, Math.max(free, 0))
  }

  /** Inside the latch: this process has one unit more. Measured is what it takes while it has others, for they overlap. */
  private beginHold(): void {
    const { holders, since, meter } = this
    const mine = holders.mine()
    holders.setMine(mine + 1)
    this.record.count()
    if (this.u32[this.at + UNTRACKED] === 1) since.length = 0
    else if (meter.isDue(mine > 0)) since.push(meter.begin())
  }

  /** Inside the latch. Which unit is released nobody can say: the one that was taken first. */
  private endHolds(mine: number, n: number): void {
    const { holders, since, meter } = this
    for (let units = mine - since.length; units < n; units++) meter.end(since.shift() as number)
    holders.setMine(mine - n)
  }

  /** Whether somebody has died since the holders were last looked through. */
  private mayTakeOver(): boolean {
    const { u32, at } = this
    return u32[at + UNTRACKED] === 0 && u32[at + DEATHS] !== Atomics.load(u32, HEADER.deaths / 4)
  }

  private takeOver(): boolean {
    if (!this.mayTakeOver()) return false
    const { u32, at, holders } = this
    const deaths = Atomics.load(u32, HEADER.deaths / 4)
    const died = holders.takeFromDead()
    if (died === null) {
      u32[at + DEATHS] = deaths
      return false
    }
    this.beginHold()
    this.abandoned = this.reportDeath(died)
    return true
  }
}

/**
 * A semaphore whose value never exceeds what it was at first, so that a release too many is found out.
 * CPython: `multiprocessing.BoundedSemaphore`.
 */
export class BoundedSemaphore extends Semaphore {
  /** @throws ValueError when the value is no integer from 0 to `SEM_VALUE_MAX` */
  constructor(value?: number)
  /** @internal */
  constructor(value: number, offset: number)
  constructor(value = 1, offset?: number) {
    super(value, offset, 'BoundedSemaphore')
    if (offset === undefined) rememberBounded(this)
  }

  override toString(): string {
    return `<BoundedSemaphore(value=${this.getValue()}, maxvalue=${this.u32[this.at + BOUND]})>`
  }
}

const remember = travels(
  'Semaphore',
  Semaphore,
  () => null,
  (offset) => new Semaphore(0, offset, 'Semaphore'),
)
const rememberBounded = travels(
  'BoundedSemaphore',
  BoundedSemaphore,
  () => null,
  (offset) => new BoundedSemaphore(0, offset),
)
