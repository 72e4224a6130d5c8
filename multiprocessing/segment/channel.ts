/**
 * A first-in-first-out channel of byte records in shared memory: any number of writers and readers in any
 * processes. Records lie one after another in blocks; a full block ends with a link to the next. Large records
 * stand outside the blocks and are copied without holding the mutex. What was put stays when its writer dies:
 * a record counts from one store on, and whoever finds the mutex abandoned recounts what is there.
 */
import { CHANNEL, HEADER, SLOTS } from './layout'
import type { Segment } from './segment'
import { ring, WaiterList, wakeEverybody, type Entry } from './waiters'
import { PENDING, type Pending } from './waiting'
import { words } from './words'

/** Bytes that whoever encodes a record leaves free at its start. */
export const RECORD_HEADER = 4
const FIRST_BLOCK = 16 * 1024
const LARGEST_BLOCK = 1024 * 1024
/** Longer records are stored outside the blocks. */
const INLINE = 4096
/** Room that every block keeps for its link. */
const LINK = 16
const IS_LINK = 0xffffffff
const IS_OUTSIDE = 0x80000000
/** Bytes fetched in the hope that they hold the whole record. */
const GLANCE = 128

export class ClosedError extends Error {
  override name = 'ClosedError'
}

const state = words(CHANNEL.stateSize)
const link = words(16)
const scratch = Buffer.allocUnsafeSlow(64 * 1024)

export class Channel {
  readonly offset: number
  readonly number: number
  private readonly segment: Segment
  private readonly at: number
  private readonly getters: WaiterList
  private readonly putters: WaiterList

