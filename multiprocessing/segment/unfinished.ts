/**
 * What was put into a channel and has not been marked as done, and who waits for the end of it. All methods are called
 * inside the channel's latch; `queued` are the records in the channel. CPython: `JoinableQueue._unfinished_tasks`.
 */
import { CHANNEL } from './layout'
import type { Segment } from './segment'
import { WaiterList, type Entry } from './waiters'

export class Unfinished {
  private readonly u32: Uint32Array
  /** Index of the count of records taken less those marked as done. */
  private readonly at: number
  private readonly joiners: WaiterList

  /** @param channel offset of the channel */
  constructor(segment: Segment, channel: number) {
    this.u32 = segment.window.u32
    this.at = (channel + CHANNEL.taken) / 4
    this.joiners = new WaiterList(segment, channel + CHANNEL.joiners)
  }

  /** Records leave the channel. */
  take(records: number): void {
    this.u32[this.at] = (this.u32[this.at] as number) + records
  }

  /** One record is done. @returns whom to ring; `null` when all were done before */
  finish(queued: number): Entry[] | null {
    const left = this.count(queued)
    if (left === 0) return null
    this.take(-1)
    return left === 1 ? this.joiners.takeAll() : []
  }

  /** @returns whether all is done; if not, `entry` waits for it, unless it is 0 */
  join(entry: Entry, queued: number): boolean {
    const isDone = this.count(queued) === 0
    if (isDone) this.joiners.remove(entry)
    else if (entry !== 0) this.joiners.add(entry)
    return isDone
  }

  remove(entry: Entry): boolean {
    return this.joiners.remove(entry)
  }

  clear(): void {
    this.joiners.clear()
  }

  private count(queued: number): number {
    return (queued + (this.u32[this.at] as number)) | 0
  }
}
