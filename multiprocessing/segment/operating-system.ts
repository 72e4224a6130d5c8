/**
 * The one door to the operating system: shared memory, mutexes that survive their holder, semaphores.
 * Offsets are bytes from the start of a mapped segment. Every call costs one foreign call, 50 to 150 ns; the window
 * costs a memory access.
 */
import type { SegmentAddress } from '../../protocol/control'
import { linux } from './linux'
import type { Window } from './window'

/** Bytes to set aside for one semaphore, whatever the operating system needs; a mutex may take 64. */
export const SEMAPHORE_SIZE = 32

/** Bytes of a page, the least that can be mapped: offsets and lengths of `mapInto` are multiples of it. */
export const PAGE = 4096

/** `abandoned`: acquired, but its last holder died inside; the caller must mend what the mutex guards. */
export type Acquired = 'acquired' | 'abandoned'

/** A mapped segment of shared memory. */
export interface Memory {
  readonly address: SegmentAddress
  readonly window: Window
  /** Copies `length` bytes from the segment into the start of `target`. */
  read(offset: number, target: Uint8Array, length: number): void
  /** Copies the first `length` bytes of `source` into the segment; 8 aligned bytes become visible at once or not at all. */
  write(offset: number, source: Uint8Array, length: number): void

  initMutex(offset: number): void
  acquireMutex(offset: number): Acquired
  /** Does not wait: `null` when somebody else holds it. */
  tryMutex(offset: number): Acquired | null
  releaseMutex(offset: number): void

  initSemaphore(offset: number): void
  post(offset: number): void
  tryWait(offset: number): boolean
  /** Whether a waiter would go on at once: none has woken up yet since the last post. */
  isPosted(offset: number): boolean
  /** Blocks this thread for at most so many microseconds; false when they passed. */
  waitFor(offset: number, microseconds: number): boolean
  /** Waits on another thread, for ever, and calls back on this one. */
  waitAside(offset: number, done: () => void): void

  /** Lets other processes have the processor. */
  yieldProcessor(): void

  /** From now on `target`, whole pages of memory that does not move, is the segment's memory from `offset` on. */
  mapInto(target: Uint8Array, offset: number): void
  /** Gives pages of its own, all zeros, to memory that the segment was mapped into. */
  unmapFrom(target: Uint8Array): void

  unmap(): void
}

export interface OperatingSystem {
  /** Reserves a window ahead of the segment, so that opening one takes microseconds. */
  prepare(): void
  /** A new zeroed segment. It has no name in the file system and vanishes with the last process that maps it. */
  createSegment(size: number): Memory
  /** @throws Error when the process that made the segment is gone. */
  openSegment(address: SegmentAddress): Memory
  /**
   * From now on `target`, whole pages of memory that does not move, is what stands at the start of a file; what is written
   * into it stays in this process.
   */
  mapFile(file: string, target: Uint8Array): void
  /** Whether all threads of a process sleep: none runs or wants to, also of those that encrypt or compress, and none is stopped or dead. */
  isAsleep(pid: number): boolean
}

/** The layer for this machine. @throws Error on an operating system that has none yet. */
export function operatingSystem(): OperatingSystem {
  if (process.platform === 'linux') return linux()
  throw new Error(
    `Parallab's shared memory has no layer for ${process.platform} yet; it runs on Linux. See the platform table in README.md.`,
  )
}
