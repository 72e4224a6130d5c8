/**
 * Linux: memfd for the segment, robust process-shared pthread mutexes, POSIX semaphores (glibc 2.30 or later).
 *
 * The window: an ArrayBuffer over foreign memory ends an Electron process, since V8 wants all buffers in its own address
 * range. So the segment is mapped over the pages of a buffer that V8 has made itself: the shared memory of a
 * WebAssembly.Memory, which is page-aligned, never moves, and is not counted against the garbage collector. The same way
 * pieces of it are mapped into the memory of a WebAssembly program, Python's; V8 reserves all that it may grow to.
 */
import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs'
import koffi from 'koffi'
import type { SegmentAddress } from '../../protocol/control'
import type { Acquired, Memory, OperatingSystem } from './operating-system'
import { WASM_PAGE, WINDOW, type Window } from './window'

const MFD_CLOEXEC = 1
const PROT_READ_WRITE = 3
const MAP_SHARED_NORESERVE = 0x1 | 0x4000
const MAP_FIXED = 0x10
const MAP_PRIVATE_NORESERVE = 0x2 | 0x4000
const MAP_PRIVATE_ANONYMOUS = MAP_PRIVATE_NORESERVE | 0x20
const MAP_FAILED = -1
const MADV_POPULATE_WRITE = 23
const PTHREAD_PROCESS_SHARED = 1
const PTHREAD_MUTEX_ROBUST = 1
const CLOCK_MONOTONIC = 1
const EBUSY = 16
const EOWNERDEAD = 130

/** Bytes up to which a loop is faster than a foreign call. */
const COPIED_HERE = 32
/** Bytes from which on memory that V8 has just asked the system for gets its pages in one call, not by a fault for each. */
const POPULATED = 256 * 1024

type Call<A extends unknown[], R = number> = (...args: A) => R

interface Libc {
  memfdCreate: Call<[string, number]>
  ftruncate: Call<[number, number]>
  mmap: Call<[number, number, number, number, number, number], number | bigint>
  munmap: Call<[number, number]>
  addressOf: Call<[Uint8Array, number, number], number | bigint>
  schedYield: Call<[]>
  copyOut: Call<[Uint8Array, number, number], void>
  populate: Call<[Uint8Array, number, number]>
  copyIn: Call<[number, Uint8Array, number], void>
  mutexattrInit: Call<[Uint8Array]>
  mutexattrSetpshared: Call<[Uint8Array, number]>
  mutexattrSetrobust: Call<[Uint8Array, number]>
  mutexInit: Call<[number, Uint8Array]>
  mutexLock: Call<[number]>
  mutexTrylock: Call<[number]>
  mutexUnlock: Call<[number]>
  mutexConsistent: Call<[number]>
  semInit: Call<[number, number, number]>
  semPost: Call<[number]>
  semTrywait: Call<[number]>
  semGetvalue: Call<[number, Int32Array]>
  semClockwait: Call<[number, number, Uint8Array]>
  semWait: { async: (semaphore: number, done: (error: unknown, result: number) => void) => void }
}

let libc: Libc | undefined

function load(): Libc {
  const library = koffi.load('libc.so.6')
  const define = <T>(prototype: string): T => library.func(prototype) as unknown as T
  return {
    memfdCreate: define('int memfd_create(const char *name, uint flags)'),
    ftruncate: define('int ftruncate(int fd, long length)'),
    mmap: define('intptr_t mmap(uintptr_t address, size_t length, int prot, int flags, int fd, long offset)'),
    munmap: define('int munmap(uintptr_t address, size_t length)'),
    addressOf: define('uintptr_t memcpy(_Inout_ uint8_t *to, uintptr_t from, size_t length)'),
    schedYield: define('int sched_yield()'),
    copyOut: define('void memcpy(_Out_ uint8_t *to, uintptr_t from, size_t length)'),
    populate: define('int madvise(_Inout_ uint8_t *from, size_t length, int advice)'),
    copyIn: define('void memcpy(uintptr_t to, const uint8_t *from, size_t length)'),
    mutexattrInit: define('int pthread_mutexattr_init(uint8_t *attributes)'),
    mutexattrSetpshared: define('int pthread_mutexattr_setpshared(uint8_t *attributes, int shared)'),
    mutexattrSetrobust: define('int pthread_mutexattr_setrobust(uint8_t *attributes, int robust)'),
    mutexInit: define('int pthread_mutex_init(uintptr_t mutex, uint8_t *attributes)'),
    mutexLock: define('int pthread_mutex_lock(uintptr_t mutex)'),
    mutexTrylock: define('int pthread_mutex_trylock(uintptr_t mutex)'),
    mutexUnlock: define('int pthread_mutex_unlock(uintptr_t mutex)'),
    mutexConsistent: define('int pthread_mutex_consistent(uintptr_t mutex)'),
    semInit: define('int sem_init(uintptr_t semaphore, int shared, uint value)'),
    semPost: define('int sem_post(uintptr_t semaphore)'),
    semTrywait: define('int sem_trywait(uintptr_t semaphore)'),
    semGetvalue: define('int sem_getvalue(uintptr_t semaphore, _Out_ int *value)'),
    semClockwait: define('int sem_clockwait(uintptr_t semaphore, int clock, const uint8_t *until)'),
    semWait: define('int sem_wait(uintptr_t semaphore)'),
  }
}

