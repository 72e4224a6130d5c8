/**
 * Processes that want to be rung at the next change of a shared thing, without taking anything from it: those in
 * `wait()` and `poll()`. A ring takes everybody out; who still waits enlists anew. A ring for somebody who waits no
 * longer does no harm.
 */
import { WAITER_LIST_SIZE } from './layout'
import type { Segment } from './segment'
import { ring, WaiterList, wakeEverybody, type Entry } from './waiters'

/** A latch, then the list. */
export const WATCHERS_LIST = 8
export const WATCHERS_SIZE = WATCHERS_LIST + WAITER_LIST_SIZE

export class Watchers {
  private readonly segment: Segment
  private readonly latch: number
  private readonly list: WaiterList

  /** @param offset of a block of `WATCHERS_SIZE` zeroed bytes */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.latch = offset
    this.list = new WaiterList(segment, offset + WATCHERS_LIST)
  }

  /** Whoever enlists looks once more afterwards: the change may have come just before. */
  watch(entry: Entry): void {
    this.enter()
    this.list.add(entry)
    this.segment.leave(this.latch)
  }

  /** Rings everybody; costs one load when nobody watches. */
  wake(): void {
    if (this.list.count === 0) return
    this.enter()
    const all = this.list.takeAll()
    this.segment.leave(this.latch)
    for (const entry of all) ring(this.segment, entry)
  }

  private enter(): void {
    if (!this.segment.enter(this.latch)) return
    this.list.clear()
    wakeEverybody(this.segment)
  }
}
