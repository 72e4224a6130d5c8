/** What `Lock` and `RLock` share: a word that names the owner, so that a lock outlives its holder. */
import { isCurrent, ring, type Entry } from '../segment/waiters'
import { Acquirable } from './acquirable'
import { HoldMeter } from './hold-meter'
import { LOCK } from './layout'
import { processName } from './shared-object'

/** Marks an owner that was handed the lock and has not looked yet. */
const HANDED = 0x100

const HOLDER = LOCK.holder / 4
const DEPTH = LOCK.depth / 4

export abstract class Mutex extends Acquirable {
  private readonly f64: Float64Array
  /** Index of the moment at which the hold that goes on began. */
  private readonly since: number
  private readonly meter: HoldMeter

  protected constructor(kind: 'Lock' | 'RLock', offset: number | undefined) {
    super(kind, LOCK.size, offset)
    this.f64 = this.segment.window.f64
    this.since = (this.offset + LOCK.since) / 8
    this.meter = new HoldMeter(this.record, (now) => {
      const isUnseen = this.isMine() && this.f64[this.since] === 0
      if (isUnseen) this.f64[this.since] = now
      return isUnseen
    })
  }

  /** Whether somebody holds it. CPython 3.14: `Lock.locked`. */
  override locked(): boolean {
    return Atomics.load(this.u32, this.at) !== 0
  }

  /** @internal Whether this process holds it. */
  isMine(): boolean {
    return Atomics.load(this.u32, this.at) === this.me
  }

  /** @internal Lets go of a lock of this process however often it was acquired. @returns how often that was */
  releaseAll(): number {
    const depth = this.u32[this.at + DEPTH] as number
    this.letGo()
    return depth
  }

  /** @internal Once acquired again: it counts as acquired as often as before. */
  restore(depth: number): void {
    this.u32[this.at + DEPTH] = (this.u32[this.at + DEPTH] as number) + depth - 1
  }

  /** Name of the process that holds it, and how often it has acquired it. */
  protected holder(): readonly [name: string | null, depth: number] {
    if (!this.locked()) return [null, 0]
    return [processName(this.segment, this.u32[this.at + HOLDER] as number), this.u32[this.at + DEPTH] as number]
  }

  protected isFree(): boolean {
    return Atomics.load(this.u32, this.at) === 0
  }

  protected take(): boolean {
    const owner = Atomics.compareExchange(this.u32, this.at, 0, this.me)
    if (owner === 0) return this.hasTaken()
    return this.takeAgain(owner) || this.takeOver(owner)
  }

  protected takeInside(): boolean {
    return this.take()
  }

  /** Whether a lock that is held may be acquired again by this process. */
  protected abstract takeAgain(owner: Entry): boolean

  protected letGo(): void {
    if (this.f64[this.since] !== 0) this.endHold()
    if (this.isStarving()) return this.handOver()
    // Whoever enlists, or was rung, tries once more afterwards: one of the two of us sees the other.
    Atomics.store(this.u32, this.at, 0)
    if (this.waiters.count === 0 || this.isRung()) return
    this.enter()
    const woken = this.nextToRing()
    this.leave()
    ring(this.segment, woken)
  }

  protected override withdrawn(entry: Entry): void {
    super.withdrawn(entry)
    // Handed to somebody who has just given up: free again.
    Atomics.compareExchange(this.u32, this.at, (entry | HANDED) >>> 0, 0)
  }

  private hasTaken(): true {
    this.u32[this.at + HOLDER] = this.myNumber
    this.u32[this.at + DEPTH] = 1
    this.abandoned = null
    this.record.count()
    if (this.meter.isDue()) this.f64[this.since] = this.meter.begin()
    return true
  }

  private endHold(): void {
    this.meter.end(this.f64[this.since] as number)
    this.f64[this.since] = 0
  }

  /** Takes a lock that was handed to this process, or whose holder has died. */
  private takeOver(owner: Entry): boolean {
    const { u32, at } = this
    const isMine = owner === (this.me | HANDED) >>> 0
    if (!isMine && isCurrent(this.segment, owner)) return false
    const holder = u32[at + HOLDER] as number
    if (Atomics.compareExchange(u32, at, owner, this.me) !== owner) return false
    this.f64[this.since] = 0
    this.hasTaken()
    if ((owner & HANDED) === 0) this.abandoned = this.reportDeath(holder)
    return true
  }

  /** The longest waiter has been overtaken too often: it gets the lock without a moment in which another could. */
  private handOver(): void {
    this.enter()
    this.endStarving()
    const next = this.waiters.takeFirst()
    Atomics.store(this.u32, this.at, next === 0 ? 0 : (next | HANDED) >>> 0)
    this.leave()
    ring(this.segment, next)
  }
}
