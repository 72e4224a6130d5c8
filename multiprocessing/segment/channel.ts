/**
 * A first-in-first-out channel of byte records in shared memory: any number of writers and readers in any
 * processes. Records lie one after another in a chain of blocks; a block begins with its size, and a full one ends
 * with a link to the next. Large records stand outside the blocks and are copied outside the latch. What was put stays
 * when its writer dies: a record counts from the one store of `tail` on, and whoever finds the latch abandoned recounts.
 */
import { CHANNEL, HEADER } from './layout'
import type { Segment } from './segment'
import { ring, WaiterList, wakeEverybody, type Entry } from './waiters'
import { PENDING, type Pending } from './waiting'

/** Bytes that whoever encodes a record leaves free at its start. */
export const RECORD_HEADER = 4
const FIRST_BLOCK = 16 * 1024
const LARGEST_BLOCK = 1024 * 1024
/** A block's size stands at its start. */
const BLOCK_HEADER = 8
/** Longer records are stored outside the blocks. */
const INLINE = 4096
/** A link: `IS_LINK`, and 8 bytes on the next block. Every block keeps room for one. */
const LINK = 16
const IS_LINK = 0xffffffff
/** A record outside: this and its length, 8 bytes on where it is, 16 bytes on how it begins. */
const IS_OUTSIDE = 0x80000000
const OUTSIDE = 32
/** Bytes of a record that a claim notes. */
const CLAIMED = 16

export class ClosedError extends Error {
  override name = 'ClosedError'
}

const scratch = Buffer.allocUnsafeSlow(INLINE)

export class Channel {
  readonly offset: number
  readonly number: number
  readonly maxsize: number
  private readonly segment: Segment
  private readonly u32: Uint32Array
  private readonly f64: Float64Array
  /** Indices of the channel's words, for 4 and for 8 bytes. */
  private readonly at: number
  private readonly at8: number
  private readonly getters: WaiterList
  private readonly putters: WaiterList
  private readonly joiners: WaiterList

