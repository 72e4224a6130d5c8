/**
 * Where everything stands in a run's shared segment. Written by the processes, read by main; all numbers are
 * little-endian. Fields that are committed together lie in one aligned 8-byte word, because a process can be
 * killed between any two stores.
 */
import { MUTEX_SIZE, SEMAPHORE_SIZE } from './operating-system'

export const MAGIC = 0x50_4c_41_42
export const VERSION = 1

/** Slots for processes; a run's limit of live processes is below it. */
export const SLOTS = 256

/** The segment's first page. */
export const HEADER = {
  magic: 0, // u32, then version u32
  processLimit: 8, // u32
  poolSize: 12, // u32, 0: one per processor
  origin: 16, // f64, CLOCK_MONOTONIC nanoseconds at which the run began
  end: 24, // f64, where the heap's unused part begins
  heapMutex: 64,
  freeLists: 128, // f64 each, one per size class
  slotMutex: 640,
  live: 704, // u32 processes alive
  numbers: 708, // u32 process numbers given out
  deaths: 712, // u32 processes that have ended: who waits for an end looks here first
  works: 716, // u32 pools and maps entered in the table of works
  names: 720, // u32 objects named so far
  size: 4096,
} as const

/** What one process tells of itself; `SLOT.size` bytes each. */
export const SLOT = {
  pid: 0, // i32, then generation u32: which of the slot's tenants this is
  generation: 4,
  state: 8, // u32 SlotState, then exitcode i32
  exitcode: 12,
  reason: 16, // u32, index into END_REASONS
  parent: 20, // i32 slot of the parent, -1 for the script itself
  number: 24, // u32 the process's number in the run, never reused
  flags: 28, // u32, DAEMON | WORKER
  payload: 32, // f64 offset of what it is to do, then its length f64
  payloadLength: 40,
  startedAt: 48, // f64, monotonic nanoseconds
  interrupt: 56, // u32, 1: interrupted, and it has not noticed; the mark reaches a process that blocks, a message one that does not
  signal: 60, // u32, the signal that terminate() or kill() asked for
  bell: 64, // semaphore of the promise driver
  syncBell: 64 + SEMAPHORE_SIZE, // semaphore of the blocking driver
  name: 128, // u32 length, then UTF-8
  nameBytes: 124,
  measure: 256, // see MEASURE
  claim: 288, // the pool chunk in work, see CLAIM; directly behind the counters so that one store renews both
  size: 512,
} as const

/** A process's own counters, at `SLOT.measure`. */
export const MEASURE = {
  tasksDone: 0, // f64
  busy: 8, // f64 nanoseconds
  waitsOn: 16, // u32 index into WAITS, then u32 low bits of the object's offset
  records: 24, // f64 task records written so far
  size: 32,
} as const

/** The chunk that a pool worker has, at `SLOT.claim`. */
export const CLAIM = {
  work: 0, // u32, 0: none; then index u32, count u32, attempt u32
  progress: 16, // u32 items of it done, then u32 1: the worker is past its initializer
  ready: 20,
  size: 32,
} as const

export type SlotState = 0 | 1 | 2 | 3
export const FREE: SlotState = 0
export const STARTING: SlotState = 1
export const RUNNING: SlotState = 2
export const ENDED: SlotState = 3

export const DAEMON = 1
export const WORKER = 2
/** The process wrote its exit code itself. */
export const EXIT_WRITTEN = 4
export const COLD = 8

export const END_REASONS = [
  'finished',
  'exception',
  'exit',
  'interrupted',
  'terminated',
  'killed',
  'crashed',
  'out-of-memory',
] as const

/** What a process can wait for, as the processes table shows it. */
export const WAITS = [
  '',
  'Queue.get',
  'Queue.put',
  'Lock.acquire',
  'Process.join',
  'task',
  'Pool',
  'sleep',
  'wait',
] as const
export type WaitKind = (typeof WAITS)[number]

/** Pools and their maps, for the charts; entry `id % WORKS`. */
export const WORKS = 1024
export const WORK = {
  id: 0, // u32
  kind: 4, // POOL, MAP or CALLS
  pool: 8, // u32 the pool's id, then chunksize u32
  chunksize: 12,
  slot: 16, // u32 of the process that owns it, then workers u32
  workers: 20,
  total: 24, // f64 items
  done: 32, // f64 items settled
  failed: 40, // f64
  startedAt: 48, // f64 monotonic nanoseconds
  endedAt: 56, // f64, 0 while it goes on
  name: 64, // u32 length, then UTF-8
  nameBytes: 60,
  size: 128,
} as const
export const POOL = 1
export const MAP = 2
/** All single calls of a pool together; they end with the pool. */
export const CALLS = 3

/** Each process's ring of finished chunks. */
export const TASK_RECORDS = 4096
export const TASK_RECORD = {
  start: 0, // f64 monotonic nanoseconds
  end: 8, // f64
  work: 16, // u32, then index u32
  index: 20,
  count: 24, // u32, then failed u32 (1: an item threw)
  failed: 28,
  size: 32,
} as const

export const SLOTS_AT = HEADER.size
export const WORKS_AT = SLOTS_AT + SLOTS * SLOT.size
export const RECORDS_AT = WORKS_AT + WORKS * WORK.size
export const HEAP_AT = RECORDS_AT + SLOTS * TASK_RECORDS * TASK_RECORD.size

/** Entries of a list of waiting processes: each process can wait with either driver. */
export const WAITERS = SLOTS * 2
export const WAITERS_SIZE = WAITERS * 4

/** A raw first-in-first-out channel: one mutex, one 64-byte state, two lists of waiters. */
export const CHANNEL = {
  mutex: 0,
  state: MUTEX_SIZE,
  head: 0, // f64 offset of the oldest record; committed together with count
  count: 8, // u32 records, then unfinished u32 (JoinableQueue)
  unfinished: 12,
  tail: 16, // f64 offset of the next record; committed together with count
  tailEnd: 24, // f64 end of the block that tail is in
  headBlock: 32, // f64 the block that head is in, to be freed when left
  blockSize: 40, // u32 size of the last block
  maxsize: 44, // u32, 0: without bound
  getters: 48, // u16 first, u16 count
  putters: 52, // u16 first, u16 count
  closed: 56, // u32
  number: 60, // u32 the object's number in the run, for messages
  stateSize: 64,
  getterList: MUTEX_SIZE + 64,
  putterList: MUTEX_SIZE + 64 + WAITERS_SIZE,
  size: MUTEX_SIZE + 64 + 2 * WAITERS_SIZE,
} as const

/** A lock: one mutex, one 64-byte state, one list of waiters. */
export const LOCK = {
  mutex: 0,
  state: MUTEX_SIZE,
  owner: 0, // u32 entry of the holder (slot and generation), 0: free; then depth u32
  depth: 4,
  waiters: 8, // u16 first, u16 count; then starving u32
  starving: 12,
  holder: 16, // u32 number of the process that holds it; then number u32 of the lock
  number: 20,
  acquires: 24, // f64
  contended: 32, // f64
  stateSize: 64,
  list: MUTEX_SIZE + 64,
  size: MUTEX_SIZE + 64 + WAITERS_SIZE,
} as const
