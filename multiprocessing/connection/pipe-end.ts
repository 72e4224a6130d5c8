/**
 * What stands in the segment for a pipe: a channel in each direction, and for each end which processes have it. An end
 * is gone when nobody has it: all have closed it or died, and no message carries it. When both are, the memory is freed.
 */
import { CopyMeter } from '../copy-meter'
import { attached } from '../segment/attachment'
import { Channel, ClosedError } from '../segment/channel'
import { RECORD_HEADER } from '../segment/record'
import { HEADER } from '../segment/layout'
import { Holders, HOLDERS_SIZE } from '../segment/holders'
import { recordOf, register, type SharedRecord } from '../segment/objects'
import { Raw } from '../segment/record'
import type { Segment } from '../segment/segment'
import { ring, wakeEverybody, type Entry } from '../segment/waiters'
import { PENDING, type Pending } from '../segment/attempt'
import { Watchers, WATCHERS_SIZE } from '../segment/watchers'
import { PIPE } from './layout'

/** Messages that can lie in each direction of a pipe before `send` waits. */
const MESSAGES = 16_384
/** Bytes that messages of more than 4 KiB can take together, in each direction, before `send` waits. */
const BYTES = 64 * 2 ** 20
const LARGE = 4096
/** Bytes that a message takes besides its own in a pipe of the operating system, which its capacity counts. */
const FRAME = 4

/** Nobody has the other end, and there is nothing more to receive. */
export class HungUp extends Error {
  override name = 'HungUp'
}

export type EndIndex = 0 | 1

export class PipeEnd {
  readonly offset: number
  readonly index: EndIndex
  readonly number: number
  readonly canRead: boolean
  readonly canWrite: boolean
  /** Bytes that may lie in each direction while its sender goes on, see `tryDrain`; 0: as many as there is room for. */
  readonly capacity: number
  readonly inbox: Channel
  readonly outbox: Channel
  readonly holders: Holders
  readonly record: SharedRecord
  readonly encoding: CopyMeter
  readonly decoding: CopyMeter
  private readonly segment: Segment
  /** Who has the other end. */
  readonly peers: Holders
  private readonly readers: Watchers
  private readonly farReaders: Watchers

  /** Opens an end of the pipe that stands at `offset`. @throws Error when it is gone */
  constructor(offset: number, index: EndIndex, number: number) {
    const { segment } = attached()
    if (segment.u32(offset + PIPE.number) !== number) throw new HungUp(`pipe ${number} is gone`)
    const far = index === 0 ? 1 : 0
    const isDuplex = segment.u32(offset + PIPE.duplex) === 1
    this.segment = segment
    this.offset = offset
    this.index = index
    this.number = number
    this.canRead = isDuplex || index === 0
    this.canWrite = isDuplex || index === 1
    this.capacity = segment.f64(offset + PIPE.capacity)
    this.inbox = new Channel(segment, segment.f64(offset + PIPE.channels + index * 8))
    this.outbox = new Channel(segment, segment.f64(offset + PIPE.channels + far * 8))
    this.record = recordOf(number, index)
    this.encoding = new CopyMeter(this.record)
    this.decoding = new CopyMeter(this.record)
    this.outbox.countIn(this.record)
    this.holders = new Holders(segment, offset + PIPE.holders + index * HOLDERS_SIZE)
    this.peers = new Holders(segment, offset + PIPE.holders + far * HOLDERS_SIZE)
    this.readers = new Watchers(segment, offset + PIPE.watchers + index * WATCHERS_SIZE)
    this.farReaders = new Watchers(segment, offset + PIPE.watchers + far * WATCHERS_SIZE)
  }

  /** A new pipe, whose two ends this process has. */
  static create(isDuplex: boolean, capacity: number): readonly [PipeEnd, PipeEnd] {
    const { segment, entry } = attached()
    const offset = segment.allocate(PIPE.size)
    const number = segment.count(HEADER.names)
    segment.window.u8.fill(0, offset, offset + PIPE.size)
    segment.setU32(offset + PIPE.duplex, isDuplex ? 1 : 0)
    segment.setU32(offset + PIPE.number, number)
    segment.setF64(offset + PIPE.capacity, capacity)
    for (const index of [0, 1])
      segment.setF64(offset + PIPE.channels + index * 8, Channel.create(segment, MESSAGES).offset)
    register('Pipe', number, offset)
    const ends = [new PipeEnd(offset, 0, number), new PipeEnd(offset, 1, number)] as const
    for (const { holders } of ends) {
      holders.begin(number)
      holders.add(entry)
    }
    return ends
  }

