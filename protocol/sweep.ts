/** A sweep: the same script, run again and again with one setting changed, and what that says. Plain data, as it is kept. */
import type { RunLimits } from './limits'
import type { RunOutcome } from './run-event'

/** What is changed from run to run: workers of `Pool()`, or items in a task where the script asks for no `chunksize`. */
export type SweepAxis = 'pool-size' | 'chunk-size'

export interface SweepSettings {
  readonly axis: SweepAxis
  /** Whole numbers from 1 on, ascending, none twice. */
  readonly values: readonly number[]
  /** Workers of `Pool()` while chunk sizes are compared; `null`: one per processor. */
  readonly poolSize: number | null
  /** Runs at each value that count, and runs before them that do not. */
  readonly repeats: number
  readonly warmups: number
  /** Seconds after which a run is stopped and counts as failed; `null`: no limit. */
  readonly timeout: number | null
  /** What each run may take of the machine, and bytes of its shared memory (`null`: half of the machine's); older sweeps do not have them. */
  readonly limits?: RunLimits
  readonly memoryLimit?: number | null
  /** Each round visits all values in an order of its own, which this number decides. */
  readonly seed: number
}

/** One map call of a repeat. The same call of the script has the same `call` in every repeat: its order of appearance. */
export interface MapFigures {
  readonly call: number
  /** The mapped function's name, or its place. */
  readonly name: string
  readonly workers: number
  readonly total: number
  readonly chunksize: number
  readonly failed: number
  readonly seconds: number
  /** Items per second. */
  readonly tasksPerSecond: number
  /** Seconds of one item, from the records of tasks; `null` where no record was read. */
  readonly task: TaskFigures | null
}

export interface TaskFigures {
  /** Records that were read, and items they stand for; `dropped` records came too fast to be read. */
  readonly records: number
  readonly items: number
  readonly dropped: number
  /** Seconds an item, over the records, weighted by their items. */
  readonly mean: number
  readonly deviation: number
  readonly median: number
  readonly p95: number
}

/** What else the machine did during a repeat. */
export interface Noise {
  /** Share of all processors' time that others than the run and the lab's main process used, 0 to 1. */
  readonly otherLoad: number
  /** Clock of the fastest processor against the best so far at this value, 0 to 1; `null` where the system does not tell. */
  readonly clock: number | null
}

/** A run of a sweep. Of those at one value in one round the last undisturbed one that finished counts, else the last. */
export interface Repeat {
  readonly value: number
  /**
   * 0, 1, …: which visit of all values it belongs to. A disturbed repeat is measured again in its round. Warm-ups are not
   * kept, unless they fail.
   */
  readonly round: number
  /** ISO 8601. */
  readonly startedAt: string
  readonly outcome: RunOutcome
  /** Its last words when the script failed, else `null`. The value is given up then. */
  readonly error: string | null
  /** Wall time of the whole script. */
  readonly seconds: number
  /** From the start of the run to the script's first line; `null` when it did not get there. */
  readonly startUpSeconds: number | null
  /** CPU time of all processes of the run, as the operating system has counted it when they had ended. */
  readonly cpuSeconds: number
  /** Most resident memory of all processes together, sampled, in bytes; `null` when it was over before the first look. */
  readonly peakMemory: number | null
  readonly maps: readonly MapFigures[]
  readonly noise: Noise
  /** What disturbed this repeat, as a sentence: it was measured again unless that had been done too often. `null`: nothing did. */
  readonly affected: string | null
}

/** What a sweep has measured, whether it came to its end or was stopped. */
export interface SweepData {
  readonly settings: SweepSettings
  /** Logical processors of the machine. */
  readonly cores: number
  readonly repeats: readonly Repeat[]
  /** What must be said of the whole, a sentence each, e.g. that it has more map calls than are kept. */
  readonly notes: readonly string[]
}

/** An estimate with its 95 % interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What the repeats at one value say. */
export interface SweepPoint {
  readonly value: number
  /** Repeats that count. */
  readonly repeats: number
  /** Median wall time of the script, in seconds; `null` when no repeat counts. */
  readonly seconds: Interval | null
  /** Items per second of all maps together; `null` when the script maps nothing. */
  readonly throughput: Interval | null
  /** Times as fast as the smallest value that was measured. */
  readonly speedUp: Interval | null
  /** Speed-up divided by the workers there are more; `null` for chunk sizes. */
  readonly efficiency: Interval | null
  /** Why there is nothing here: the script failed at this value, or was not run with it. */
  readonly failure: string | null
}

