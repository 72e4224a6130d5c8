/**
 * Who waits for what. A waiter is an entry: a process's slot, which of its two bells to ring, and the slot's
 * generation, so that an entry that outlived its process is recognised. Lists are first come, first served; a
 * process stands at most once per bell in a list, however many promises it has waiting there. All methods are
 * called inside the latch of the object that the list belongs to.
 */
import { RUNNING, SLOT, SLOTS, SLOTS_AT, STARTING, WAITERS } from './layout'
import type { Segment } from './segment'

export type Entry = number

/** Marks an entry that waits with the blocking driver. */
const SYNC = 0x100

export function entryOf(slot: number, generation: number, blocking: boolean): Entry {
  return (((generation & 0x7fffff) << 9) | (blocking ? SYNC : 0) | slot) >>> 0
}

/** Whether the process behind an entry is still alive, as far as main has seen. */
export function isCurrent(segment: Segment, entry: Entry): boolean {
  const at = SLOTS_AT + (entry & 0xff) * SLOT.size
  return (segment.u32(at + SLOT.generation) & 0x7fffff) === entry >>> 9 && isLiving(segment.u32(at + SLOT.state))
}

function isLiving(state: number): boolean {
  return state === STARTING || state === RUNNING
}

/**
 * Rings the bell of a waiter; the entry 0 is nobody. A process that blocks, perhaps for the very thing that a promise of it
 * waits for, hears it on its other bell.
 */
export function ring(segment: Segment, entry: Entry): void {
  if (entry === 0) return
  const at = SLOTS_AT + (entry & 0xff) * SLOT.size
  const isPromise = (entry & SYNC) === 0
  segment.memory.post(at + (isPromise ? SLOT.bell : SLOT.syncBell))
  if (isPromise && segment.u32(at + SLOT.deaf) === 1) segment.memory.post(at + SLOT.syncBell)
}

export class WaiterList {
  private readonly segment: Segment
  private readonly u32: Uint32Array
  /** Index of the list's words: first, count, then the ring of entries. */
  private readonly at: number

  /** @param offset of a block of `WAITER_LIST_SIZE` bytes */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.u32 = segment.window.u32
    this.at = offset >>> 2
  }

  /** Waiters, dead ones included; may be asked outside the latch. */
  get count(): number {
    return Atomics.load(this.u32, this.at + 1)
  }

  /** Adds an entry unless it is there. */
  add(entry: Entry): void {
    const { u32, at } = this
    let count = u32[at + 1] as number
    if (this.find(entry) >= 0) return
    if (count === WAITERS) count = this.compact()
    u32[this.index(count)] = entry
    Atomics.store(u32, at + 1, count + 1)
  }

  /** How many stand before an entry; -1 when it is not there. */
  find(entry: Entry): number {
    const { count } = this
    for (let i = 0; i < count; i++) if (this.u32[this.index(i)] === entry) return i
    return -1
  }

  /** The first living waiter; 0 when nobody waits. Dead ones before it are dropped. */
  first(): Entry {
    while (this.count > 0) {
      const entry = this.u32[this.index(0)] as Entry
      if (isCurrent(this.segment, entry)) return entry
      this.drop()
    }
    return 0
  }

  /** The first living waiter behind so many; 0 when there is none. Dead ones before it are dropped. */
  firstAfter(place: number): Entry {
    while (this.count > place) {
      const entry = this.u32[this.index(place)] as Entry
      if (isCurrent(this.segment, entry)) return entry
      this.remove(entry)
    }
    return 0
  }

  /** Takes out the first living waiter, to be rung outside the latch; 0 when nobody waits. */
  takeFirst(): Entry {
    const entry = this.first()
    if (entry !== 0) this.drop()
    return entry
  }

  /** Takes out everybody, to be rung outside the latch. */
  takeAll(): Entry[] {
    const all: Entry[] = []
    for (let entry = this.takeFirst(); entry !== 0; entry = this.takeFirst()) all.push(entry)
    return all
  }

  /** Takes an entry out; false when it was not there, because somebody has rung it. */
  remove(entry: Entry): boolean {
    const { u32, at } = this
    const count = u32[at + 1] as number
    let kept = 0
    for (let i = 0; i < count; i++) {
      const other = u32[this.index(i)] as Entry
      if (other !== entry) u32[this.index(kept++)] = other
    }
    Atomics.store(u32, at + 1, kept)
    return kept < count
  }

  /** Forgets everybody: after a death inside the latch the list may be half written. All processes are then woken and enlist anew. */
  clear(): void {
    this.u32[this.at] = 0
    Atomics.store(this.u32, this.at + 1, 0)
  }

  /** Takes out the first one. */
  drop(): void {
    const { u32, at } = this
    u32[at] = ((u32[at] as number) + 1) % WAITERS
    Atomics.store(u32, at + 1, (u32[at + 1] as number) - 1)
  }

  private index(position: number): number {
    return this.at + 2 + (((this.u32[this.at] as number) + position) % WAITERS)
  }

  /** Drops the entries of dead processes. */
  private compact(): number {
    const { u32, at } = this
    const alive: Entry[] = []
    for (let i = 0; i < WAITERS; i++) {
      const entry = u32[this.index(i)] as Entry
      if (isCurrent(this.segment, entry)) alive.push(entry)
    }
    this.clear()
    alive.forEach((entry, i) => (u32[at + 2 + i] = entry))
    return alive.length
  }
}

/** Rings every living process of the run: after a death each looks again at all it waits for. */
export function wakeEverybody(segment: Segment): void {
  for (let slot = 0; slot < SLOTS; slot++) {
    const at = SLOTS_AT + slot * SLOT.size
    if (!isLiving(segment.u32(at + SLOT.state))) continue
    segment.memory.post(at + SLOT.bell)
    segment.memory.post(at + SLOT.syncBell)
  }
}
