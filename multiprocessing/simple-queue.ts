/** `SimpleQueue`: CPython's queue without bound and counting. */
import { inspect } from 'node:util'
import { readiness, type Readiness, type Waitable } from './connection/wait'
import { registerHandle } from './encoding'
import { Empty, OSError } from './errors'
import { Handles } from './handles'
import { Parcel } from './parcel'
import { QueueBlock } from './queue-block'
import { noteDeparture } from './segment/knowledge'
import { naming } from './segment/objects'
import type { Entry } from './segment/waiters'
import { PENDING, TIMED_OUT, toLimits } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'
import type { Limits, Pending, TimedOut } from './segment/attempt'

const handles = new Handles<SimpleQueue<unknown>>()

/**
 * A queue with nothing but `put`, `get`, `empty` and `close`. Unlike CPython's, `put` never waits.
 * CPython: `multiprocessing.SimpleQueue`.
 */
export class SimpleQueue<T = unknown> implements Waitable {
  private readonly block: QueueBlock
  private isClosed = false

  constructor()
  /** @internal */
  constructor(block: QueueBlock)
  constructor(block?: QueueBlock) {
    this.block = block ?? QueueBlock.create(0, 'SimpleQueue')
    handles.add(this.block.offset, this as SimpleQueue<unknown>)
  }

  /**
   * Appends an item. CPython: `SimpleQueue.put`.
   * @throws EncodeError when the item cannot be copied, OSError when the queue is closed
   */
  async put(item: T): Promise<void> {
    this.putSync(item)
  }

  putSync(item: T): void {
    this.checkOpen()
    Parcel.of(item, 'item', this.block.encoding).postSync(this.block.putters, this.block.tryPut, undefined)
  }

  /**
   * Takes the oldest item; waits while there is none. CPython: `SimpleQueue.get`, which has no time-out.
   * @throws Empty when none came in time, OSError when the queue is closed
   */
  async get(limits?: number | Limits): Promise<T> {
    this.checkOpen()
    return taken(await awaited(this.block.getters, this.taking, toLimits(limits)))
  }

  getSync(limits?: number | Limits): T {
    this.checkOpen()
    return taken(blocked(this.block.getters, this.taking, toLimits(limits)))
  }

  /** Whether there is nothing to get. CPython: `SimpleQueue.empty`. @throws OSError when the queue is closed */
  empty(): boolean {
    this.checkOpen()
    return this.block.channel.count() === 0
  }

  /** No more puts and gets from this process. CPython: `SimpleQueue.close`. */
  close(): void {
    this.isClosed = true
  }

  toString(): string {
    return `<SimpleQueue number=${this.block.channel.number}>`
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString()
  }

  /** @internal */
  [naming](label: string): void {
    this.block.record.name(label)
  }

  /** @internal */
  get [readiness](): Readiness {
    return this.block.readiness(() => this.isClosed)
  }

  private readonly taking = (entry: Entry): T | Pending => {
    const record = this.block.tryTake(entry)
    return record === PENDING ? PENDING : (this.block.decoding.decode(record) as T)
  }

  private checkOpen(): void {
    if (this.isClosed) throw new OSError('handle is closed')
  }

  /** @internal The queue that stands at an offset of the segment. */
  static at(offset: number): SimpleQueue<unknown> {
    return handles.at(offset, () => new SimpleQueue(new QueueBlock(offset)))
  }

  /** @internal */
  static depart(queue: SimpleQueue<unknown>): number {
    noteDeparture(queue.block.record.number)
    return queue.block.offset
  }
}

function taken<T>(result: T | TimedOut): T {
  if (result === TIMED_OUT) throw new Empty('SimpleQueue is empty')
  return result
}

registerHandle('SimpleQueue', SimpleQueue, SimpleQueue.depart, SimpleQueue.at)
