/** A record of a channel: encoded or raw, in a block of its chain or outside. */
import { HEAP_AT } from './layout'
import type { Segment } from './segment'
import { SegmentDamagedError } from './segment-errors'

/** Bytes that whoever encodes a record leaves free at its start. */
export const RECORD_HEADER = 4
/** Longer records are stored outside the blocks. */
export const INLINE = 4096
/** Longer records there are none of. */
export const LONGEST = 0x3fffffff
/** Bytes of the kind. */
export const KIND = 4

/** Bytes of a record behind the word at its start. @param record as for `append` */
export function lengthOf(record: Uint8Array | Raw): number {
  return record instanceof Raw ? KIND + record.length : record.length - RECORD_HEADER
}

/** Whether a record stands in a block. @param record as for `append` */
export function isInline(record: Uint8Array | Raw): boolean {
  return lengthOf(record) <= INLINE
}

/** A record that is not encoded: a typed array, which is copied on its way in and on its way out. */
export class Raw {
  /** Not 0; what its reader makes of it. */
  readonly kind: number
  readonly bytes: Uint8Array
  /** Whether the bytes are all of a buffer that nobody else has; else the next record that is taken overwrites them. */
  readonly isOwn: boolean

  constructor(kind: number, bytes: Uint8Array, isOwn: boolean) {
    this.kind = kind
    this.bytes = bytes
    this.isOwn = isOwn
  }

  /** Bytes. */
  get length(): number {
    return this.bytes.length
  }
}

/** A large record that has left its channel and has still to be fetched. */
export class Outside {
  private readonly stored: number
  private readonly length: number
  private readonly kind: number

  /** @param kind of a raw record, 0 for an encoded one */
  constructor(stored: number, length: number, kind: number) {
    this.stored = stored
    this.length = length
    this.kind = kind
  }

  /** Copies it into a buffer of its own, outside the latch. */
  fetch(segment: Segment): Buffer | Raw {
    if (!(this.stored >= HEAP_AT && this.stored + this.length <= segment.memory.address.size))
      throw new SegmentDamagedError(`The run's shared memory is damaged: a large item is said to lie at ${this.stored}`)
    const bytes = segment.load(this.stored, this.length)
    segment.free(this.stored, this.length)
    return this.kind === 0 ? bytes : new Raw(this.kind, bytes, true)
  }
}
