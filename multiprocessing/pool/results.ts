/**
 * What comes back from a pool's workers. Waking up for a result costs its owner more than taking many at once: while it
 * sleeps they may gather, as long as nobody misses them.
 */
import { PENDING, type Pending } from '../segment/attempt'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import type { Entry } from '../segment/waiters'

/** Results that may gather: what there is in the end is taken when the workers have nothing left to do. */
const GATHERED = 32
/** Milliseconds for which they do, if they come as they have come before. */
const GATHERING = 250

export class Results {
  readonly channel = Channel.create(attached().segment)
  private most = 1
  /** Results that came within `GATHERING` before the owner last lay down to sleep, when that was, and those taken since. */
  private pace = 1
  private lainDown = performance.now()
  private taken = 0

  /** How many of them nobody misses. */
  set spare(results: number) {
    this.most = results
    this.gather()
  }

  /** As `Channel.tryTake`. */
  tryTake(entry: Entry): Buffer | Pending {
    const record = this.channel.tryTake(entry)
    if (record !== PENDING) this.taken++
    else if (entry !== 0 && this.taken > 0) this.lieDown()
    return record
  }

  private lieDown(): void {
    const time = performance.now()
    this.pace = Math.floor((this.taken / (time - this.lainDown)) * GATHERING)
    this.lainDown = time
    this.taken = 0
    this.gather()
  }

  private gather(): void {
    this.channel.waitFor(Math.max(1, Math.min(this.most, this.pace, GATHERED)))
  }
}
