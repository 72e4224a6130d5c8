/** `Queue` and `JoinableQueue`: CPython's `multiprocessing.queues`, over a channel in shared memory. */
import { inspect } from 'node:util'
import { readiness, type Readiness, type Waitable } from './connection/wait'
import { registerHandle } from './encoding'
import { AssertionError, Empty, Full, OSError, ValueError } from './errors'
import { Handles } from './handles'
import { LeftBehind } from './left-behind'
import { departFrom, Parcel } from './parcel'
import { END, QueueBlock } from './queue-block'
import { ClosedError } from './segment/channel'
import { noteDeparture } from './segment/knowledge'
import type { SharedKind } from '../protocol/telemetry'
import { naming } from './segment/objects'
import type { Raw } from './segment/record'
import type { Entry } from './segment/waiters'
import { PENDING, TIMED_OUT, toLimits } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'
import type { Limits, Pending, TimedOut } from './segment/attempt'

const handles = new Handles<Queue<unknown>>()

/**
 * First in, first out, between any processes of the run. An item is copied when it is put, so a bad one throws at
 * the caller's line, and what was put stays when its process ends.
 *
 * `for await (const item of queue)` takes items until the queue is closed and drained. `close` says that this process
 * puts no more, and nothing of the others. The queue is closed for all when every process that was given it has closed
 * it, has ended, or is itself waiting in an iteration, and at least one has closed it. The process that made it counts
 * only if it has put something.
 * CPython: `multiprocessing.Queue`.
 */
export class Queue<T = unknown> implements Waitable, AsyncIterable<T> {
  /** Items it can hold, 0: no bound. */
  readonly maxsize: number
  /** @internal */
  protected readonly block: QueueBlock
  private readonly leftBehind: LeftBehind
  private isClosed = false

  /** @param maxsize items it can hold; 0 or less: no bound */
  constructor(maxsize?: number)
  /** @internal */
  constructor(maxsize: number, block: QueueBlock)
  constructor(maxsize = 0, block?: QueueBlock) {
    if (!Number.isInteger(maxsize))
      throw new ValueError(`maxsize of a ${this.constructor.name} must be an integer, not ${String(maxsize)}`)
    this.maxsize = Math.max(0, maxsize)
    this.block = block ?? QueueBlock.create(this.maxsize, this.kind)
    this.leftBehind = new LeftBehind(this.block.channel, this.block.record)
    handles.add(this.block.offset, this as Queue<unknown>)
  }

