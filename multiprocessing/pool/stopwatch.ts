/** Times what is done very often: of quick turns one in so many stands for all, as the clock costs as much as they do. */
import { isMeasured } from '../segment/attachment'
import { now } from '../segment/segment'

/** Nanoseconds. */
const QUICK = 5_000
const STRIDE = 8

export class Stopwatch {
  private readonly isRunning = isMeasured()
  private turns = 0
  private stride = 1

  /** A turn begins. @returns what `stop` asks for; 0: it is not timed */
  start(): number {
    return this.isRunning && ++this.turns >= this.stride ? now() : 0
  }

  /** The turn has ended. @returns nanoseconds of it and of those before it that were not timed */
  stop(started: number): number {
    if (started === 0) return 0
    const took = now() - started
    const { turns } = this
    this.turns = 0
    this.stride = took < QUICK ? STRIDE : 1
    return took * turns
  }
}
