/** This process's place in its run: the segment it has mapped and the slot it lives in. Set once, by the bootstrap. */
import { entryOf, type Entry } from './waiters'
import { HEADER, SLOT } from './layout'
import type { Segment } from './segment'
import { readSlot, slotAt } from './slots'

export interface Attachment {
  readonly segment: Segment
  readonly slot: number
  readonly generation: number
  readonly number: number
  /** Offsets of this process's bells and its entries in lists of waiters. */
  readonly bell: number
  readonly syncBell: number
  readonly entry: Entry
  readonly syncEntry: Entry
  readonly isMeasured: boolean
}

let current: Attachment | undefined

export function attach(segment: Segment, slot: number): Attachment {
  const view = readSlot(segment, slot)
  segment.latchEntry = entryOf(slot, view.generation, false)
  segment.memory.acquireMutex(slotAt(slot) + SLOT.life) // until this process dies
  current = {
    segment,
    slot,
    generation: view.generation,
    number: view.number,
    bell: slotAt(slot) + SLOT.bell,
    syncBell: slotAt(slot) + SLOT.syncBell,
    entry: entryOf(slot, view.generation, false),
    syncEntry: entryOf(slot, view.generation, true),
    isMeasured: segment.u32(HEADER.unmeasured) === 0,
  }
  return current
}

export function isAttached(): boolean {
  return current !== undefined
}

/** Whether records and counters are to be written at all; see `HEADER.unmeasured`. False outside a run. */
export function isMeasured(): boolean {
  return current?.isMeasured === true
}

/** @throws Error outside a run: the library works only in scripts that Parallab runs. */
export function attached(): Attachment {
  if (current === undefined)
    throw new Error("'multiprocessing' works in scripts that Parallab runs; this process is not part of a run")
  return current
}