  /** Opens the channel that stands at `offset` of the segment. */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.offset = offset
    this.at = offset + CHANNEL.state
    this.getters = new WaiterList(segment, this.at + CHANNEL.getters, offset + CHANNEL.getterList)
    this.putters = new WaiterList(segment, this.at + CHANNEL.putters, offset + CHANNEL.putterList)
    this.number = segment.u32(this.at + CHANNEL.number)
  }

  /** @param maxsize records it can hold, 0 for no bound */
  static create(segment: Segment, maxsize = 0): Channel {
    const offset = segment.allocate(CHANNEL.size)
    const block = segment.allocate(FIRST_BLOCK)
    segment.memory.initMutex(offset + CHANNEL.mutex)
    const initial = words(CHANNEL.stateSize)
    initial.f64[0] = block
    initial.f64[2] = block
    initial.f64[3] = block + FIRST_BLOCK
    initial.f64[4] = block
    initial.u32[10] = FIRST_BLOCK
    initial.u32[11] = maxsize
    initial.u32[15] = segment.count(HEADER.names)
    segment.memory.write(offset + CHANNEL.state, initial.bytes, CHANNEL.stateSize)
    return new Channel(segment, offset)
  }

  /**
   * Appends a record.
   * @param bytes `RECORD_HEADER` unused bytes, then the record
   * @throws ClosedError when the channel is closed
   */
  tryPut(bytes: Uint8Array, entry: Entry): true | Pending {
    const length = bytes.length - RECORD_HEADER
    if (length > INLINE) return this.putOutside(bytes, length, entry)
    new DataView(bytes.buffer, bytes.byteOffset, 4).setUint32(0, length, true)
    return this.append(bytes, bytes.length, entry)
  }

  /**
   * Takes the oldest record; it lies in a buffer that the next call overwrites, unless it is large.
   * @param claim where to note the record's first 16 bytes before it leaves the channel, so that a reader that is
   *   killed in between leaves a trace of what it had; 0: nowhere
   */
  tryTake(entry: Entry, claim = 0): Buffer | Pending {
    const { segment, at } = this
    const memory = segment.memory
    this.acquire()
    let record: Buffer
    let woken: Entry = 0
    try {
      memory.read(at, state.bytes, CHANNEL.stateSize)
      if (state.u32[2] === 0) {
        if (state.u32[14] === 1) throw new ClosedError('closed')
        if (entry !== 0) this.getters.add(entry)
        return PENDING
      }
      const waiting = state.u16[27] as number
      if (entry !== 0 && state.u16[25] !== 0) this.getters.remove(entry)
      let head = state.f64[0] as number
      memory.read(head, scratch, GLANCE)
      let length = scratch.readUInt32LE(0)
      if (length === IS_LINK) {
        head = this.crossInto(scratch.readDoubleLE(8))
        memory.read(head, scratch, GLANCE)
        length = scratch.readUInt32LE(0)
      }
      const outside = length >= IS_OUTSIDE
      const size = outside ? 16 : padded(RECORD_HEADER + length)
      if (size > GLANCE) memory.read(head, scratch, size)
      if (claim !== 0) memory.write(claim, scratch.subarray(RECORD_HEADER, RECORD_HEADER + 16), 16)
      state.f64[0] = head + size
      state.u32[2] = (state.u32[2] as number) - 1
      memory.write(at, state.bytes, 16)
      if (waiting > 0) woken = this.putters.takeFirst()
      record = outside ? scratch.subarray(0, 16) : scratch.subarray(RECORD_HEADER, RECORD_HEADER + length)
      if (!outside) return record
    } finally {
      memory.releaseMutex(this.offset)
      ring(segment, woken)
    }
    const bytes = record.readUInt32LE(0) - IS_OUTSIDE
    const stored = record.readDoubleLE(8)
    const large = segment.load(stored, bytes)
    segment.free(stored, bytes)
    return large
  }

  /** Records in the channel. */
  count(): number {
    return this.segment.u32(this.at + CHANNEL.count)
  }

  /** @returns false when nobody has put anything that was not taken and marked as done */
  finishOne(): boolean {
    return this.guarded(() => {
      const unfinished = this.segment.u32(this.at + CHANNEL.unfinished)
      if (unfinished === 0) return false
      this.segment.setU32(this.at + CHANNEL.unfinished, unfinished - 1)
      return true
    })
  }

  /** No further records; readers get what is there, then `ClosedError`. */
  close(): void {
    this.guarded(() => this.segment.setU32(this.at + CHANNEL.closed, 1))
    wakeEverybody(this.segment, SLOTS)
  }

  withdrawGetter(entry: Entry): void {
    this.withdraw(this.getters, entry, () => this.segment.u32(this.at + CHANNEL.count) > 0)
  }

  withdrawPutter(entry: Entry): void {
    this.withdraw(
      this.putters,
      entry,
      () => this.segment.u32(this.at + CHANNEL.count) < this.segment.u32(this.at + CHANNEL.maxsize),
    )
  }

  /** Gives the channel's memory back; nobody may know it any more. */
  destroy(): void {
    while (this.tryTake(0) !== PENDING);
    const block = this.segment.f64(this.at + CHANNEL.headBlock)
    this.segment.free(block, this.segment.u32(this.at + CHANNEL.blockSize))
    this.segment.free(this.offset, CHANNEL.size)
  }

  private putOutside(bytes: Uint8Array, length: number, entry: Entry): true | Pending {
    const stored = this.segment.store(bytes.subarray(RECORD_HEADER))
    const pointer = words(16)
    pointer.u32[0] = (IS_OUTSIDE + length) >>> 0
    pointer.f64[1] = stored
    try {
      const result = this.append(pointer.bytes, 16, entry)
      if (result === PENDING) this.segment.free(stored, length)
      return result
    } catch (error) {
      this.segment.free(stored, length)
      throw error
    }
  }

  private append(bytes: Uint8Array, length: number, entry: Entry): true | Pending {
    const { segment, at } = this
    const memory = segment.memory
    const size = padded(length)
    let woken: Entry = 0
    this.acquire()
    try {
      memory.read(at, state.bytes, CHANNEL.stateSize)
      const count = state.u32[2] as number
      const maxsize = state.u32[11] as number
      if (state.u32[14] === 1) throw new ClosedError('closed')
      if (maxsize !== 0 && count >= maxsize) {
        if (entry !== 0) this.putters.add(entry)
        return PENDING
      }
      const waiting = state.u16[25] as number
      if (entry !== 0 && state.u16[27] !== 0) this.putters.remove(entry)
      let tail = state.f64[2] as number
      if (tail + size + LINK > (state.f64[3] as number)) tail = this.makeRoom(count, tail)
      memory.write(tail, bytes, length)
      state.u32[2] = count + 1
      state.u32[3] = (state.u32[3] as number) + 1
      state.f64[2] = tail + size
      memory.write(at + CHANNEL.count, counted, 24)
      if (waiting > 0) woken = this.getters.takeFirst()
      return true
    } finally {
      memory.releaseMutex(this.offset)
      ring(segment, woken)
    }
  }

  /** Answers where the next record goes when it does not fit behind the last one; updates `state`. */
  private makeRoom(count: number, tail: number): number {
    const headBlock = state.f64[4] as number
    const isOnlyBlock = (state.f64[3] as number) - headBlock === state.u32[10]
    if (count === 0 && isOnlyBlock) {
      this.segment.setF64(this.at + CHANNEL.tail, headBlock)
      this.segment.setF64(this.at + CHANNEL.head, headBlock)
      state.f64[0] = headBlock
      return headBlock
    }
    const left = state.u32[10] as number
    const size = Math.min(left * 2, LARGEST_BLOCK)
    const block = this.segment.allocate(size)
    link.u32[0] = IS_LINK
    link.u32[1] = left
    link.f64[1] = block
    this.segment.memory.write(tail, link.bytes, 16)
    state.f64[3] = block + size
    state.u32[10] = size
    this.segment.setU32(this.at + CHANNEL.blockSize, size)
    return block
  }

  /** Moves the head to the next block and frees the one it leaves. */
  private crossInto(next: number): number {
    const left = state.f64[4] as number
    this.segment.setF64(this.at + CHANNEL.head, next)
    this.segment.setF64(this.at + CHANNEL.headBlock, next)
    this.segment.free(left, scratch.readUInt32LE(4))
    return next
  }

  private guarded<T>(change: () => T): T {
    this.acquire()
    try {
      return change()
    } finally {
      this.segment.memory.releaseMutex(this.offset)
    }
  }

  private acquire(): void {
    if (this.segment.memory.acquireMutex(this.offset) === 'abandoned') this.mend()
  }

  /** The last holder was killed inside: recounts the records between head and tail, and has everybody enlist anew. */
  private mend(): void {
    const { segment, at } = this
    segment.memory.read(at, state.bytes, CHANNEL.stateSize)
    const tail = state.f64[2] as number
    if (state.u32[2] === 0) segment.setF64(at + CHANNEL.head, tail)
    else {
      let count = 0
      for (let head = state.f64[0] as number; head !== tail;) {
        const length = segment.u32(head)
        if (length === IS_LINK) {
          head = segment.f64(head + 8)
          continue
        }
        head += length >= IS_OUTSIDE ? 16 : padded(RECORD_HEADER + length)
        count++
      }
      segment.setPair(at + CHANNEL.count, count, Math.max(count, state.u32[3] as number))
    }
    this.getters.clear()
    this.putters.clear()
    wakeEverybody(segment, SLOTS)
  }

  private withdraw(list: WaiterList, entry: Entry, isReady: () => boolean): void {
    const next = this.guarded(() => (!list.remove(entry) && isReady() ? list.takeFirst() : 0))
    ring(this.segment, next)
  }
}

const counted = state.bytes.subarray(8)

function padded(size: number): number {
  return (size + 7) & ~7
}
