/** A run's shared segment: its header, and the two heaps that queues, locks and payloads are allocated from. */
import os from 'node:os'
import type { SegmentAddress } from '../../protocol/control'
import { acquireLatch, releaseLatch } from './latch'
import { FAR_HEAP_AT, HEADER, HEAP_AT, MAGIC, VERSION } from './layout'
import { operatingSystem, type Memory } from './operating-system'
import { SegmentDamagedError, SegmentFullError } from './segment-errors'
import { WINDOW, type Window } from './window'

/** Address space, not memory: a page costs memory when it is first written. */
const SEGMENT_SIZE = 64 * 2 ** 30
const SMALLEST = 64
/** Payloads above this lie in the far heap: they are copied by a foreign call anyway. */
const NEAR_PAYLOAD = 4096

const far = new Float64Array(1)
const farBytes = new Uint8Array(far.buffer)

export class Segment {
  readonly memory: Memory
  /** What JavaScript reads and writes in place: header, slots, tables and the near heap. */
  readonly window: Window
  /** The entry under which this process takes latches; see `attach`. */
  latchEntry = 1

  private constructor(memory: Memory) {
    this.memory = memory
    this.window = memory.window
  }

  /**
   * @param processLimit live processes the run may have
   * @param poolSize what `Pool()` starts, 0 for one worker per processor
   * @param memoryLimit bytes that it may grow to; half of the machine's memory by default, as for temporary file systems
   */
  static create(processLimit: number, poolSize: number, memoryLimit = os.totalmem() / 2): Segment {
    const segment = new Segment(operatingSystem().createSegment(SEGMENT_SIZE))
    segment.window.u32.set([MAGIC, VERSION, processLimit, poolSize])
    segment.setF64(HEADER.origin, now())
    segment.setF64(HEADER.end, HEAP_AT)
    segment.setF64(HEADER.farEnd, FAR_HEAP_AT)
    segment.setF64(HEADER.memoryLimit, memoryLimit)
    segment.memory.initMutex(HEADER.slotMutex)
    return segment
  }

  static open(address: SegmentAddress): Segment {
    const segment = new Segment(operatingSystem().openSegment(address))
    if (segment.u32(HEADER.magic) !== MAGIC || segment.u32(HEADER.magic + 4) !== VERSION)
      throw new SegmentDamagedError(`${address.path} is not a segment of this Parallab, or it is damaged`)
    return segment
  }

  /** @param offset in the window, as for all that follow */
  u32(offset: number): number {
    return this.window.u32[offset >>> 2] as number
  }

  i32(offset: number): number {
    return this.window.i32[offset >>> 2] as number
  }

  f64(offset: number): number {
    return this.window.f64[offset >>> 3] as number
  }

  setU32(offset: number, value: number): void {
    this.window.u32[offset >>> 2] = value
  }

  setF64(offset: number, value: number): void {
    this.window.f64[offset >>> 3] = value
  }

  /** Adds to a u32; answers the new value. */
  count(offset: number, by = 1): number {
    return (Atomics.add(this.window.u32, offset >>> 2, by) + by) >>> 0
  }

  /** Enters a latch. @returns whether its last holder died inside, so that what it guards has to be mended */
  enter(latch: number): boolean {
    return acquireLatch(this.memory, latch, this.latchEntry) === 'abandoned'
  }

  leave(latch: number): void {
    releaseLatch(this.memory, latch)
  }

  /** Runs `change` holding the mutex of the slots; it guards single stores, so a dead holder leaves nothing to mend. */
  guarded<T>(mutex: number, change: () => T): T {
    this.memory.acquireMutex(mutex)
    try {
      return change()
    } finally {
      this.memory.releaseMutex(mutex)
    }
  }

  /**
   * A block of the near heap, at least `size` bytes, 64-byte aligned, with undefined contents. If its owner is killed
   * before it tells anybody, the block is lost until the run's end.
   * @throws SegmentFullError when the heap is used up
   */
  allocate(size: number): number {
    return this.take(size, false)
  }

