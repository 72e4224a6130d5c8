/** Times what is done very often: of many quick turns one in so many stands for all, as the clock costs as much as they do. */
import { isMeasured } from '../segment/attachment'
import { now } from '../segment/segment'

/** Nanoseconds. */
const QUICK = 5_000
/** Quick turns that one stands for. */
const STRIDE = 8
/** Turns after a long one that are timed each: such seldom come alone. */
const AWAKE = 16

export class Stopwatch {
  private readonly isRunning = isMeasured()
  private awake = AWAKE
  private turns = 0

  /** A turn begins. @returns what `stop` asks for; 0: it is not timed */
  start(): number {
    return this.isRunning && (++this.turns >= STRIDE || this.awake > 0) ? now() : 0
  }

  /** The turn has ended. @returns nanoseconds of it, and of those before it that were not timed */
  stop(started: number): number {
    if (started === 0) return 0
    const took = now() - started
    const { turns } = this
    this.turns = 0
    // A long one stands for itself: the processor may have been taken away meanwhile.
    if (took >= QUICK) this.awake = AWAKE
    else if (this.awake > 0) this.awake--
    return took < QUICK ? took * turns : took
  }
}
