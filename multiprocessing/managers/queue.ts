/** `QueueProxy` and the queue that it stands for. */
import { Empty, Full, ShutDown, ValueError } from '../errors'
import { TIMED_OUT, type Limits } from '../segment/attempt'
import type { Remote } from './methods'
import { CONTENTS } from './objects'
import { proxyType, type BaseProxy } from './proxy'
import { WaitingList } from './waiting-list'

/** First in, first out, in a manager's process. CPython: `SyncManager.Queue`, `SyncManager.JoinableQueue`. */
export class QueueReferent<T> {
  private readonly maxsize: number
  private readonly items: T[] = []
  /** Who waits for an item gets it in hand; `null` when the queue is shut down. */
  private readonly getters = new WaitingList<{ readonly item: T } | null>()
  /** Who waits for room has an item to offer; `false` when the queue is shut down. */
  private readonly putters = new WaitingList<boolean, T>()
  private readonly joiners = new WaitingList<true>()
  private unfinished = 0
  private isShut = false

  /** @param maxsize items it can hold; 0 or less: no bound */
  constructor(maxsize = 0) {
    this.maxsize = maxsize
  }

  /**
   * Appends an item; waits while the queue is full.
   * @throws Full when there was no room in time, ShutDown after `shutdown`
   */
  put(item: T, limits?: number | Limits): void | Promise<void> {
    this.assertOpen()
    if (this.full()) return this.putLater(item, limits)
    this.add(item)
  }

  /** As `put` with `block: false`. CPython: `Queue.put_nowait`. */
  putNowait(item: T): void | Promise<void> {
    return this.put(item, { block: false })
  }

  /**
   * Takes the oldest item; waits while there is none.
   * @throws Empty when none came in time, ShutDown after `shutdown`
   */
  get(limits?: number | Limits): T | Promise<T> {
    if (this.items.length > 0) return this.take()
    if (this.isShut) throw new ShutDown('Queue is shut down')
    return this.getLater(limits)
  }

  /** As `get` with `block: false`. CPython: `Queue.get_nowait`. */
  getNowait(): T | Promise<T> {
    return this.get({ block: false })
  }

  /** How many items are in it now. */
  qsize(): number {
    return this.items.length
  }

  /** Whether there is none now. */
  empty(): boolean {
    return this.items.length === 0
  }

  /** Whether there is no room now. */
  full(): boolean {
    return this.maxsize > 0 && this.items.length >= this.maxsize
  }

  /** An item that was taken is done. @throws ValueError when all that were put are */
  taskDone(): void {
    if (this.unfinished === 0) throw new ValueError('task_done() called too many times')
    if (--this.unfinished === 0) this.joiners.settleAll(true)
  }

  /** Waits until every item has been taken and marked as done. */
  async join(limits?: number | Limits): Promise<void> {
    if (this.unfinished > 0 && !WaitingList.forbids(limits)) await this.joiners.wait(limits)
  }

  /** No more puts; gets take what is there, or with `immediate` nothing. CPython 3.13: `Queue.shutdown`. */
  shutdown(immediate = false): void {
    this.isShut = true
    if (immediate) {
      this.unfinished = Math.max(0, this.unfinished - this.items.length)
      this.items.length = 0
      if (this.unfinished === 0) this.joiners.settleAll(true)
    }
    this.getters.settleAll(null)
    this.putters.settleAll(false)
  }

  toString(): string {
    const bound = this.maxsize > 0 ? ` maxsize=${this.maxsize}` : ''
    return `<Queue qsize=${this.items.length}${bound}${String(this.items.length > 0 ? this.putters : this.getters)}>`
  }

  [CONTENTS](): Iterable<unknown> {
    return this.items
  }

  private async putLater(item: T, limits: number | Limits | undefined): Promise<void> {
    const result = WaitingList.forbids(limits) ? TIMED_OUT : await this.putters.wait(limits, { offer: item })
    if (result === TIMED_OUT) throw new Full(`Queue is full: it holds ${this.maxsize} items`)
    if (!result) this.assertOpen()
  }

  private async getLater(limits: number | Limits | undefined): Promise<T> {
    const result = WaitingList.forbids(limits) ? TIMED_OUT : await this.getters.wait(limits)
    if (result === TIMED_OUT) throw new Empty('Queue is empty')
    if (result === null) throw new ShutDown('Queue is shut down')
    return result.item
  }

  private add(item: T): void {
    this.unfinished++
    const getter = this.getters.next()
    if (getter === undefined) this.items.push(item)
    else getter.settle({ item })
  }

  private take(): T {
    const item = this.items.shift() as T
    const putter = this.putters.next()
    if (putter !== undefined) {
      this.add(putter.offer as T)
      putter.settle(true)
    }
    return item
  }

  private assertOpen(): void {
    if (this.isShut) throw new ShutDown('Queue is shut down')
  }
}

/** Stands for a queue of a manager. CPython: the `AutoProxy` of `SyncManager.Queue`. */
export type QueueProxy<T = unknown> = BaseProxy & Remote<QueueReferent<T>>
export const QueueProxy = proxyType('QueueProxy', QueueReferent)