  /** As `allocate`, of zeros. Memory that nobody has used is zero and costs nothing until it is written. */
  allocateZeroed(size: number): number {
    return this.take(size, true)
  }

  /** @param size as given to `allocate` or as the length of what was given to `store` */
  free(offset: number, size: number): void {
    if (offset >= WINDOW) return this.freeFar(offset, size)
    const list = HEADER.freeLists + sizeClass(size) * 8
    this.enter(HEADER.heapLatch)
    this.setF64(offset, this.f64(list))
    this.setF64(list, offset)
    this.leave(HEADER.heapLatch)
  }

  /** Copies a payload into a new block, to be fetched with `load`; answers its offset. */
  store(bytes: Uint8Array): number {
    const { length } = bytes
    const offset = length > NEAR_PAYLOAD ? this.allocateFar(length) : this.allocate(length)
    this.memory.write(offset, bytes, length)
    return offset
  }

  load(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length)
    this.memory.read(offset, bytes, length)
    return bytes
  }

  private take(size: number, zeroed: boolean): number {
    if (size > WINDOW) throw this.full(size)
    const index = sizeClass(size)
    const list = HEADER.freeLists + index * 8
    let free: number
    this.enter(HEADER.heapLatch) // single stores: a dead holder leaves nothing to mend
    try {
      free = this.f64(list)
      if (free === 0) return this.extend(HEADER.end, index, WINDOW)
      this.setF64(list, this.f64(free))
    } finally {
      this.leave(HEADER.heapLatch)
    }
    if (zeroed) this.window.u8.fill(0, free, free + size)
    return free
  }

  private allocateFar(size: number): number {
    const index = sizeClass(size)
    const list = HEADER.farFreeLists + index * 8
    this.enter(HEADER.heapLatch)
    try {
      const free = this.f64(list)
      if (free === 0) return this.extend(HEADER.farEnd, index, this.memory.address.size)
      this.memory.read(free, farBytes, 8)
      this.setF64(list, far[0] as number)
      return free
    } finally {
      this.leave(HEADER.heapLatch)
    }
  }

  private freeFar(offset: number, size: number): void {
    const list = HEADER.farFreeLists + sizeClass(size) * 8
    this.enter(HEADER.heapLatch)
    far[0] = this.f64(list)
    this.memory.write(offset, farBytes, 8)
    this.setF64(list, offset)
    this.leave(HEADER.heapLatch)
  }

  /** Takes a block from the unused part of a heap. */
  private extend(field: number, index: number, limit: number): number {
    const start = this.f64(field)
    const size = classSize(index)
    if (start + size > limit || this.taken() + size > this.f64(HEADER.memoryLimit)) throw this.full(size)
    this.setF64(field, start + size)
    return start
  }

  /** Bytes of both heaps that are, or were, in use. */
  private taken(): number {
    return this.f64(HEADER.end) - HEAP_AT + this.f64(HEADER.farEnd) - FAR_HEAP_AT
  }

  private full(size: number): SegmentFullError {
    const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`
    return new SegmentFullError(
      `The run's shared memory is full: ${mebibytes(size)} more do not fit; it has grown to ${mebibytes(this.taken())} and may have ${mebibytes(this.f64(HEADER.memoryLimit))}. Are queues filled faster than they are emptied?`,
    )
  }
}

/** CLOCK_MONOTONIC in nanoseconds: one clock for all processes of the machine. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e9 + nanoseconds
}

/** Sizes are 64, 128, 128, 192, 256, 384, …: two classes per power of two, each a multiple of what blocks are aligned to. */
function sizeClass(size: number): number {
  if (size <= SMALLEST) return 0
  const power = 31 - Math.clz32(Math.ceil(size / SMALLEST) - 1)
  const base = SMALLEST * 2 ** power
  return size <= base * 1.5 ? power * 2 + 1 : power * 2 + 2
}

function classSize(index: number): number {
  const base = SMALLEST * 2 ** (index >> 1)
  return index % 2 === 0 ? base : Math.max(base * 1.5, 2 * SMALLEST)
}
