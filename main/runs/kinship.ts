/** What the start and the end of a process mean to its parent and its children. */
import { ENDED, SLOT, SLOTS } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readSlot, releaseSlot, slotAt } from '../../multiprocessing/segment/slots'

/** A child is up. @param slot of the parent, -1: there is none */
export function wakeParent(segment: Segment, slot: number): void {
  if (slot < 0) return
  segment.memory.post(slotAt(slot) + SLOT.bell)
  segment.memory.post(slotAt(slot) + SLOT.syncBell)
}

/** Slots of ended processes whose parent can no longer read them. @param parent its slot */
export function releaseOrphans(segment: Segment, parent: number): void {
  for (let slot = 0; slot < SLOTS; slot++) {
    const view = readSlot(segment, slot)
    if (view.state === ENDED && (view.parent === parent || view.parent < 0)) releaseSlot(segment, view)
  }
}
