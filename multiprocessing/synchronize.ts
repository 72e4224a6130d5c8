/** `Lock`: CPython's `multiprocessing.synchronize`, with an owner, so that a lock outlives its holder. */
import { registerHandle } from './encoding'
import { ValueError } from './errors'
import { Handles } from './handles'
import { tellMain } from './host'
import { attached } from './segment/attachment'
import { LOCK, HEADER, SLOT } from './segment/layout'
import type { Segment } from './segment/segment'
import { readName, readSlot, slotAt } from './segment/slots'
import { isCurrent, ring, WaiterList, wakeEverybody, type Entry } from './segment/waiters'
import {
  awaited,
  blocked,
  PENDING,
  type TIMED_OUT,
  toLimits,
  turnIfDue,
  type Limits,
  type Pending,
  type Source,
} from './segment/waiting'

/** Milliseconds that a waiter may be overtaken before the lock is handed to it (as Go's sync.Mutex does). */
const PATIENCE = 1
/** Marks an owner that was handed the lock and has not looked yet. */
const HANDED = 0x100

const handles = new Handles<Lock>()

/** Who held a lock when it died. */
export interface AbandonedBy {
  readonly process: number
  readonly name: string
}

/**
 * One process at a time. Any process may release it. First come, first served within a millisecond: the lock may be
 * taken by who comes by just then, until somebody has waited longer than that.
 * When its holder dies, the next `acquire` gets it and `abandoned` tells who died.
 * CPython: `multiprocessing.Lock`.
 */
export class Lock {
  /** Set by the `acquire` that took the lock over from a process that died holding it; `null` after any other. */
  abandoned: AbandonedBy | null = null
  private readonly offset: number
  private readonly segment: Segment
  private readonly u32: Uint32Array
  /** Index of the lock's words. */
  private readonly at: number
  private readonly waiters: WaiterList
  private readonly source: Source

  constructor()
  /** @internal */
  constructor(offset: number)
  constructor(offset?: number) {
    this.segment = attached().segment
    this.u32 = this.segment.window.u32
    this.offset = offset ?? create(this.segment)
    this.at = this.offset >>> 2
    handles.add(this.offset, this)
    this.waiters = new WaiterList(this.segment, this.offset + LOCK.waiters)
    this.source = {
      kind: 'Lock.acquire',
      number: this.segment.u32(this.offset + LOCK.number),
      isReady: () => Atomics.load(this.u32, this.at) === 0,
      withdraw: (entry) => this.withdraw(entry),
    }
  }

  /** @returns false when it was not to be had in time, or at once with `block: false` */
  acquire(limits?: number | Limits): Promise<boolean> {
    if (limits === undefined && this.take()) return turnIfDue(true)
    return awaited(this.source, this.taking(), toLimits(limits)).then(isTaken)
  }

  acquireSync(limits?: number | Limits): boolean {
    if (limits === undefined && this.take()) return true
    return isTaken(blocked(this.source, this.taking(), toLimits(limits)))
  }

  /** @throws ValueError when nobody holds it */
  release(): void {
    const { u32, at } = this
    const owner = Atomics.load(u32, at)
    if (owner === 0) throw new ValueError('semaphore or lock released too many times')
    if (u32[at + LOCK.starving / 4] === 0) {
      // Whoever enlists, or was rung, tries once more afterwards: one of the two of us sees the other.
      Atomics.store(u32, at, 0)
      if (this.waiters.count === 0 || Atomics.load(u32, at + LOCK.rung / 4) !== 0) return
    }
    this.releaseToNext()
  }

  /** Whether somebody holds it. CPython 3.14: `Lock.locked`. */
  locked(): boolean {
    return Atomics.load(this.u32, this.at) !== 0
  }

