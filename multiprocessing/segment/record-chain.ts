/**
 * The records of a channel: one after another in a chain of blocks. A block begins with its size, and a full one ends
 * with a link to the next. Large records stand outside the blocks and are copied outside the channel's latch. A record
 * counts from the one store of `tail` on; whoever finds the latch abandoned recounts. All methods but those that say so
 * are called inside the latch.
 */
import { CHANNEL, HEAP_AT } from './layout'
import { INLINE, isInline, KIND, lengthOf, Outside, Raw, RECORD_HEADER } from './record'
import type { Segment } from './segment'
import { SegmentDamagedError } from './segment-errors'

const FIRST_BLOCK = 16 * 1024
const LARGEST_BLOCK = 1024 * 1024
/** A block's size stands at its start. */
const BLOCK_HEADER = 8
/** A link: `IS_LINK`, and 8 bytes on the next block. Every block keeps room for one. */
const LINK = 16
const IS_LINK = 0xffffffff
/** A record outside: this and its length, 8 bytes on where it is, 16 bytes on how it begins. */
const IS_OUTSIDE = 0x80000000
/** Not encoded: its kind stands before its bytes, or outside where others tell how they begin. */
const IS_RAW = 0x40000000
const OUTSIDE = 32
/** Bytes of a record that a claim notes. */
export const CLAIMED = 16

/** The contents of the last record inside a block that was taken; the next one overwrites it. */
const scratch = Buffer.allocUnsafeSlow(INLINE)

export class RecordChain {
  private readonly segment: Segment
  private readonly u32: Uint32Array
  private readonly f64: Float64Array
  /** Indices of the channel's words, for 4 and for 8 bytes. */
  private readonly at: number
  private readonly at8: number

