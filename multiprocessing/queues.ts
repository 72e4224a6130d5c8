/** `Queue`: CPython's `multiprocessing.queues`, over a channel in shared memory. */
import { decode, encode, registerHandle } from './encoding'
import { Empty, Full, ValueError } from './errors'
import { Handles } from './handles'
import { attached } from './segment/attachment'
import { Channel, RECORD_HEADER } from './segment/channel'
import {
  awaited,
  blocked,
  PENDING,
  TIMED_OUT,
  toLimits,
  type Limits,
  type Pending,
  type Source,
} from './segment/waiting'

/** What a queue's methods share with those of later kinds of queue. */
interface Ends {
  readonly channel: Channel
  readonly getters: Source
  readonly putters: Source
}

const handles = new Handles<Queue<unknown>>()

/**
 * First in, first out, between any processes of the run. An item is copied when it is put, so a bad one throws at
 * the caller's line, and what was put stays when its process ends.
 * CPython: `multiprocessing.Queue`.
 */
export class Queue<T = unknown> {
  readonly maxsize: number
  private readonly ends: Ends
  private closedHere = false

  /** @param maxsize items it can hold; 0 or less: no bound */
  constructor(maxsize?: number)
  /** @internal */
  constructor(maxsize: number, channel: Channel)
  constructor(maxsize = 0, channel?: Channel) {
    if (!Number.isInteger(maxsize))
      throw new ValueError(`maxsize of a Queue must be an integer, not ${String(maxsize)}`)
    this.maxsize = Math.max(0, maxsize)
    this.ends = endsOf(channel ?? Channel.create(attached().segment, this.maxsize))
    handles.add(this.ends.channel.offset, this as Queue<unknown>)
  }

  /**
   * Appends an item; waits while the queue is full.
   * @throws Full when there was no room in time, or none at all with `block: false`
   * @throws EncodeError when the item cannot be copied, ValueError when the queue is closed
   */
  put(item: T, limits?: number | Limits): Promise<void> {
    try {
      return awaited(this.ends.putters, this.putting(item), toLimits(limits)).then(this.hasPut)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  putSync(item: T, limits?: number | Limits): void {
    this.hasPut(blocked(this.ends.putters, this.putting(item), toLimits(limits)))
  }

  /** @throws Full when there is no room now */
  putNowait(item: T): void {
    this.putSync(item, { block: false })
  }

  /**
   * Takes the oldest item; waits while there is none.
   * @throws Empty when none came in time, or there is none with `block: false`
   * @throws ValueError when the queue is closed
   */
  get(limits?: number | Limits): Promise<T> {
    if (this.closedHere) return Promise.reject(this.closedError())
    return awaited(this.ends.getters, this.taking, toLimits(limits)).then(this.taken)
  }

  getSync(limits?: number | Limits): T {
    if (this.closedHere) throw this.closedError()
    return this.taken(blocked(this.ends.getters, this.taking, toLimits(limits)))
  }

  /** @throws Empty when there is nothing now */
  getNowait(): T {
    return this.getSync({ block: false })
  }

  /** Items in the queue at this moment. */
  qsize(): number {
    return this.ends.channel.count()
  }

  empty(): boolean {
    return this.qsize() === 0
  }

  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize
  }

  /** No more puts and gets from this process; the others go on. CPython: `Queue.close`. */
  close(): void {
    this.closedHere = true
  }

  /** There is no feeder thread to wait for: what `put` accepted is in the queue. CPython: `Queue.join_thread`. */
  async joinThread(): Promise<void> {}

  cancelJoinThread(): void {}

  toString(): string {
    return `<Queue number=${this.ends.channel.number} qsize=${this.qsize()}${this.maxsize > 0 ? ` maxsize=${this.maxsize}` : ''}>`
  }

  private putting(item: T): (entry: number) => true | Pending {
    if (this.closedHere) throw this.closedError()
    let record = encode(item, 'item', RECORD_HEADER)
    let kept = false
    return (entry) => {
      const result = this.ends.channel.tryPut(record, entry)
      if (result === PENDING && !kept) {
        record = Buffer.from(record) // it waits longer than the encoder's buffer lives
        kept = true
      }
      return result
    }
  }

  private readonly hasPut = (result: true | typeof TIMED_OUT): void => {
    if (result === TIMED_OUT) throw new Full(`Queue is full: it holds ${this.maxsize} items`)
  }

  private readonly taking = (entry: number): T | Pending => {
    const record = this.ends.channel.tryTake(entry)
    return record === PENDING ? PENDING : (decode(record) as T)
  }

  private readonly taken = (result: T | typeof TIMED_OUT): T => {
    if (result === TIMED_OUT) throw new Empty('Queue is empty')
    return result
  }

  private closedError(): ValueError {
    return new ValueError(`${this.toString()} is closed`)
  }

  /** @internal The queue whose channel stands at an offset of the segment. */
  static at(offset: number, maxsize: number): Queue<unknown> {
    return handles.at(offset, () => new Queue(maxsize, new Channel(attached().segment, offset)))
  }

  /** @internal */
  static address(queue: Queue<unknown>): readonly [offset: number, maxsize: number] {
    return [queue.ends.channel.offset, queue.maxsize]
  }
}

registerHandle(
  'Queue',
  Queue,
  (queue) => Queue.address(queue),
  ([offset, maxsize]: readonly [number, number]) => Queue.at(offset, maxsize),
)

function endsOf(channel: Channel): Ends {
  return {
    channel,
    getters: {
      kind: 'Queue.get',
      number: channel.number,
      isReady: () => channel.canTake(),
      withdraw: (entry) => channel.withdrawGetter(entry),
    },
    putters: {
      kind: 'Queue.put',
      number: channel.number,
      isReady: () => channel.canPut(),
      withdraw: (entry) => channel.withdrawPutter(entry),
    },
  }
}
