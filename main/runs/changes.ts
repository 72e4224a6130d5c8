/**
 * Whether anything has happened in a run that matters to who looks for deadlocks. Nothing but an act makes one, and who
 * has acted says anew what it waits for before it sleeps again, also when it was rung for nothing; a death and a start
 * stand in the slots.
 */
import { HEADER, RUNNING, SLOT, SLOTS, STARTING, WAITING, WAITING_AT } from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'

const FIELDS = 3

export class Changes {
  private readonly segment: Segment
  private readonly last = new Uint32Array(1 + SLOTS * FIELDS)

  constructor(segment: Segment) {
    this.segment = segment
  }

  /** Since the last time that this was asked. */
  any(): boolean {
    const { segment } = this
    let changed = this.isNew(0, segment.u32(HEADER.deaths))
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = slotAt(slot)
      const state = segment.u32(at + SLOT.state)
      const isLiving = state === RUNNING || state === STARTING
      const field = 1 + slot * FIELDS
      if (this.isNew(field, state)) changed = true
      if (!isLiving) continue
      if (this.isNew(field + 1, segment.u32(WAITING_AT + slot * WAITING.size + WAITING.serial))) changed = true
      if (this.isNew(field + 2, this.flags(at))) changed = true
    }
    return changed
  }

  /** What keeps a process from being taken for one that waits in vain. */
  private flags(at: number): number {
    const { segment } = this
    const isUnborn = segment.f64(at + SLOT.payloadLength) !== 0
    const isCalled = segment.u32(at + SLOT.interrupt) !== 0 || segment.u32(at + SLOT.signal) !== 0
    return (isUnborn ? 1 : 0) + (isCalled ? 2 : 0) + (segment.f64(at + SLOT.verdict) !== 0 ? 4 : 0)
  }

  private isNew(field: number, value: number): boolean {
    if (this.last[field] === value) return false
    this.last[field] = value
    return true
  }
}