  /** Runs `body` holding the lock, and releases it whatever happens. */
  async use<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire()
    try {
      return await body()
    } finally {
      this.release()
    }
  }

  /** For `await using held = await lock.hold()`: released at the end of the block. */
  async hold(): Promise<{ [Symbol.asyncDispose](): Promise<void> }> {
    await this.acquire()
    return { [Symbol.asyncDispose]: async () => this.release() }
  }

  toString(): string {
    return `<Lock number=${this.source.number} ${this.locked() ? 'locked' : 'unlocked'}>`
  }

  /** @internal */
  static offsetOf(lock: Lock): number {
    return lock.offset
  }

  /** Takes a free lock without further ado. */
  private take(): boolean {
    if (Atomics.compareExchange(this.u32, this.at, 0, this.segment.latchEntry) !== 0) return false
    this.u32[this.at + LOCK.holder / 4] = attached().number
    this.abandoned = null
    return true
  }

  private taking(): (entry: Entry) => true | Pending {
    let since = 0
    return (entry) => {
      const result = this.attempt(entry, since !== 0 && performance.now() - since > PATIENCE)
      if (result === PENDING && since === 0 && entry !== 0) since = performance.now()
      return result
    }
  }

  private attempt(entry: Entry, impatient: boolean): true | Pending {
    if (entry === 0) return this.take() || this.takeOver() ? true : PENDING
    const { u32, at, waiters } = this
    this.enter()
    waiters.add(entry)
    if (u32[at + LOCK.rung / 4] === entry) Atomics.store(u32, at + LOCK.rung / 4, 0)
    const taken = this.take() || this.takeOver()
    if (taken) waiters.remove(entry)
    else if (impatient) u32[at + LOCK.starving / 4] = 1
    this.leave()
    return taken ? true : PENDING
  }

  /** Takes a lock that was handed to this process, or whose holder has died. */
  private takeOver(): boolean {
    const { u32, at, segment } = this
    const owner = Atomics.load(u32, at)
    if (owner === 0) return this.take()
    const isMine = owner === (segment.latchEntry | HANDED) >>> 0
    if (!isMine && isCurrent(segment, owner)) return false
    const died = isMine || (owner & HANDED) !== 0 ? 0 : owner
    const holder = u32[at + LOCK.holder / 4] as number
    if (Atomics.compareExchange(u32, at, owner, segment.latchEntry) !== owner) return false
    u32[at + LOCK.holder / 4] = attached().number
    this.abandoned = null
    if (died !== 0) this.report(died, holder)
    return true
  }

  /** Rings the longest waiter, or hands it the lock where somebody has waited too long. */
  private releaseToNext(): void {
    const { u32, at, waiters } = this
    this.enter()
    let woken: Entry
    if (u32[at + LOCK.starving / 4] === 1) {
      woken = waiters.takeFirst()
      u32[at + LOCK.starving / 4] = 0
      Atomics.store(u32, at, woken === 0 ? 0 : (woken | HANDED) >>> 0)
    } else woken = this.nextToRing()
    this.leave()
    ring(this.segment, woken)
  }

  /** The longest waiter of a free lock, unless it was rung already. It stays the first until it has the lock. */
  private nextToRing(): Entry {
    const { u32, at } = this
    const first = Atomics.load(u32, at) === 0 ? this.waiters.first() : 0
    if (first === 0 || first === u32[at + LOCK.rung / 4]) return 0
    Atomics.store(u32, at + LOCK.rung / 4, first)
    return first
  }

  private withdraw(entry: Entry): void {
    const { u32, at } = this
    this.enter()
    this.waiters.remove(entry)
    if (u32[at + LOCK.rung / 4] === entry) Atomics.store(u32, at + LOCK.rung / 4, 0)
    // Handed to somebody who has just given up: free again.
    if (Atomics.load(u32, at) === (entry | HANDED) >>> 0) Atomics.store(u32, at, 0)
    const woken = this.nextToRing()
    this.leave()
    ring(this.segment, woken)
  }

  /** @param number of the process in its run; its slot may have another tenant by now */
  private report(died: Entry, number: number): void {
    const slot = died & 0xff
    const isThere = readSlot(this.segment, slot).number === number
    const name = isThere ? readName(this.segment, slotAt(slot) + SLOT.name) : `process ${number} of the run`
    this.abandoned = { process: number, name }
    tellMain({
      type: 'event',
      event: { type: 'lock-abandoned', lock: `Lock-${this.source.number}`, ...this.abandoned },
    })
  }

  private enter(): void {
    if (!this.segment.enter(this.offset + LOCK.latch)) return
    this.u32[this.at + LOCK.rung / 4] = 0
    this.waiters.clear()
    wakeEverybody(this.segment)
  }

  private leave(): void {
    this.segment.leave(this.offset + LOCK.latch)
  }
}

registerHandle(
  'Lock',
  Lock,
  (lock) => Lock.offsetOf(lock),
  (offset: number) => handles.at(offset, () => new Lock(offset)),
)

function create(segment: Segment): number {
  const offset = segment.allocate(LOCK.size)
  segment.window.u8.fill(0, offset, offset + LOCK.size)
  segment.setU32(offset + LOCK.number, segment.count(HEADER.names))
  return offset
}

function isTaken(result: true | typeof TIMED_OUT): boolean {
  return result === true
}
