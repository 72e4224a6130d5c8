/**
 * What stands in the segment for a queue: a channel, who watches it, and which processes may still put. A queue is
 * closed for all once somebody has closed it and nobody is left who may: every process that was given it has closed it,
 * has ended, or waits in an iteration for what the others put. The one that made it counts from its first put on.
 */
import type { Readiness } from './connection/wait'
import { CopyMeter } from './copy-meter'
import { OSError } from './errors'
import { attached } from './segment/attachment'
import { Channel, ClosedError } from './segment/channel'
import { Holders, HOLDERS_SIZE } from './segment/holders'
import type { WaitKind } from './segment/layout'
import type { SharedKind } from '../protocol/telemetry'
import { recordOf, register, type SharedRecord } from './segment/objects'
import type { Raw } from './segment/record'
import type { Segment } from './segment/segment'
import { wakeEverybody, type Entry } from './segment/waiters'
import { PENDING, type Pending, type Source } from './segment/attempt'
import { Watchers, WATCHERS_SIZE } from './segment/watchers'

const BLOCK = {
  channel: 0, // f64
  closes: 8, // u32 how often a process has closed it
  watchers: 16,
  holders: 16 + WATCHERS_SIZE,
  size: 16 + WATCHERS_SIZE + HOLDERS_SIZE,
} as const

/** Nothing is left, and nobody is left who could put anything. */
export const END: unique symbol = Symbol('end')

export class QueueBlock {
  readonly offset: number
  readonly channel: Channel
  readonly record: SharedRecord
  readonly encoding: CopyMeter
  readonly decoding: CopyMeter
  /** The processes that may put. */
  readonly holders: Holders
  readonly watchers: Watchers
  readonly getters: Source
  readonly putters: Source
  readonly joiners: Source
  private readonly segment: Segment
  /** This process stands among the holders. */
  private isHolding = false
  private isClosedHere = false

  /** Opens the queue that stands at `offset` of the segment. @param made what it is, if it was just made */
  constructor(offset: number, made?: SharedKind) {
    const { segment } = attached()
    const channel = new Channel(segment, segment.f64(offset + BLOCK.channel))
    this.segment = segment
    this.offset = offset
    this.channel = channel
    this.record = made === undefined ? recordOf(channel.number) : register(made, channel.number, channel.offset)
    this.encoding = new CopyMeter(this.record)
    this.decoding = new CopyMeter(this.record)
    channel.countIn(this.record)
    this.watchers = new Watchers(segment, offset + BLOCK.watchers)
    this.holders = new Holders(segment, offset + BLOCK.holders)
    const source = (
      kind: WaitKind,
      isReady: () => boolean,
      withdraw: (entry: Entry) => void,
      announce: (until: number) => void = () => undefined,
    ): Source => ({ kind, number: channel.number, isReady, withdraw, announce })
    this.getters = source(
      'Queue.get',
      () => channel.canTake(),
      (entry) => channel.withdrawGetter(entry),
      channel.getters.announce,
    )
    this.putters = source(
      'Queue.put',
      () => channel.canPut(),
      (entry) => channel.withdrawPutter(entry),
      channel.putters.announce,
    )
    this.joiners = source(
      'JoinableQueue.join',
      () => false,
      (entry) => channel.withdrawJoiner(entry),
    )
  }

  /** @param maxsize items it can hold, 0 for no bound */
  static create(maxsize: number, kind: SharedKind): QueueBlock {
    const { segment } = attached()
    const offset = segment.allocate(BLOCK.size)
    segment.window.u8.fill(0, offset, offset + BLOCK.size)
    segment.setF64(offset + BLOCK.channel, Channel.create(segment, maxsize).offset)
    const block = new QueueBlock(offset, kind)
    block.holders.begin(block.channel.number)
    return block
  }

  /** For `wait()`. @param isClosed whether the handle that is waited for has been closed in this process */
  readiness(isClosed: () => boolean): Readiness {
    const { channel, watchers } = this
    return {
      number: channel.number,
      slow: false,
      isReady: () => {
        if (isClosed()) throw new OSError('handle is closed')
        return channel.canTake()
      },
      watch: (entry) => watchers.watch(entry),
    }
  }

  /** @throws ClosedError when it is closed for all */
  readonly tryPut = (record: Uint8Array | Raw, entry: Entry): true | Pending => {
    if (!this.isHolding) this.hold()
    const result = this.channel.tryPut(record, entry)
    if (result === true) this.watchers.wake()
    return result
  }

  /** The oldest item, in a buffer that the next call may overwrite. @throws ClosedError when it is closed for all and empty */
  tryTake(entry: Entry): Buffer | Raw | Pending {
    return this.channel.tryTakeAny(entry)
  }

  /** As `tryTake` for one who iterates: while it waits it counts as one who will not put. */
  tryNext(entry: Entry): Buffer | Raw | Pending | typeof END {
    try {
      this.resume() // before it takes anything: what it does with the item may be to put another
      let record = this.tryTake(entry)
      if (record !== PENDING) return record
      this.holders.remove(attached().entry)
      if (!this.isOver()) return PENDING
      record = this.tryTake(entry) // put just before the last one closed
      if (record !== PENDING) return record
      this.channel.close()
      return END
    } catch (error) {
      if (error instanceof ClosedError) return END
      throw error
    }
  }

  /** An iteration goes on or has stopped: this process may put again. */
  resume(): void {
    if (this.isHolding && !this.isClosedHere) this.holders.add(attached().entry)
  }

  /** This process has the queue and may put. */
  hold(): void {
    this.isHolding = true
    this.resume()
  }

  /** This process puts no more. */
  close(): void {
    this.isClosedHere = true
    this.holders.remove(attached().entry)
    this.segment.count(this.offset + BLOCK.closes)
    wakeEverybody(this.segment)
  }

  private isOver(): boolean {
    return this.segment.u32(this.offset + BLOCK.closes) > 0 && !this.holders.any()
  }
}
