/** What a worker tells of itself in its slot: counters, its ring of finished chunks, its claim. */
import { attached } from '../segment/attachment'
import { CLAIM, MEASURE, RECORDS_AT, SLOT, TASK_RECORD, TASK_RECORDS } from '../segment/layout'
import { now, type Segment } from '../segment/segment'
import { slotAt } from '../segment/slots'
import { giveUpClaim } from './claim'
import type { Task } from './records'

export class Meter {
  /** Where the channel notes what is taken from it. */
  readonly claim: number
  private readonly segment: Segment
  private readonly slot: number
  private readonly counters: number
  private readonly ring: number
  private records = 0

  constructor() {
    const { segment, slot } = attached()
    this.segment = segment
    this.slot = slot
    this.counters = slotAt(slot) + SLOT.measure
    this.claim = slotAt(slot) + SLOT.claim
    this.ring = RECORDS_AT + slot * TASK_RECORDS * TASK_RECORD.size
  }

  /** How far the worker has come before its first task. */
  reached(phase: number): void {
    this.segment.setU32(this.claim + CLAIM.phase, phase)
  }

  /** An item begins. @param done items of its chunk before it @param timed whether its call has a time-out */
  begin(done: number, timed: boolean): void {
    this.segment.setU32(this.claim + CLAIM.progress, done)
    if (timed) this.segment.setF64(this.claim + CLAIM.begun, now())
  }

  /**
   * The chunk's results have been sent: writes its record and the counters, and empties the claim.
   * @returns false when the worker has been condemned and must take nothing more
   */
  finish(task: Task, start: number, done: number, failed: boolean): boolean {
    const { segment, counters, claim } = this
    const end = now()
    const record = this.ring + (this.records++ % TASK_RECORDS) * TASK_RECORD.size
    segment.setF64(record + TASK_RECORD.start, start)
    segment.setF64(record + TASK_RECORD.end, end)
    segment.setU32(record + TASK_RECORD.work, task.work)
    segment.setU32(record + TASK_RECORD.index, task.index)
    segment.setU32(record + TASK_RECORD.count, task.count)
    segment.setU32(record + TASK_RECORD.failed, failed ? 1 : 0)
    segment.setF64(counters + MEASURE.tasksDone, segment.f64(counters + MEASURE.tasksDone) + done)
    segment.setF64(counters + MEASURE.busy, segment.f64(counters + MEASURE.busy) + end - start)
    segment.setF64(counters + MEASURE.records, this.records)
    segment.setU32(claim + CLAIM.work, 0)
    segment.setU32(claim + CLAIM.progress, 0)
    segment.setF64(claim + CLAIM.begun, 0)
    return giveUpClaim(this.slot)
  }
}
