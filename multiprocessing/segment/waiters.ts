/**
 * Who waits for what. A waiter is an entry: a process's slot, which of its two bells to ring, and the slot's
 * generation, so that an entry that outlived its process is recognised. Lists are first come, first served; a
 * process stands at most once per bell in a list, however many promises it has waiting there. All functions
 * are called holding the mutex of the object that the list belongs to.
 */
import { ENDED, FREE, SLOT, SLOTS_AT, WAITERS } from './layout'
import type { Segment } from './segment'
import { words } from './words'

export type Entry = number

const word = words(8)

export function entryOf(slot: number, generation: number, blocking: boolean): Entry {
  return (((generation & 0x7fffff) << 9) | (blocking ? 0x100 : 0) | slot) >>> 0
}

/** Whether the process behind an entry is still alive. */
export function isCurrent(segment: Segment, entry: Entry): boolean {
  segment.memory.read(SLOTS_AT + (entry & 0xff) * SLOT.size + SLOT.generation, word.bytes, 8)
  const state = word.u32[1]
  return ((word.u32[0] as number) & 0x7fffff) === entry >>> 9 && state !== FREE && state !== ENDED
}

/** Rings the bell of a waiter; the entry 0 is nobody. */
export function ring(segment: Segment, entry: Entry): void {
  if (entry !== 0)
    segment.memory.post(SLOTS_AT + (entry & 0xff) * SLOT.size + (entry & 0x100 ? SLOT.syncBell : SLOT.bell))
}

/** A list of waiters: its two u16 (first, count) stand at `at`, its entries at `list`. */
export class WaiterList {
  private readonly segment: Segment
  private readonly at: number
  private readonly list: number

  constructor(segment: Segment, at: number, list: number) {
    this.segment = segment
    this.at = at
    this.list = list
  }

  /** Adds an entry unless it is there. */
  add(entry: Entry): void {
    let { first, count } = this.bounds()
    for (let i = 0; i < count; i++) if (this.entry(first + i) === entry) return
    if (count === WAITERS) {
      count = this.compact(first, count)
      first = 0
    }
    this.segment.setU32(this.list + ((first + count) % WAITERS) * 4, entry)
    this.setBounds(first, count + 1)
  }

  /** Takes out the first living waiter, to be rung once the mutex is released; 0 when nobody waits. */
  takeFirst(): Entry {
    for (;;) {
      const { first, count } = this.bounds()
      if (count === 0) return 0
      const entry = this.entry(first)
      this.setBounds((first + 1) % WAITERS, count - 1)
      if (isCurrent(this.segment, entry)) return entry
    }
  }

  /** Takes an entry out; false when it was not there, because somebody has rung it. */
  remove(entry: Entry): boolean {
    const { first, count } = this.bounds()
    let kept = 0
    for (let i = 0; i < count; i++) {
      const other = this.entry(first + i)
      if (other !== entry) this.segment.setU32(this.list + ((first + kept++) % WAITERS) * 4, other)
    }
    this.setBounds(first, kept)
    return kept < count
  }

  /** Forgets everybody: after a holder of the mutex died the list may be half written. All processes are then woken and enlist anew. */
  clear(): void {
    this.setBounds(0, 0)
  }

  private bounds(): { first: number; count: number } {
    this.segment.memory.read(this.at, word.bytes, 4)
    return { first: word.u16[0] as number, count: word.u16[1] as number }
  }

  private setBounds(first: number, count: number): void {
    word.u16[0] = first
    word.u16[1] = count
    this.segment.memory.write(this.at, word.bytes, 4)
  }

  private entry(position: number): Entry {
    return this.segment.u32(this.list + (position % WAITERS) * 4)
  }

  /** Drops the entries of dead processes. */
  private compact(first: number, count: number): number {
    const alive: Entry[] = []
    for (let i = 0; i < count; i++) {
      const entry = this.entry(first + i)
      if (isCurrent(this.segment, entry)) alive.push(entry)
    }
    alive.forEach((entry, i) => this.segment.setU32(this.list + i * 4, entry))
    return alive.length
  }
}

/** Rings every living process of the run: after a death each looks again at all it waits for. */
export function wakeEverybody(segment: Segment, slots: number): void {
  for (let slot = 0; slot < slots; slot++) {
    const at = SLOTS_AT + slot * SLOT.size
    const state = segment.u32(at + SLOT.state)
    if (state === FREE || state === ENDED) continue
    segment.memory.post(at + SLOT.bell)
    segment.memory.post(at + SLOT.syncBell)
  }
}
