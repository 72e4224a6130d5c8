/**
 * Where everything stands in a run's shared segment. Written by the processes, read by main; all numbers are
 * little-endian. Fields that are committed together lie in one aligned 8-byte word, because a process can be
 * killed between any two stores. The near heap lies in the window (see `window.ts`) and holds whatever is
 * read in place; large payloads, which are only ever copied, lie in the far heap behind it.
 */
import { OBJECT_RECORD, OBJECTS } from './object-layout'
import { SEMAPHORE_SIZE } from './operating-system'
import { WINDOW } from './window'

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
  end: 24, // f64, where the near heap's unused part begins
  farEnd: 32, // f64, the same of the far heap
  memoryLimit: 40, // f64 bytes that both heaps may take together
  heapLatch: 64,
  freeLists: 128, // f64 each, one per size class
  slotMutex: 640,
  numbers: 704, // u32 process numbers given out
  deaths: 708, // u32 processes that have ended: who waits for an end looks here first
  works: 712, // u32 pools and maps entered in the table of works
  names: 716, // u32 objects named so far
  directory: 720, // f64 the first entry of the directory of names, see directory.ts
  chunkSize: 728, // u32 items in a chunk where the script names no chunksize, 0: CPython's default
  unmeasured: 732, // u32, 1: no records of tasks and waits, no counters of objects, so that their cost can be measured
  processMemory: 736, // u32 MB that a process takes, where the limit of processes is what had room; 0: it was set
  farFreeLists: 1024, // f64 each, one per size class
  size: 4096,
} as const

/** What one process tells of itself; `SLOT.size` bytes each. */
export const SLOT = {
  pid: 0, // i32, then generation u32: which of the slot's tenants this is
  generation: 4,
  state: 8, // u32 SlotState, stored last: what it announces stands already
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
  life: 320, // mutex that the process holds until it dies, however it dies
  claimSerial: 384, // u32, raised whenever a claim is given up; marked when the pool ends the worker, whatever it has
  deaf: 388, // u32, 1: it blocks, and hears the blocking driver's bell only
  begunAt: 392, // f64, monotonic nanoseconds at the script's first line; of the script's own process only
  waitRecords: 400, // f64 records of ended waits written so far, see WAIT_RECORD
  seenAt: 408, // f64 monotonic nanoseconds of the last sign of life: a wait begun or ended, a task begun or done, a turn
  verdict: 416, // f64 offset of the sentence of a deadlock that this process is to break, 0: none; then its length u32
  verdictLength: 424,
  verdictOn: 428, // u32 number of the object whose wait ends with a DeadlockError, then the wait's kind u32, an index into WAITS
  verdictKind: 432,
  size: 512,
} as const

/** A process's own counters, at `SLOT.measure`. */
export const MEASURE = {
  tasksDone: 0, // f64
  settledOf: 8, // u32 the call of whose items it has settled some last, then how many u32: its pool may not have looked yet
  settled: 12,
  records: 24, // f64 task records written so far
  size: 32,
} as const

/** The chunk that a pool worker has, at `SLOT.claim`. */
export const CLAIM = {
  work: 0, // u32, 0: none; then index u32, count u32, attempt u32
  progress: 16, // u32 items of it done, then u32 how far the worker has come, LOADING, INITIALIZING or READY
  phase: 20,
  begun: 24, // f64 monotonic nanoseconds at which the item in work began, where its call has a time-out
  size: 32,
} as const

/** How far a pool worker has come. */
export const LOADING = 0
export const INITIALIZING = 1
export const READY = 2

export type SlotState = 0 | 1 | 2 | 3 | 4
export const FREE: SlotState = 0
export const STARTING: SlotState = 1
export const RUNNING: SlotState = 2
/** Its parent may read how it ended. */
export const ENDED: SlotState = 3
/** It has ended, and its death has not been counted: whoever learns of an end finds it counted. */
export const DYING: SlotState = 4

export const DAEMON = 1
export const WORKER = 2
/** The process wrote its exit code itself. */
export const EXIT_WRITTEN = 4
export const COLD = 8

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
  'Process.start',
  'JoinableQueue.join',
  'Connection.recv',
  'Connection.send',
  'Listener.accept',
  'Client',
  'manager',
  'RLock.acquire',
  'Semaphore.acquire',
  'BoundedSemaphore.acquire',
  'Condition.wait',
  'Event.wait',
  'Barrier.wait',
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
  bytes: 128, // f64 of items and results, both ways
  transfers: 136, // f64 tasks and results sent
  encode: 144, // f64 nanoseconds spent on encoding and decoding, by the owner and its workers
  busy: 152, // f64 nanoseconds that workers spent inside the function
  line: 160, // u32 where it was called in the compiled script, 0: unknown; then the column u32
  column: 164,
  retried: 168, // u32 tasks that were run once more
  size: 192,
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
  attempt: 32, // u32, 1: the first
  bytesIn: 36, // u32 of the task, then of its result
  bytesOut: 40,
  decode: 48, // f64 nanoseconds before the function, then after it
  encode: 56,
  items: 64, // u32 length, then UTF-8: its first item in short; only of a task of at least SHOWN
  result: 128, // the same of its first result, or of the error
  shortBytes: 60,
  size: 192,
} as const
/** Nanoseconds: shorter tasks are too many to tell what each was given. */
export const SHOWN = 200_000