  /** Opens the channel that stands at `offset` of the segment. */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.offset = offset
    this.u32 = segment.window.u32
    this.f64 = segment.window.f64
    this.at = offset >>> 2
    this.at8 = offset >>> 3
    this.getters = new WaiterList(segment, offset + CHANNEL.getters)
    this.putters = new WaiterList(segment, offset + CHANNEL.putters)
    this.joiners = new WaiterList(segment, offset + CHANNEL.joiners)
    this.number = segment.u32(offset + CHANNEL.number)
    this.maxsize = segment.u32(offset + CHANNEL.maxsize)
  }

  /** @param maxsize records it can hold, 0 for no bound */
  static create(segment: Segment, maxsize = 0): Channel {
    const offset = segment.allocate(CHANNEL.size)
    const block = segment.allocate(FIRST_BLOCK)
    segment.window.u8.fill(0, offset, offset + CHANNEL.size)
    segment.setU32(block, FIRST_BLOCK)
    segment.setU32(offset + CHANNEL.maxsize, maxsize)
    segment.setU32(offset + CHANNEL.number, segment.count(HEADER.names))
    segment.setF64(offset + CHANNEL.headBlock, block)
    segment.setF64(offset + CHANNEL.tailBlock, block)
    segment.setF64(offset + CHANNEL.head, block + BLOCK_HEADER)
    segment.setF64(offset + CHANNEL.tail, block + BLOCK_HEADER)
    return new Channel(segment, offset)
  }

  /**
   * Appends a record.
   * @param bytes `RECORD_HEADER` unused bytes, then the record
   * @throws ClosedError when the channel is closed
   */
  tryPut(bytes: Uint8Array, entry: Entry): true | Pending {
    const length = bytes.length - RECORD_HEADER
    if (length <= INLINE) return this.append(bytes, length, 0, entry)
    const stored = this.segment.store(bytes.subarray(RECORD_HEADER))
    let result: true | Pending = PENDING
    try {
      result = this.append(bytes, (IS_OUTSIDE + length) >>> 0, stored, entry)
    } finally {
      if (result === PENDING) this.segment.free(stored, length)
    }
    return result
  }

  /**
   * Takes the oldest record; it lies in a buffer that the next call overwrites, unless it is large.
   * @param claim where to note the record's first 16 bytes before it leaves the channel, so that a reader that is
   *   killed in between leaves a trace of what it had; 0: nowhere
   */
  tryTake(entry: Entry, claim = 0): Buffer | Pending {
    const { segment, u32, f64, at, at8 } = this
    if (entry === 0 && u32[at + CHANNEL.count / 4] === 0 && u32[at + CHANNEL.closed / 4] === 0) return PENDING
    let woken: Entry = 0
    let length: number
    let stored = 0
    this.enter()
    try {
      const count = u32[at + CHANNEL.count / 4] as number
      if (count === 0) {
        if (u32[at + CHANNEL.closed / 4] === 1) throw new ClosedError('closed')
        if (entry !== 0) this.getters.add(entry)
        return PENDING
      }
      if (entry !== 0 && this.getters.count > 0) this.getters.remove(entry)
      let head = f64[at8 + CHANNEL.head / 8] as number
      length = u32[head >>> 2] as number
      if (length === IS_LINK) {
        head = this.crossInto(f64[(head + 8) >>> 3] as number)
        length = u32[head >>> 2] as number
      }
      if (claim !== 0) {
        const from = (head + (length >= IS_OUTSIDE ? 16 : RECORD_HEADER)) >>> 2
        for (let i = 0; i < CLAIMED / 4; i++) u32[(claim >>> 2) + i] = u32[from + i] as number
      }
      if (length >= IS_OUTSIDE) stored = f64[(head + 8) >>> 3] as number
      else segment.memory.read(head + RECORD_HEADER, scratch, length)
      f64[at8 + CHANNEL.head / 8] = head + sizeOf(length)
      Atomics.store(u32, at + CHANNEL.count / 4, count - 1)
      u32[at + CHANNEL.taken / 4] = (u32[at + CHANNEL.taken / 4] as number) + 1
      if (this.putters.count > 0) woken = this.putters.takeFirst()
    } finally {
      this.leave()
      ring(segment, woken)
    }
    if (stored === 0) return scratch.subarray(0, length)
    const large = segment.load(stored, length - IS_OUTSIDE)
    segment.free(stored, large.length)
    return large
  }

  /** Records in the channel. */
  count(): number {
    return Atomics.load(this.u32, this.at + CHANNEL.count / 4)
  }

  /** Whether a taker would get something, or the news that nothing will come. */
  canTake(): boolean {
    return this.count() > 0 || this.isClosed()
  }

  /** Whether a putter would find room, or the news that nothing may be put. */
  canPut(): boolean {
    return this.maxsize === 0 || this.count() < this.maxsize || this.isClosed()
  }

  isClosed(): boolean {
    return Atomics.load(this.u32, this.at + CHANNEL.closed / 4) === 1
  }

  /** Marks a record as done. @returns false when all that were put have been */
  finishOne(): boolean {
    let woken: Entry[] = []
    this.enter()
    const unfinished = this.unfinished()
    if (unfinished > 0) this.u32[this.at + CHANNEL.taken / 4] = (this.u32[this.at + CHANNEL.taken / 4] as number) - 1
    if (unfinished === 1) woken = this.joiners.takeAll()
    this.leave()
    for (const entry of woken) ring(this.segment, entry)
    return unfinished > 0
  }

  /** Succeeds when every record that was put has been marked as done. */
  tryJoin(entry: Entry): true | Pending {
    this.enter()
    const isDone = this.unfinished() === 0
    if (isDone) this.joiners.remove(entry)
    else if (entry !== 0) this.joiners.add(entry)
    this.leave()
    return isDone ? true : PENDING
  }

  /** No further records; readers get what is there, then `ClosedError`. */
  close(): void {
    this.enter()
    Atomics.store(this.u32, this.at + CHANNEL.closed / 4, 1)
    const woken = [...this.getters.takeAll(), ...this.putters.takeAll()]
    this.leave()
    for (const entry of woken) ring(this.segment, entry)
  }

  withdrawGetter(entry: Entry): void {
    this.withdraw(this.getters, entry, () => this.canTake())
  }

  withdrawPutter(entry: Entry): void {
    this.withdraw(this.putters, entry, () => this.canPut())
  }

  withdrawJoiner(entry: Entry): void {
    this.withdraw(this.joiners, entry, () => false)
  }

  /** Gives the channel's memory back; nobody may know it any more. */
  destroy(): void {
    const { segment, f64, at8 } = this
    try {
      while (this.tryTake(0) !== PENDING);
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error
    }
    const block = f64[at8 + CHANNEL.headBlock / 8] as number
    segment.free(block, segment.u32(block))
    segment.free(this.offset, CHANNEL.size)
  }

  /** @param length as it stands at the record's start; outside, `stored` is where the record is */
  private append(bytes: Uint8Array, length: number, stored: number, entry: Entry): true | Pending {
    const { segment, u32, f64, at, at8 } = this
    const size = sizeOf(length)
    let woken: Entry = 0
    this.enter()
    try {
      const count = u32[at + CHANNEL.count / 4] as number
      if (u32[at + CHANNEL.closed / 4] === 1) throw new ClosedError('closed')
      if (this.maxsize !== 0 && count >= this.maxsize) {
        if (entry !== 0) this.putters.add(entry)
        return PENDING
      }
      if (entry !== 0 && this.putters.count > 0) this.putters.remove(entry)
      let tail = f64[at8 + CHANNEL.tail / 8] as number
      const block = f64[at8 + CHANNEL.tailBlock / 8] as number
      if (tail + size + LINK > block + (u32[block >>> 2] as number)) tail = this.makeRoom(count, tail, block)
      if (stored === 0) segment.memory.write(tail, bytes, RECORD_HEADER + length)
      else {
        f64[(tail + 8) >>> 3] = stored
        segment.memory.write(tail + 16, bytes.subarray(RECORD_HEADER, RECORD_HEADER + CLAIMED), CLAIMED)
      }
      u32[tail >>> 2] = length
      f64[at8 + CHANNEL.tail / 8] = tail + size
      Atomics.store(u32, at + CHANNEL.count / 4, count + 1)
      if (this.getters.count > 0) woken = this.getters.takeFirst()
      return true
    } finally {
      this.leave()
      ring(segment, woken)
    }
  }

  /** Answers where the next record goes when it does not fit behind the last one. */
  private makeRoom(count: number, tail: number, block: number): number {
    const { segment, u32, f64, at8 } = this
    if (count === 0 && f64[at8 + CHANNEL.headBlock / 8] === block) {
      const start = block + BLOCK_HEADER
      f64[at8 + CHANNEL.tail / 8] = start
      f64[at8 + CHANNEL.head / 8] = start
      return start
    }
    const size = Math.min((u32[block >>> 2] as number) * 2, LARGEST_BLOCK)
    const next = segment.allocate(size)
    u32[next >>> 2] = size
    f64[(tail + 8) >>> 3] = next
    u32[tail >>> 2] = IS_LINK
    f64[at8 + CHANNEL.tailBlock / 8] = next
    return next + BLOCK_HEADER
  }

  /** Moves the head to the next block and frees the one it leaves. */
  private crossInto(next: number): number {
    const { segment, f64, at8 } = this
    const left = f64[at8 + CHANNEL.headBlock / 8] as number
    f64[at8 + CHANNEL.headBlock / 8] = next
    f64[at8 + CHANNEL.head / 8] = next + BLOCK_HEADER
    segment.free(left, segment.u32(left))
    return next + BLOCK_HEADER
  }

  private unfinished(): number {
    return (this.count() + (this.u32[this.at + CHANNEL.taken / 4] as number)) | 0
  }

  private enter(): void {
    if (this.segment.enter(this.offset)) this.mend()
  }

  private leave(): void {
    this.segment.leave(this.offset)
  }

  /**
   * The last holder was killed inside. Walks the records from head to tail, which finds out how many there are and which
   * block the tail is in, and has everybody enlist anew. A block that was being taken or given up may be lost.
   */
  private mend(): void {
    const { segment, u32, f64, at, at8 } = this
    const tail = f64[at8 + CHANNEL.tail / 8] as number
    let block = f64[at8 + CHANNEL.headBlock / 8] as number
    let count = 0
    if (u32[at + CHANNEL.count / 4] === 0) {
      f64[at8 + CHANNEL.head / 8] = block + BLOCK_HEADER
      f64[at8 + CHANNEL.tail / 8] = block + BLOCK_HEADER
    } else {
      let head = f64[at8 + CHANNEL.head / 8] as number
      if (u32[head >>> 2] === IS_LINK) {
        // It may have been killed half-way across: nobody knows whether the block it left is still ours to free.
        block = f64[(head + 8) >>> 3] as number
        head = block + BLOCK_HEADER
        f64[at8 + CHANNEL.headBlock / 8] = block
        f64[at8 + CHANNEL.head / 8] = head
      }
      for (; head !== tail; count++) {
        if (u32[head >>> 2] === IS_LINK) {
          block = f64[(head + 8) >>> 3] as number
          head = block + BLOCK_HEADER
        }
        head += sizeOf(u32[head >>> 2] as number)
      }
    }
    f64[at8 + CHANNEL.tailBlock / 8] = block
    Atomics.store(u32, at + CHANNEL.count / 4, count)
    for (const list of [this.getters, this.putters, this.joiners]) list.clear()
    wakeEverybody(segment)
  }

  /** A ring that came too late for one who leaves goes to the next. */
  private withdraw(list: WaiterList, entry: Entry, isReady: () => boolean): void {
    this.enter()
    const next = !list.remove(entry) && isReady() ? list.takeFirst() : 0
    this.leave()
    ring(this.segment, next)
  }
}

/** Bytes that a record takes in its block, by the word at its start. */
function sizeOf(length: number): number {
  return length >= IS_OUTSIDE ? OUTSIDE : (RECORD_HEADER + length + 7) & ~7
}
