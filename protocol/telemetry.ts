/** Plain figures of a run on their way to the page, at most one batch per 50 ms. Times are milliseconds of the run. */

/** A place in the script as it was written; line and column start at 1. */
export interface Site {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Index into the batch's `sites`; -1: not known. */
export type SiteIndex = number

/** One operation of a process that waits. */
export interface WaitSample {
  /** `Lock.acquire`, `Queue.get`, `Process.join`, `task`, … */
  readonly kind: string
  /** Number of what it waits for: of a process for `Process.join` and `Process.start`, else of a shared object; 0: none. */
  readonly object: number
  readonly site: SiteIndex
  readonly since: number
}

/** What a pool worker has in hand. */
export interface TaskSample {
  readonly map: number
  readonly index: number
  readonly count: number
  readonly attempt: number
}

export interface ProcessSample {
  /** The process's number in its run: 0 is the script itself. A number is never used twice in a run. */
  readonly process: number
  readonly pid: number
  readonly name: string
  readonly parent: number | null
  readonly state: 'starting' | 'running' | 'waiting' | 'ended'
  /** What it waits for (`Queue.get`, `Lock.acquire`, `join`, `task`), or `''`. */
  readonly waitsFor: string
  /** Share of one core, 0 to 1 (a process with threads can pass 1), over the last sampling interval. */
  readonly cpu: number
  /** Resident memory in bytes. */
  readonly memory: number
  /** Items of pool calls done by this process, counted exactly. */
  readonly tasksDone: number
  readonly exitcode: number | null
  /** All that its operations wait for while it does nothing else; the first eight. */
  readonly waits: readonly WaitSample[]
  readonly task: TaskSample | null
  /** Its last sign of life: a wait or a task that began or ended, a turn of its event loop. */
  readonly seenAt: number
}

export interface MapSample {
  readonly map: number
  readonly pool: number
  /** The mapped function's name, or its place. */
  readonly name: string
  readonly workers: number
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly startedAt: number
  readonly endedAt: number | null
  /** Items per second since the last sample of this map that had a change, smoothed over about half a second. */
  readonly tasksPerSecond: number
  /** Where it was called, and where the function stands; of several with one name it is not known. */
  readonly site: SiteIndex
  readonly definedAt: SiteIndex
  readonly copies: Copies
  /** Tasks that were run once more because their worker died. */
  readonly retried: number
}

/** What it took to carry values between processes, exactly counted for pools. */
export interface Copies {
  /** Of items and results, both ways. */
  readonly bytes: number
  /** Messages that carried them. */
  readonly transfers: number
  /** Milliseconds of encoding and decoding, in all processes together. */
  readonly encode: number
  /** Milliseconds that workers spent inside the function. */
  readonly work: number
}

/** Finished tasks as columns of equal length: row i is one chunk that `process[i]` worked on from `start[i]` to `end[i]`. */
export interface TaskColumns {
  readonly process: readonly number[]
  readonly map: readonly number[]
  readonly index: readonly number[]
  readonly count: readonly number[]
  readonly start: readonly number[]
  readonly end: readonly number[]
  readonly failed: readonly boolean[]
  /** 1: the first. */
  readonly attempt: readonly number[]
  /** Of the task and of its result. */
  readonly bytesIn: readonly number[]
  readonly bytesOut: readonly number[]
  /** Milliseconds of decoding before the function and of encoding after it, inside `start` to `end`. */
  readonly decode: readonly number[]
  readonly encode: readonly number[]
  /** What the longer ones were given and what came of it, in short. */
  readonly shown: readonly ShownTask[]
  /** Rows that stand for several chunks; only a kept run has such. */
  readonly joined: readonly JoinedTasks[]
  /** Records overwritten before they were read; counters stay exact. */
  readonly dropped: number
}

export interface ShownTask {
  /** Row of the columns. */
  readonly row: number
  readonly items: string
  readonly result: string
}

/** Neighbouring chunks of one process and call that are one row. */
export interface JoinedTasks {
  /** Row of the columns. */
  readonly row: number
  readonly chunks: number
  /** Milliseconds of work, without the pauses between them. */
  readonly busy: number
}

/** Ended waits as columns of equal length; those that were over within microseconds are not told. */
export interface WaitColumns {
  readonly process: readonly number[]
  readonly kind: readonly string[]
  readonly object: readonly number[]
  readonly site: readonly SiteIndex[]
  readonly start: readonly number[]
  readonly end: readonly number[]
  readonly outcome: readonly ('got' | 'timed-out' | 'failed')[]
  /** Records overwritten before they were read; the objects' counters stay exact. */
  readonly dropped: number
}

export const SHARED_KINDS = [
  'Lock',
  'RLock',
  'Semaphore',
  'BoundedSemaphore',
  'Condition',
  'Event',
  'Barrier',
  'Queue',
  'JoinableQueue',
  'SimpleQueue',
  'Pipe',
  'Pool',
] as const
export type SharedKind = (typeof SHARED_KINDS)[number]

/** Something that processes share, whenever anything of it has changed. */
export interface SharedSample {
  readonly object: number
  readonly kind: SharedKind
  /** The variable that it was given to, or `''`. */
  readonly label: string
  /** Where it was made. */
  readonly site: SiteIndex
  readonly maker: number
  /** Processes that hold it (locks, semaphores), or work on it (pools). */
  readonly holders: readonly number[]
  /** Processes that wait for it, the first to be served first. */
  readonly waiters: readonly number[]
  /** Items in a queue, tasks that wait in a pool, free units of a semaphore, parties at a barrier; 1: an event is set. */
  readonly depth: number
  /** Its bound: of a queue `maxsize`, of a semaphore its first value, of a barrier its parties; 0: none. */
  readonly limit: number
  /** Times it was acquired, put into, sent through, set: exact. */
  readonly acquired: number
  readonly waits: Times
  /** Of locks and semaphores; of holds in quick succession a part is measured and stands for all. */
  readonly holds: Times
  /** That were put or sent: exact. */
  readonly bytes: number
  /** Milliseconds of encoding and decoding, estimated from a part of the items. */
  readonly encode: number
  /** The lines that use it most, in no order. */
  readonly uses: readonly UseSample[]
}

/** Operations of one kind on a shared thing at one line of the script, whether they had to wait or not. */
export interface UseSample {
  /** As a wait's. */
  readonly kind: string
  readonly site: SiteIndex
  /** Estimated from a part of them. */
  readonly count: number
}

/** Durations in milliseconds; bucket i of `buckets` counts from 2^(i/2) to 2^((i+1)/2) microseconds, the first all shorter ones. */
export interface Times {
  readonly count: number
  readonly sum: number
  readonly longest: number
  readonly buckets: readonly number[]
}

export interface CoreSample {
  /** When the system was asked, which is less often than batches come; before the first time 0. */
  readonly at: number
  /** Utilisation of each logical processor of the machine, 0 to 1, over the last sampling interval (about 250 ms). */
  readonly cores: readonly number[]
}

export interface TelemetryBatch {
  readonly runId: string
  readonly at: number
  readonly cores: CoreSample
  readonly processes: readonly ProcessSample[]
  readonly maps: readonly MapSample[]
  readonly tasks: TaskColumns
  readonly waits: WaitColumns
  /** Those that changed since the last batch. */
  readonly shared: readonly SharedSample[]
  /** The places that this batch names. */
  readonly sites: readonly Site[]
}

export const NO_COPIES: Copies = { bytes: 0, transfers: 0, encode: 0, work: 0 }
export const NO_TASKS: TaskColumns = {
  process: [],
  map: [],
  index: [],
  count: [],
  start: [],
  end: [],
  failed: [],
  attempt: [],
  bytesIn: [],
  bytesOut: [],
  decode: [],
  encode: [],
  shown: [],
  joined: [],
  dropped: 0,
}
export const NO_WAITS: WaitColumns = {
  process: [],
  kind: [],
  object: [],
  site: [],
  start: [],
  end: [],
  outcome: [],
  dropped: 0,
}

export interface ConsoleLine {
  readonly at: number
  /** `null`: said by the lab, not by the script. */
  readonly process: number | null
  readonly name: string
  readonly stream: 'stdout' | 'stderr' | 'lab'
  readonly text: string
  /** It stands in place of the last line of this process and stream, which was shown before it had its end. */
  readonly replaces?: boolean
}

export interface ConsoleBatch {
  readonly runId: string
  readonly lines: readonly ConsoleLine[]
  /** Lines left out before this batch because they came faster than the page could take them. */
  readonly dropped: number
}