/** Each process's ring of ended waits. */
export const WAIT_RECORDS = 4096
export const WAIT_RECORD = {
  start: 0, // f64 monotonic nanoseconds
  end: 8, // f64
  kind: 16, // u32 index into WAITS, then the object's number u32
  object: 20,
  line: 24, // u32 in the compiled script as `siteOfCaller` says it, 0: not looked up because it was short; then the column u32
  column: 28,
  outcome: 32, // u32 GOT, TIMED or FAILED
  size: 40,
} as const
export const GOT = 0
export const TIMED = 1
export const FAILED = 2

/**
 * What a process waits for now, by slot: all its operations, if it does nothing else; those for the same at the same line
 * stand here once. Written by it whenever it goes to sleep or wakes up; `serial` is odd meanwhile, so that a reader looks
 * again. Lines of promises are looked up some milliseconds later.
 */
export const WAITING = {
  serial: 0, // u32, then u32 entries; above MOST: not all of them stand here
  count: 4,
  entries: 8,
  size: 8 + 8 * 40,
} as const
export const WAITING_MOST = 8
export const WAITING_ENTRY = {
  kind: 0, // u32 index into WAITS, then the object's number u32
  object: 4,
  line: 8, // u32 in the compiled script, 0: unknown; then the column u32
  column: 12,
  since: 16, // f64 monotonic nanoseconds
  ends: 24, // u32, 1: it, or one that stands here with it, ends by itself, by its time-out or an AbortSignal
  blocks: 28, // u32, 1: with the blocking driver, so that nothing else goes on in the process
  size: 40,
} as const

export const SLOTS_AT = HEADER.size
export const WORKS_AT = SLOTS_AT + SLOTS * SLOT.size
export const RECORDS_AT = WORKS_AT + WORKS * WORK.size
export const WAIT_RECORDS_AT = RECORDS_AT + SLOTS * TASK_RECORDS * TASK_RECORD.size
export const WAITING_AT = WAIT_RECORDS_AT + SLOTS * WAIT_RECORDS * WAIT_RECORD.size
export const OBJECTS_AT = Math.ceil((WAITING_AT + SLOTS * WAITING.size) / 64) * 64
export const HEAP_AT = OBJECTS_AT + OBJECTS * OBJECT_RECORD.size
export const FAR_HEAP_AT = WINDOW

/** A list of waiting processes, each of which can wait with either driver: first u32, count u32, then a ring of entries. */
export const WAITERS = SLOTS * 2
export const WAITER_LIST_SIZE = 8 + WAITERS * 4

/** A list of waiting processes of which the first have been rung and have not looked yet. */
export const RELAY = {
  line: 0, // a list as the others, so that it can be read as one
  rung: WAITER_LIST_SIZE, // u32 how many
  rungWhen: WAITER_LIST_SIZE + 8, // f64 monotonic nanoseconds of the last ring
  lookUntil: WAITER_LIST_SIZE + 16, // f64 monotonic nanoseconds until which somebody looks without a pause; 0: nobody
  size: WAITER_LIST_SIZE + 24,
} as const

/** A first-in-first-out channel: a latch, the ends of its chain of blocks, lists of those who wait. */
export const CHANNEL = {
  latch: 0,
  maxsize: 4, // u32, 0: without bound
  head: 8, // f64 offset of the oldest record
  headBlock: 16, // f64 the block that head is in, to be freed when left
  tail: 24, // f64 offset of the next record: a record counts from the store of tail behind it
  tailBlock: 32, // f64
  count: 40, // u32 records
  taken: 44, // i32 records taken less those marked as done; with those in the channel: what is unfinished
  closed: 48, // u32
  number: 52, // u32 the object's number in the run, for messages
  patience: 56, // u32 records that are worth waking a getter for, unless one of them is urgent; 0: each is
  getters: 64,
  putters: 64 + RELAY.size,
  joiners: 64 + 2 * RELAY.size,
  size: 64 + 2 * RELAY.size + WAITER_LIST_SIZE,
} as const
