/**
 * How long something is held. Looking at the clock twice costs more than a lock does, so where holds follow each other
 * within microseconds one in about two hundred is measured and stands for them all. As soon as the process stands still, or
 * holds become longer or rarer, each is measured.
 */
import { isMeasured } from '../segment/attachment'
import type { SharedRecord } from '../segment/objects'
import { beforePause } from '../segment/pace'
import { now } from '../segment/segment'

/** Nanoseconds from hold to hold below which not every one is measured. */
const QUICK = 15_000
/** Of so many holds one is measured, at least; as many again at random, so that it does not fall in step with a script. */
const FEWEST = 128
const NEVER = 2 ** 30 - 1

/** A hold of this process that was not to be measured. */
export interface Unseen {
  /** It goes on when the process stands still: it is measured from this moment on. @returns false when there is none */
  (now: number): boolean
}

export class HoldMeter {
  private readonly record: SharedRecord
  private readonly see: Unseen
  private readonly isOn = isMeasured()
  /** Holds until one is measured. */
  private left = this.isOn ? 1 : NEVER
  private span = 1
  /** How many holds the one stands for that is being measured. */
  private weight = 1
  private begunAt = 0
  private last = 0
  private isWatching = false

  constructor(record: SharedRecord, see: Unseen) {
    this.record = record
    this.see = see
  }

  /** A hold begins. @param overlaps with others of this process, which makes it a case of its own @returns whether it is to be measured */
  isDue(overlaps = false): boolean {
    return --this.left <= 0 || (overlaps && this.isOn)
  }

  /** @returns when the hold that is to be measured began */
  begin(): number {
    const time = now()
    this.weight = this.span - this.left
    const pace = (time - this.begunAt) / this.weight
    this.begunAt = time
    this.span = 1
    if (pace < QUICK) {
      this.span = FEWEST + Math.floor(Math.random() * FEWEST)
      if (!this.isWatching) beforePause(this.pause)
      this.isWatching = true
    }
    this.left = this.span
    return time
  }

  /** A hold ends that was measured. */
  end(begunAt: number): void {
    this.last = now() - begunAt
    this.record.noteHold(this.last, this.weight)
    this.weight = 1
  }

  /** What was not measured was as the last that was; from now on each is. */
  private readonly pause = (time: number): void => {
    const unseen = this.span - this.left - (this.see(time) ? 1 : 0)
    const others = unseen + this.weight - 1
    if (others > 0) this.record.noteHold(this.last, others)
    this.weight = 1
    this.span = 1
    this.left = 1
    this.isWatching = false
  }
}
