/** A run's shared segment: its header, and the heap that queues, locks and arguments are allocated from. */
import type { SegmentAddress } from '../../protocol/control'
import { HEADER, HEAP_AT, MAGIC, VERSION } from './layout'
import { operatingSystem, type Memory } from './operating-system'
import { words } from './words'

/** Address space, not memory: a page costs memory when it is first written. */
const SEGMENT_SIZE = 64 * 2 ** 30
const SMALLEST = 64

export class SegmentFullError extends Error {
  override name = 'SegmentFullError'
}

const word = words(8)

export class Segment {
  readonly memory: Memory
  /** Bytes that the heap may take. */
  readonly limit: number

  private constructor(memory: Memory) {
    this.memory = memory
    this.limit = memory.address.size
  }

  /**
   * @param processLimit live processes the run may have
   * @param poolSize what `Pool()` starts, 0 for one worker per processor
   */
  static create(processLimit: number, poolSize: number): Segment {
    const memory = operatingSystem().createSegment(SEGMENT_SIZE)
    const header = words(24)
    header.u32.set([MAGIC, VERSION, processLimit, poolSize])
    header.f64[2] = now()
    memory.write(0, header.bytes, 24)
    word.f64[0] = HEAP_AT
    memory.write(HEADER.end, word.bytes, 8)
    memory.initMutex(HEADER.heapMutex)
    memory.initMutex(HEADER.slotMutex)
    return new Segment(memory)
  }

  static open(address: SegmentAddress): Segment {
    const memory = operatingSystem().openSegment(address)
    memory.read(0, word.bytes, 8)
    if (word.u32[0] !== MAGIC || word.u32[1] !== VERSION)
      throw new Error(`${address.path} is not a segment of this Parallab`)
    return new Segment(memory)
  }

  u32(offset: number): number {
    this.memory.read(offset, word.bytes, 4)
    return word.u32[0] as number
  }

  i32(offset: number): number {
    this.memory.read(offset, word.bytes, 4)
    return word.i32[0] as number
  }

  f64(offset: number): number {
    this.memory.read(offset, word.bytes, 8)
    return word.f64[0] as number
  }

  setU32(offset: number, value: number): void {
    word.u32[0] = value
    this.memory.write(offset, word.bytes, 4)
  }

  setF64(offset: number, value: number): void {
    word.f64[0] = value
    this.memory.write(offset, word.bytes, 8)
  }

  /** Writes two u32 that belong together. */
  setPair(offset: number, first: number, second: number): void {
    word.u32[0] = first
    word.u32[1] = second
    this.memory.write(offset, word.bytes, 8)
  }

  /** Adds to a u32 of the header under the slot mutex; answers the new value. */
  count(field: number, by = 1): number {
    return this.guarded(HEADER.slotMutex, () => {
      const value = (this.u32(field) + by) >>> 0
      this.setU32(field, value)
      return value
    })
  }

  /** Runs `change` holding a mutex of the header; those guard single stores, so a dead holder leaves nothing to mend. */
  guarded<T>(mutex: number, change: () => T): T {
    this.memory.acquireMutex(mutex)
    try {
      return change()
    } finally {
      this.memory.releaseMutex(mutex)
    }
  }

  /**
   * A block of at least `size` bytes, 64-byte aligned, with undefined contents. If its owner is killed before it
   * tells anybody, the block is lost until the run's end.
   * @throws SegmentFullError when the segment's address space is used up
   */
  allocate(size: number): number {
    const index = sizeClass(size)
    const list = HEADER.freeLists + index * 8
    return this.guarded(HEADER.heapMutex, () => {
      const free = this.f64(list)
      if (free !== 0) {
        this.setF64(list, this.f64(free))
        return free
      }
      const start = this.f64(HEADER.end)
      const end = start + classSize(index)
      if (end > this.limit)
        throw new SegmentFullError(`The run's shared memory is full: ${this.limit} bytes are in use`)
      this.setF64(HEADER.end, end)
      return start
    })
  }

  /** @param size as given to `allocate` */
  free(offset: number, size: number): void {
    const list = HEADER.freeLists + sizeClass(size) * 8
    this.guarded(HEADER.heapMutex, () => {
      this.setF64(offset, this.f64(list))
      this.setF64(list, offset)
    })
  }

  /** Copies bytes into a new block and answers its offset. */
  store(bytes: Uint8Array): number {
    const offset = this.allocate(bytes.length)
    this.memory.write(offset, bytes, bytes.length)
    return offset
  }

  load(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length)
    this.memory.read(offset, bytes, length)
    return bytes
  }
}

/** CLOCK_MONOTONIC in nanoseconds: one clock for all processes of the machine. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e9 + nanoseconds
}

/** Sizes are 64, 96, 128, 192, 256, 384, …: two classes per power of two, at most a third wasted. */
function sizeClass(size: number): number {
  if (size <= SMALLEST) return 0
  const power = 31 - Math.clz32(Math.ceil(size / SMALLEST) - 1)
  const base = SMALLEST * 2 ** power
  return size <= base * 1.5 ? power * 2 + 1 : power * 2 + 2
}

function classSize(index: number): number {
  const base = SMALLEST * 2 ** (index >> 1)
  return index % 2 === 0 ? base : base * 1.5
}
