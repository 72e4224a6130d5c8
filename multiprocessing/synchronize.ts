/** `Lock`: CPython's `multiprocessing.synchronize`, with an owner, so that a lock outlives its holder. */
import { registerHandle } from './encoding'
import { ValueError } from './errors'
import { Handles } from './handles'
import { tellMain } from './host'
import { attached } from './segment/attachment'
import { LOCK, HEADER, SLOT, SLOTS } from './segment/layout'
import type { Segment } from './segment/segment'
import { readName, readSlot, slotAt } from './segment/slots'
import { isCurrent, ring, WaiterList, wakeEverybody, type Entry } from './segment/waiters'
import {
  awaited,
  blocked,
  PENDING,
  type TIMED_OUT,
  toLimits,
  type Limits,
  type Pending,
  type Source,
} from './segment/waiting'
import { words } from './segment/words'

/** Milliseconds that a waiter may be overtaken before the lock is handed to it (as Go's sync.Mutex does). */
const PATIENCE = 1

const state = words(LOCK.stateSize)
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
  private readonly waiters: WaiterList
  private readonly source: Source

  constructor()
  /** @internal */
  constructor(offset: number)
  constructor(offset?: number) {
    this.segment = attached().segment
    this.offset = offset ?? create(this.segment)
    handles.add(this.offset, this)
    this.waiters = new WaiterList(this.segment, this.offset + LOCK.state + LOCK.waiters, this.offset + LOCK.list)
    this.source = {
      kind: 'Lock.acquire',
      number: this.segment.u32(this.offset + LOCK.state + LOCK.number),
      withdraw: (entry) => this.withdraw(entry),
    }
  }

  /** @returns false when it was not to be had in time, or at once with `block: false` */
  acquire(limits?: number | Limits): Promise<boolean> {
    return awaited(this.source, this.taking(), toLimits(limits)).then(isTaken)
  }

  acquireSync(limits?: number | Limits): boolean {
    return isTaken(blocked(this.source, this.taking(), toLimits(limits)))
  }

  /** @throws ValueError when nobody holds it */
  release(): void {
    let woken: Entry = 0
    this.enter()
    try {
      this.load()
      if (state.u32[0] === 0) throw new ValueError('semaphore or lock released too many times')
      let next: Entry = 0
      if ((state.u16[5] as number) > 0) woken = this.waiters.takeFirst()
      if (woken !== 0 && state.u32[3] !== 0) next = woken
      this.segment.setPair(this.offset + LOCK.state, next & ~0x100, next === 0 ? 0 : 1)
      if (state.u32[3] !== 0) this.segment.setU32(this.offset + LOCK.state + LOCK.starving, 0)
    } finally {
      this.leave()
      ring(this.segment, woken)
    }
  }

  /** Whether somebody holds it. CPython 3.14: `Lock.locked`. */
  locked(): boolean {
    return this.segment.u32(this.offset + LOCK.state) !== 0
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

  private taking(): (entry: Entry) => true | Pending {
    let since = 0
    return (entry) => {
      const result = this.attempt(entry, since !== 0 && performance.now() - since > PATIENCE)
      if (result === PENDING && since === 0) since = performance.now()
      return result
    }
  }

  /** `depth` 1 marks a lock that was handed to a waiter, which takes it at its next attempt. */
  private attempt(entry: Entry, impatient: boolean): true | Pending {
    const me = attached().entry
    let died: Entry = 0
    let holder = 0
    this.enter()
    try {
      this.load()
      const owner = state.u32[0] as Entry
      const handed = owner === me && state.u32[1] === 1
      const gone = owner !== 0 && !handed && !isCurrent(this.segment, owner)
      if (gone && state.u32[1] === 0) died = owner
      if (owner !== 0 && !handed && !gone) {
        if (entry !== 0) this.waiters.add(entry)
        if (impatient) this.segment.setU32(this.offset + LOCK.state + LOCK.starving, 1)
        return PENDING
      }
      if (entry !== 0 && state.u16[5] !== 0) this.waiters.remove(entry)
      holder = state.u32[4] as number
      state.u32[0] = me
      state.u32[1] = 0
      state.u32[4] = attached().number
      if (state.u16[5] === 0) this.segment.memory.write(this.offset + LOCK.state, state.bytes, LOCK.number)
      else {
        this.segment.setU32(this.offset + LOCK.state + LOCK.holder, state.u32[4])
        this.segment.setPair(this.offset + LOCK.state, me, 0)
      }
      this.abandoned = null
      return true
    } finally {
      this.leave()
      if (died !== 0) this.report(died, holder)
    }
  }

  private withdraw(entry: Entry): void {
    this.enter()
    this.waiters.remove(entry)
    this.load()
    const handed = state.u32[0] === (entry & ~0x100) >>> 0 && state.u32[1] === 1
    const free = state.u32[0] === 0
    let woken: Entry = 0
    if (handed) this.segment.setPair(this.offset + LOCK.state, 0, 0)
    if (handed || free) woken = this.waiters.takeFirst()
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
    if (this.segment.memory.acquireMutex(this.offset) === 'abandoned') {
      this.waiters.clear()
      wakeEverybody(this.segment, SLOTS)
    }
  }

  private leave(): void {
    this.segment.memory.releaseMutex(this.offset)
  }

  private load(): void {
    this.segment.memory.read(this.offset + LOCK.state, state.bytes, LOCK.stateSize)
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
  segment.memory.initMutex(offset + LOCK.mutex)
  const initial = words(LOCK.stateSize)
  initial.u32[LOCK.number / 4] = segment.count(HEADER.names)
  segment.memory.write(offset + LOCK.state, initial.bytes, LOCK.stateSize)
  return offset
}

function isTaken(result: true | typeof TIMED_OUT): boolean {
  return result === true
}
