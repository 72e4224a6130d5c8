/**
 * Who waits for what comes piece by piece: the records of a channel, or the room in it. Waking a sleeper costs fifty times
 * what a record costs, so no more are on their way at once than can run at once: whoever looks first rings the next if he
 * leaves anything. Those who have been rung stand at the head of the line until they look. If they take too long, they are
 * busy with something else, and others are rung in their place. All methods but `count` and `announce` are called inside
 * the channel's latch.
 */
import os from 'node:os'
import { RELAY, WAITERS } from './layout'
import { putOff, type Settle } from './owed'
import { now, type Segment } from './segment'
import { WaiterList, type Entry } from './waiters'

/** How many may be on their way: whoever rings has a processor, too. */
const AT_ONCE = Math.max(1, os.availableParallelism() - 1)
/** Nanoseconds within which one who was rung looks, unless he is busy or many share the processors. */
const PROMPT = 1e6

export class Relay {
  private readonly line: WaiterList
  private readonly u32: Uint32Array
  private readonly f64: Float64Array
  /** Indices: how many have been rung, and when the last one was. */
  private readonly rungAt: number
  private readonly rungWhen: number
  /** Index of the moment until which somebody who is not in line looks without a pause. */
  private readonly lookUntil: number

  /** @param offset of a block of `RELAY.size` bytes */
  constructor(segment: Segment, offset: number) {
    this.line = new WaiterList(segment, offset + RELAY.line)
    this.u32 = segment.window.u32
    this.f64 = segment.window.f64
    this.rungAt = (offset + RELAY.rung) / 4
    this.rungWhen = (offset + RELAY.rungWhen) / 8
    this.lookUntil = (offset + RELAY.lookUntil) / 8
  }

  /** Those in line; may be asked outside the latch. */
  get count(): number {
    return this.line.count
  }

  /** Those who have been rung and have not looked. */
  private get rung(): number {
    return this.u32[this.rungAt] as number
  }

  /** Those whom nobody has rung. */
  get asleep(): number {
    const { count } = this
    return count === 0 ? 0 : count - this.rung
  }

  /** One who has looked and found nothing: had he been rung, he waits anew, at the end of the line. */
  add(entry: Entry): void {
    const place = this.line.find(entry)
    if (place >= this.rung) return
    if (place >= 0) this.remove(entry)
    if (this.count === WAITERS) this.dropRung()
    this.line.add(entry)
  }

  /** He waits no more. @returns false when he is on his way, or was taken for busy */
  remove(entry: Entry): boolean {
    const place = this.line.find(entry)
    if (place < 0) return false
    this.line.remove(entry)
    if (place >= this.rung) return true
    this.u32[this.rungAt] = this.rung - 1
    return false
  }

  /** This process looks without a pause. @param until monotonic nanoseconds; 0: no longer */
  readonly announce = (until: number): void => {
    this.f64[this.lookUntil] = until
  }

  /**
   * Whom to ring when so many pieces are there; 0 when nobody sleeps, or others will take them, or pass the ring on.
   * @param settle what asks again later, if those who are on their way have not come then
   */
  next(pieces: number, settle?: Settle): Entry {
    if (this.asleep === 0 || pieces === 0 || (pieces === 1 && this.isLookedFor())) return 0
    if (this.rung >= AT_ONCE) {
      if (now() - (this.f64[this.rungWhen] as number) < PROMPT) {
        if (settle !== undefined) putOff(settle)
        return 0
      }
      this.dropRung()
    }
    const entry = this.line.firstAfter(this.rung)
    if (entry === 0) return 0
    this.u32[this.rungAt] = this.rung + 1
    this.f64[this.rungWhen] = now()
    return entry
  }

  /** Takes out everybody, to be rung outside the latch. */
  takeAll(): Entry[] {
    this.u32[this.rungAt] = 0
    return this.line.takeAll()
  }

  clear(): void {
    this.u32[this.rungAt] = 0
    this.line.clear()
  }

  private isLookedFor(): boolean {
    const until = this.f64[this.lookUntil] as number
    return until !== 0 && now() < until
  }

  /** Those on their way are taken for busy, or dead: they come back to the line when they look. */
  private dropRung(): void {
    for (let left = this.rung; left > 0; left--) this.line.drop()
    this.u32[this.rungAt] = 0
  }
}