export function linux(): OperatingSystem {
  const c = (libc ??= load())
  return {
    prepare: () => void (spare ??= reserve()),
    createSegment(size) {
      const descriptor = c.memfdCreate('parallab', MFD_CLOEXEC)
      if (descriptor < 0)
        throw new Error(`The operating system gave no shared memory (memfd_create, errno ${koffi.errno()})`)
      if (c.ftruncate(descriptor, size) !== 0)
        throw new Error(
          `The operating system gave no ${size} bytes of shared memory (ftruncate, errno ${koffi.errno()})`,
        )
      return map(c, descriptor, { path: `/proc/${process.pid}/fd/${descriptor}`, size })
    },
    openSegment(address) {
      const descriptor = openSync(address.path, 'r+')
      try {
        return map(c, descriptor, address, false)
      } finally {
        closeSync(descriptor)
      }
    },
    mapFile(file, target) {
      const descriptor = openSync(file, 'r')
      try {
        overlay(c, target, MAP_PRIVATE_NORESERVE, descriptor)
      } finally {
        closeSync(descriptor)
      }
    },
    isAsleep(pid) {
      try {
        return readdirSync(`/proc/${pid}/task`).every((thread) => {
          const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
          return stat.charAt(stat.lastIndexOf(')') + 2) === 'S'
        })
      } catch {
        return false // it has ended
      }
    },
  }
}

/** A window without a segment: of one that was given up, or made ahead. */
let spare: Window | undefined

function reserve(): Window {
  const pages = WINDOW / WASM_PAGE
  const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const u8 = new Uint8Array(buffer)
  return {
    u8,
    u16: new Uint16Array(buffer),
    i32: new Int32Array(buffer),
    u32: new Uint32Array(buffer),
    f64: new Float64Array(buffer),
  }
}

/** Maps a file, or new memory, over pages that V8 has made. */
function overlay(c: Libc, { buffer, byteOffset, byteLength }: Uint8Array, flags: number, file: number, offset = 0) {
  const at = Number(c.addressOf(new Uint8Array(buffer), 0, 0)) + byteOffset
  if (Number(c.mmap(at, byteLength, PROT_READ_WRITE, flags | MAP_FIXED, file, offset)) !== at)
    throw new Error(`The run's shared memory could not be mapped (mmap, errno ${koffi.errno()})`)
}

/** @param owned whether unmapping closes the descriptor, which ends the segment for those who have not mapped it yet */
function map(c: Libc, descriptor: number, address: SegmentAddress, owned = true): Memory {
  const base = Number(c.mmap(0, address.size, PROT_READ_WRITE, MAP_SHARED_NORESERVE, descriptor, 0))
  if (base === MAP_FAILED) throw new Error(`The run's shared memory could not be mapped (mmap, errno ${koffi.errno()})`)
  const window = spare ?? reserve()
  spare = undefined
  overlay(c, window.u8, MAP_SHARED_NORESERVE, descriptor)
  const until = Buffer.alloc(16)
  const value = new Int32Array(1)

  const held = (result: number, offset: number): Acquired => {
    if (result === 0) return 'acquired'
    if (result !== EOWNERDEAD) throw new Error(`mutex at ${offset} is damaged (error ${result})`)
    c.mutexConsistent(base + offset)
    return 'abandoned'
  }

  return {
    address,
    window,
    read(offset, target, length) {
      // What is refused, before Linux 5.14 and where no page begins, is done by the copying.
      if (length >= POPULATED) c.populate(target, length, MADV_POPULATE_WRITE)
      if (length > COPIED_HERE || offset > WINDOW - COPIED_HERE) c.copyOut(target, base + offset, length)
      else for (let i = 0; i < length; i++) target[i] = window.u8[offset + i] as number
    },
    write(offset, source, length) {
      if (length > COPIED_HERE || offset > WINDOW - COPIED_HERE) c.copyIn(base + offset, source, length)
      else for (let i = 0; i < length; i++) window.u8[offset + i] = source[i] as number
    },
    initMutex(offset) {
      const attributes = Buffer.alloc(64)
      c.mutexattrInit(attributes)
      c.mutexattrSetpshared(attributes, PTHREAD_PROCESS_SHARED)
      c.mutexattrSetrobust(attributes, PTHREAD_MUTEX_ROBUST)
      c.mutexInit(base + offset, attributes)
    },
    acquireMutex: (offset) => held(c.mutexLock(base + offset), offset),
    tryMutex(offset) {
      const result = c.mutexTrylock(base + offset)
      return result === EBUSY ? null : held(result, offset)
    },
    releaseMutex: (offset) => void c.mutexUnlock(base + offset),
    initSemaphore: (offset) => void c.semInit(base + offset, 1, 0),
    post: (offset) => void c.semPost(base + offset),
    tryWait: (offset) => c.semTrywait(base + offset) === 0,
    isPosted: (offset) => c.semGetvalue(base + offset, value) === 0 && (value[0] as number) > 0,
    waitFor(offset, microseconds) {
      const [seconds, nanoseconds] = process.hrtime()
      const total = nanoseconds + microseconds * 1000
      until.writeBigInt64LE(BigInt(seconds + Math.floor(total / 1e9)), 0)
      until.writeBigInt64LE(BigInt(Math.floor(total % 1e9)), 8)
      return c.semClockwait(base + offset, CLOCK_MONOTONIC, until) === 0
    },
    waitAside: (offset, done) => c.semWait.async(base + offset, () => done()),
    yieldProcessor: () => void c.schedYield(),
    mapInto(target, offset) {
      const file = openSync(address.path, 'r+')
      try {
        overlay(c, target, MAP_SHARED_NORESERVE, file, offset)
      } finally {
        closeSync(file)
      }
    },
    unmapFrom: (target) => overlay(c, target, MAP_PRIVATE_ANONYMOUS, -1),
    unmap() {
      overlay(c, window.u8, MAP_PRIVATE_ANONYMOUS, -1)
      spare ??= window
      c.munmap(base, address.size)
      if (owned) closeSync(descriptor)
    },
  }
}