  /** @throws HungUp when nobody can receive it */
  trySend(record: Uint8Array | Raw, entry: Entry): true | Pending {
    if (!this.peers.any()) throw new HungUp('nobody has the other end')
    const weight = this.weight(record.length - (record instanceof Raw ? 0 : RECORD_HEADER))
    if (weight > 0 && !this.reserve(weight, entry)) return PENDING
    let result: true | Pending = PENDING
    try {
      result = this.outbox.tryPut(record, entry)
    } catch (error) {
      throw error instanceof ClosedError ? new HungUp('the other end was closed') : error
    } finally {
      if (result !== PENDING) this.farReaders.wake()
      else if (weight > 0) this.unreserve(weight, 1 - this.index)
    }
    return result
  }

  /** Succeeds when no more lies in the pipe than its capacity: who has sent may go on. @throws HungUp */
  tryDrain(entry: Entry): true | Pending {
    if (this.isDrained()) return true
    if (!this.peers.any()) throw new HungUp('nobody has the other end')
    if (entry !== 0) this.farReaders.watch(entry)
    return this.isDrained() ? true : PENDING
  }

  isDrained(): boolean {
    if (this.capacity === 0 || this.outbox.count() === 0) return true
    return this.segment.f64(this.offset + PIPE.bytes + (1 - this.index) * 8) <= this.capacity
  }

  /** The oldest message, in a buffer that the next call may overwrite. @throws HungUp at the end of what was sent */
  tryReceive(entry: Entry): Buffer | Raw | Pending {
    let record = this.take(entry)
    if (record === PENDING) {
      if (this.peers.any()) return PENDING
      record = this.take(entry) // it may have come just before the other end went
      if (record === PENDING) {
        this.inbox.withdrawGetter(entry)
        throw new HungUp('nobody has the other end')
      }
    }
    const weight = this.weight(record.length)
    if (weight > 0) {
      this.unreserve(weight, this.index)
      this.readers.wake()
    }
    return record
  }

  private take(entry: Entry): Buffer | Raw | Pending {
    try {
      return this.inbox.tryTakeAny(entry)
    } catch (error) {
      throw error instanceof ClosedError ? new HungUp('the other end was closed') : error
    }
  }

  /** Whether there is a message, or the end of all messages. */
  canReceive(): boolean {
    return this.inbox.canTake() || !this.peers.any()
  }

  watch(entry: Entry): void {
    this.readers.watch(entry)
  }

  /** This process gives the end up. When it was the last to have it, whoever waits at the other one looks again. */
  close(): void {
    const { segment, entry, syncEntry } = attached()
    for (const mine of [entry, syncEntry]) {
      this.inbox.withdrawGetter(mine)
      this.outbox.withdrawPutter(mine)
    }
    const latch = this.offset + PIPE.latch // of two who close the ends at once, one is the last
    segment.enter(latch)
    this.holders.remove(entry)
    const isGone = !this.holders.any()
    const isLast = isGone && !this.peers.any()
    const isUnread = isGone && this.inbox.count() > 0
    if (isGone) this.hangUp()
    if (isLast) this.destroy()
    segment.leave(latch)
    if (isLast) segment.free(this.offset, PIPE.size)
    if (isUnread)
      wakeEverybody(segment) // what was lost may have carried other ends
    else ring(segment, entry)
  }

  private hangUp(): void {
    this.outbox.close()
    this.inbox.close()
    this.farReaders.wake()
    this.readers.wake()
  }

  private destroy(): void {
    this.segment.setU32(this.offset + PIPE.number, 0)
    this.holders.end()
    this.peers.end()
    this.inbox.destroy()
    this.outbox.destroy()
  }

  /** What a message of so many bytes counts as among those on their way. */
  private weight(size: number): number {
    if (this.capacity > 0) return size + FRAME
    return size > LARGE ? size : 0
  }

  /** Counts a message as on its way; where there is no room, has this process rung when one is received. */
  private reserve(size: number, entry: Entry): boolean {
    if (this.tryReserve(size)) return true
    if (entry === 0) return false
    this.farReaders.watch(entry)
    return this.tryReserve(size)
  }

  private tryReserve(size: number): boolean {
    const at = this.offset + PIPE.bytes + (1 - this.index) * 8
    this.segment.enter(this.offset + PIPE.latch)
    // A sender that died between counting and sending left its count: an empty channel says better.
    const onTheWay = this.outbox.count() === 0 ? 0 : this.segment.f64(at)
    const fits = this.capacity > 0 || onTheWay === 0 || onTheWay + size <= BYTES
    if (fits) this.segment.setF64(at, onTheWay + size)
    this.segment.leave(this.offset + PIPE.latch)
    return fits
  }

  private unreserve(size: number, direction: number): void {
    const at = this.offset + PIPE.bytes + direction * 8
    this.segment.enter(this.offset + PIPE.latch)
    this.segment.setF64(at, Math.max(0, this.segment.f64(at) - size))
    this.segment.leave(this.offset + PIPE.latch)
  }
}