  /**
   * Appends an item; waits while the queue is full, first come first served. CPython: `Queue.put`.
   * @throws Full when there was no room in time, or none at all with `block: false`
   * @throws EncodeError when the item cannot be copied, ValueError when the queue is closed
   */
  put(item: T, limits?: number | Limits): Promise<void> {
    try {
      this.checkOpen()
      return Parcel.of(item, 'item', this.block.encoding)
        .post(this.block.putters, this.putting, toLimits(limits))
        .then(this.hasPut)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  putSync(item: T, limits?: number | Limits): void {
    this.checkOpen()
    this.hasPut(
      Parcel.of(item, 'item', this.block.encoding).postSync(this.block.putters, this.putting, toLimits(limits)),
    )
  }

  /** Appends an item without waiting. CPython: `Queue.put_nowait`. @throws Full when there is no room now */
  putNowait(item: T): void {
    this.putSync(item, { block: false })
  }

  /**
   * Takes the oldest item; waits while there is none. CPython: `Queue.get`.
   * @throws Empty when none came in time, or there is none with `block: false`
   * @throws ValueError when the queue is closed
   */
  get(limits?: number | Limits): Promise<T> {
    if (this.isClosed) return Promise.reject(this.closedError())
    return awaited(this.block.getters, this.taking, toLimits(limits)).then(this.hasTaken)
  }

  getSync(limits?: number | Limits): T {
    this.checkOpen()
    return this.hasTaken(blocked(this.block.getters, this.taking, toLimits(limits)))
  }

  /** Takes an item without waiting. CPython: `Queue.get_nowait`. @throws Empty when there is nothing now */
  getNowait(): T {
    return this.getSync({ block: false })
  }

  /** Takes items until the queue is closed and drained. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      for (;;) {
        const item = await awaited(this.block.getters, this.takingNext)
        if (item === END || item === TIMED_OUT) return
        yield item
      }
    } finally {
      this.block.resume()
    }
  }

  /** Items in the queue at this moment. CPython: `Queue.qsize`. */
  qsize(): number {
    return this.block.channel.count()
  }

  /** Whether there is nothing to get. CPython: `Queue.empty`. @throws OSError when the queue is closed */
  empty(): boolean {
    if (this.isClosed) throw new OSError('handle is closed')
    return this.qsize() === 0
  }

  /** Whether it holds `maxsize` items. CPython: `Queue.full`. */
  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize
  }

  /** No more puts and gets from this process; the others go on. CPython: `Queue.close`. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.block.close()
  }

  /**
   * There is no feeder thread to wait for: what `put` accepted is in the queue. CPython: `Queue.join_thread`.
   * @throws AssertionError before `close`
   */
  async joinThread(): Promise<void> {
    if (!this.isClosed) throw new AssertionError(`Queue ${this.toString()} not closed`)
  }

  /** Nothing is lost and nothing is waited for at the end of a process. CPython: `Queue.cancel_join_thread`. */
  cancelJoinThread(): void {
    this.leftBehind.cancel()
  }

  toString(): string {
    const bound = this.maxsize > 0 ? ` maxsize=${this.maxsize}` : ''
    return `<${this.constructor.name} number=${this.block.channel.number} qsize=${this.qsize()}${bound}>`
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

  /** @internal */
  protected get kind(): SharedKind {
    return 'Queue'
  }

  private readonly putting = (record: Uint8Array | Raw, entry: Entry): true | Pending => {
    try {
      return this.block.tryPut(record, entry)
    } catch (error) {
      throw error instanceof ClosedError ? this.closedError() : error
    }
  }

  private readonly hasPut = (result: true | TimedOut): void => {
    if (result === TIMED_OUT) throw new Full(`Queue is full: it holds ${this.maxsize} items`)
  }

  private readonly taking = (entry: Entry): T | Pending => {
    try {
      const record = this.block.tryTake(entry)
      return record === PENDING ? PENDING : (this.block.decoding.decode(record) as T)
    } catch (error) {
      throw error instanceof ClosedError ? this.closedError() : error
    }
  }

  private readonly takingNext = (entry: Entry): T | Pending | typeof END => {
    const record = this.block.tryNext(entry)
    return record === PENDING || record === END ? record : (this.block.decoding.decode(record) as T)
  }

  private readonly hasTaken = (result: T | TimedOut): T => {
    if (result === TIMED_OUT) throw new Empty('Queue is empty')
    return result
  }

  private checkOpen(): void {
    if (this.isClosed) throw this.closedError()
  }

  private closedError(): ValueError {
    return new ValueError(`Queue ${this.toString()} is closed`)
  }

  /** @internal What travels in a message, with a ticket for the copy that is on its way. */
  static depart(queue: Queue<unknown>): QueueData {
    const { offset, holders, record } = queue.block
    noteDeparture(record.number)
    return [offset, queue.maxsize, departFrom(holders)]
  }

  /** @internal */
  static arrive<Q extends Queue<unknown>>(
    make: new (maxsize: number, block: QueueBlock) => Q,
    [offset, maxsize, ticket]: QueueData,
  ): Q {
    const queue = handles.at(offset, () => new make(maxsize, new QueueBlock(offset))) as Q
    queue.block.hold()
    queue.block.holders.discard(ticket)
    return queue
  }
}

/**
 * A queue that counts what is still to be done: everything that was put, until `taskDone` says so.
 * CPython: `multiprocessing.JoinableQueue`.
 */
export class JoinableQueue<T = unknown> extends Queue<T> {
  /** @internal */
  protected override get kind(): SharedKind {
    return 'JoinableQueue'
  }

  /**
   * One item that was got has been dealt with. CPython: `JoinableQueue.task_done`.
   * @throws ValueError when it is called more often than items were put
   */
  taskDone(): void {
    if (!this.block.channel.finishOne()) throw new ValueError('task_done() called too many times')
  }

  /**
   * Waits until everything that was put has been dealt with. CPython: `JoinableQueue.join`, which has no time-out.
   * @param limits at most so many seconds
   * @returns false when the time ran out
   */
  async join(limits?: number | Limits): Promise<boolean> {
    return (await awaited(this.block.joiners, (entry) => this.block.channel.tryJoin(entry), toLimits(limits))) === true
  }

  joinSync(limits?: number | Limits): boolean {
    return blocked(this.block.joiners, (entry) => this.block.channel.tryJoin(entry), toLimits(limits)) === true
  }
}

type QueueData = readonly [offset: number, maxsize: number, ticket: number]

registerHandle('Queue', Queue, Queue.depart, (data: QueueData) => Queue.arrive(Queue, data))
registerHandle('JoinableQueue', JoinableQueue, Queue.depart, (data: QueueData) => Queue.arrive(JoinableQueue, data))