export interface Fit {
  /** `amdahl`: speed-up 1 / (σ + (1 - σ) / N); `usl`: N / (1 + σ (N - 1) + κ N (N - 1)). */
  readonly law: 'amdahl' | 'usl'
  /** Workers beyond so many do not add to N, as they share processors; `null`: each of them was taken for one more. */
  readonly limit: number | null
  /** Items (or runs) per second of one worker. */
  readonly gamma: Interval
  /** Share of the work that does not run in parallel, 0 to 1. */
  readonly sigma: Interval
  /** Cost of keeping two workers consistent, per pair; 0 for Amdahl's law. */
  readonly kappa: Interval
  /** Akaike's information criterion, corrected for few points: the smaller the better. */
  readonly aicc: number
}

export interface SweepAnswer {
  /** One plain sentence or two, for a person. */
  readonly sentence: string
  readonly axis: SweepAxis
  readonly cores: number
  readonly points: readonly SweepPoint[]
  /** What speed-up is of: the throughput of the maps, or the wall time where there are none. */
  readonly measure: 'throughput' | 'wall-time'
  /** Share by which a repeat typically differs from the others at its value, drift taken out; `null` for single repeats. */
  readonly noise: number | null
  /** The best value, and the values among which it may be; `null` when the repeats do not tell. */
  readonly best: Interval | null
  /** From here on more makes it slower; `null` when that was not seen. */
  readonly slowerFrom: number | null
  readonly fits: readonly Fit[]
  readonly chosen: Fit['law'] | null
  /** Share of the work that does not run in parallel, by both laws as far as AICc trusts each. */
  readonly serial: Interval | null
  /** What cannot be said, and why: one sentence each. */
  readonly refusals: readonly string[]
  /** For chunk sizes: the modelled seconds of a map by chunk size, CPython's default and advice; else `null`. */
  readonly chunks: ChunkAnswer | null
}

export interface ChunkAnswer {
  /** The map that took most of the time: its function, the workers it had and its items. */
  readonly map: string
  readonly workers: number
  readonly total: number
  /** CPython's `ceil(n / (4 * workers))` for it. */
  readonly cpythonDefault: number
  /** The smallest chunk size that the model puts within 1 % of the fastest, in the range that was measured. */
  readonly best: number
  /** Seconds that handing out one chunk costs, and that one item takes. */
  readonly dispatchSeconds: Interval
  readonly itemSeconds: Interval
  /** Median seconds of the map beside what the model says, which also stands between the measured sizes. */
  readonly measured: readonly { readonly chunksize: number; readonly seconds: Interval }[]
  readonly modelled: readonly { readonly chunksize: number; readonly seconds: number }[]
}

/** How far a sweep is. */
export interface SweepProgress {
  readonly done: number
  /** Runs in all, warm-ups and repetitions of disturbed repeats included. */
  readonly total: number
  readonly value: number
  readonly isWarmup: boolean
  /** Estimated seconds left; `null` before the first run has ended. */
  readonly secondsLeft: number | null
}

/** What happens in a sweep, as it happens. */
export type SweepEvent =
  | {
      readonly type: 'sweep-started'
      /** Its own in the history, or `null` where it is not kept. */
      readonly id: string | null
      readonly settings: SweepSettings
      readonly cores: number
    }
  | ({ readonly type: 'run-begun' } & SweepProgress)
  /** With it comes what the repeats so far say, but for those that come in quick succession. */
  | { readonly type: 'repeat-measured'; readonly repeat: Repeat; readonly answer: SweepAnswer | null }
  | {
      readonly type: 'sweep-ended'
      readonly outcome: 'finished' | 'stopped' | 'failed'
      readonly notes: readonly string[]
      /** `null` when no repeat has ended. */
      readonly answer: SweepAnswer | null
      /** Why the lab itself gave up, else `null`. */
      readonly error: string | null
    }
