/** Plain figures of a run on their way to the page, at most one batch per 50 ms. Times are milliseconds of the run. */

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
  /** Records overwritten before they were read; counters stay exact. */
  readonly dropped: number
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