  /** @param offset of the channel */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.u32 = segment.window.u32
    this.f64 = segment.window.f64
    this.at = offset >>> 2
    this.at8 = offset >>> 3
  }

  /** Gives a zeroed channel its first block. */
  static create(segment: Segment, offset: number): void {
    const block = segment.allocate(FIRST_BLOCK)
    segment.setU32(block, FIRST_BLOCK)
    segment.setF64(offset + CHANNEL.headBlock, block)
    segment.setF64(offset + CHANNEL.tailBlock, block)
    segment.setF64(offset + CHANNEL.head, block + BLOCK_HEADER)
    segment.setF64(offset + CHANNEL.tail, block + BLOCK_HEADER)
  }

  /** Records; may be asked outside the latch. */
  get count(): number {
    return Atomics.load(this.u32, this.at + CHANNEL.count / 4)
  }

  /** @param record `RECORD_HEADER` unused bytes, then the encoded record; or a raw one */
  append(record: Uint8Array | Raw): void {
    const length = lengthOf(record)
    const tail = this.room(sizeOf(length))
    if (record instanceof Raw) {
      this.u32[(tail + RECORD_HEADER) >>> 2] = record.kind
      this.segment.memory.write(tail + RECORD_HEADER + KIND, record.bytes, record.length)
      this.u32[tail >>> 2] = length + IS_RAW
    } else {
      this.segment.memory.write(tail, record, record.length)
      this.u32[tail >>> 2] = length
    }
    this.commit(tail + sizeOf(length))
  }

  /**
   * @param stored where the record lies
   */
  appendOutside(stored: number, record: Uint8Array | Raw): void {
    const tail = this.room(OUTSIDE)
    this.f64[(tail + 8) >>> 3] = stored
    if (record instanceof Raw) this.u32[(tail + 16) >>> 2] = record.kind
    else this.segment.memory.write(tail + 16, record, CLAIMED)
    this.u32[tail >>> 2] = (IS_OUTSIDE + record.length + (record instanceof Raw ? IS_RAW : 0)) >>> 0
    this.commit(tail + OUTSIDE)
  }

  /**
   * Takes the oldest record; there must be one. A large one has to be fetched outside the latch, with `fetch`.
   * @param claim where to note the record's first bytes before it leaves the channel; 0: nowhere
   */
  take(claim: number): Buffer | Raw | Outside {
    const { u32, f64, at, at8 } = this
    let head = f64[at8 + CHANNEL.head / 8] as number
    if (u32[head >>> 2] === IS_LINK) head = this.crossInto(f64[(head + 8) >>> 3] as number)
    const word = u32[head >>> 2] as number
    const length = word & ~(IS_OUTSIDE | IS_RAW)
    const isOutside = word >= IS_OUTSIDE
    const isRaw = (word & IS_RAW) !== 0
    const isInside = length <= INLINE && (!isRaw || length >= KIND)
    const size = isOutside || isInside ? sizeOf(word) : Infinity
    this.check(f64[at8 + CHANNEL.headBlock / 8] as number, head, size)
    if (claim !== 0) {
      const from = (head + (isOutside ? 16 : RECORD_HEADER)) >>> 2
      for (let i = 0; i < CLAIMED / 4; i++) u32[(claim >>> 2) + i] = u32[from + i] as number
    }
    let record: Buffer | Raw | Outside
    if (isOutside)
      record = new Outside(f64[(head + 8) >>> 3] as number, length, isRaw ? (u32[(head + 16) >>> 2] as number) : 0)
    else {
      const before = RECORD_HEADER + (isRaw ? KIND : 0)
      const bytes = scratch.subarray(0, length + RECORD_HEADER - before)
      this.segment.memory.read(head + before, scratch, bytes.length)
      record = isRaw ? new Raw(u32[(head + RECORD_HEADER) >>> 2] as number, bytes, false) : bytes
    }
    f64[at8 + CHANNEL.head / 8] = head + size
    Atomics.store(u32, at + CHANNEL.count / 4, this.count - 1)
    return record
  }

  /**
   * Takes encoded records out, wherever in the line they stand; the others keep their order.
   * @param isWanted by its bytes, which the next record overwrites
   * @returns how many were
   */
  remove(isWanted: (record: Buffer) => boolean): number {
    const before = this.count
    for (let left = before; left > 0; left--) {
      const taken = this.take(0)
      const record = taken instanceof Outside ? taken.fetch(this.segment) : taken
      if (record instanceof Raw) throw this.damaged('holds a raw record')
      if (isWanted(record)) continue
      const again = Buffer.concat([Buffer.alloc(RECORD_HEADER), record])
      if (isInline(again)) this.append(again)
      else this.appendOutside(this.segment.store(record), record)
    }
    return before - this.count
  }

  /**
   * The last holder of the latch was killed inside. Walks the records from head to tail, which finds out how many there
   * are and which block the tail is in. A block that was being taken or given up may be lost.
   */
  mend(): void {
    const { u32, f64, at, at8 } = this
    const tail = f64[at8 + CHANNEL.tail / 8] as number
    let block = f64[at8 + CHANNEL.headBlock / 8] as number
    let count = 0
    if (this.count === 0) {
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
  }

  /** Gives the blocks of an empty channel back. */
  destroy(): void {
    const block = this.f64[this.at8 + CHANNEL.headBlock / 8] as number
    this.segment.free(block, this.segment.u32(block))
  }

  /** @throws SegmentDamagedError when no record of so many bytes can stand there: something else has written here */
  private check(block: number, at: number, size: number): void {
    const length = this.u32[block >>> 2] as number
    const isBlock = block >= HEAP_AT && length >= FIRST_BLOCK && length <= LARGEST_BLOCK
    if (isBlock && at >= block + BLOCK_HEADER && at + size + LINK <= block + length && (at & 7) === 0) return
    throw this.damaged('does not hang together')
  }

  private damaged(how: string): SegmentDamagedError {
    const number = this.u32[this.at + CHANNEL.number / 4]
    return new SegmentDamagedError(`The run's shared memory is damaged: queue ${number} ${how}`)
  }

  private commit(tail: number): void {
    this.f64[this.at8 + CHANNEL.tail / 8] = tail
    Atomics.store(this.u32, this.at + CHANNEL.count / 4, this.count + 1)
  }

  /** Where a record of so many bytes goes. */
  private room(size: number): number {
    const { segment, u32, f64, at8 } = this
    const tail = f64[at8 + CHANNEL.tail / 8] as number
    const block = f64[at8 + CHANNEL.tailBlock / 8] as number
    const left = u32[block >>> 2] as number
    this.check(block, tail, 0)
    if (tail + size + LINK <= block + left) return tail
    if (this.count === 0 && f64[at8 + CHANNEL.headBlock / 8] === block) {
      f64[at8 + CHANNEL.tail / 8] = block + BLOCK_HEADER
      f64[at8 + CHANNEL.head / 8] = block + BLOCK_HEADER
      return block + BLOCK_HEADER
    }
    const next = segment.allocate(Math.min(left * 2, LARGEST_BLOCK))
    u32[next >>> 2] = Math.min(left * 2, LARGEST_BLOCK)
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
}

/** Bytes that a record takes in its block, by the word at its start. */
function sizeOf(word: number): number {
  return word >= IS_OUTSIDE ? OUTSIDE : (RECORD_HEADER + (word & ~IS_RAW) + 7) & ~7
}
