/** What the history keeps of a sweep: each repeat is written as soon as it has been measured. */
import type { RunOutcome } from '../../protocol/run-event'
import type { Repeat, SweepAnswer } from '../../protocol/sweep'

/** Told of the repeats and of the end; both return at once. */
export interface SweepRecording {
  readonly id: string
  repeat(repeat: Repeat): void
  /** @param seconds of the whole sweep. @param notes what must be said of it, a sentence each. @param found what it says */
  end(outcome: RunOutcome, seconds: number, notes: readonly string[], found: SweepAnswer): void
}
