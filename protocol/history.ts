/** The history: every run and sweep that was kept, as plain data. Times of a run are milliseconds, as in its telemetry. */
import type { Machine, ScriptError } from './lab'
import type { RunLimits } from './limits'
import type { RunEvent, RunOutcome } from './run-event'
import type { SweepAxis, SweepData, SweepSettings } from './sweep'
import type { ConsoleLine, MapSample, ProcessSample, TelemetryBatch } from './telemetry'

/** Characters of a name or a tag, and of a note; tags of an entry. A document that has more is refused. */
export const MOST_NAME = 255
export const MOST_NOTE = 100_000
export const MOST_TAGS = 100

/** A script as it was written, and where it stood. */
export interface ScriptSource {
  readonly text: string
  /** Absolute path; `null` for an example or a script that was never saved. */
  readonly path: string | null
  /** File name below `examples/`, `UNTITLED_PYTHON` for a Python script that was never saved, or `null`. */
  readonly example: string | null
}

export interface RunSettings {
  /** Workers of `Pool()`; `null`: one per processor. */
  readonly poolSize: number | null
  /** Items in a task where the script names no `chunksize`; `null`: as CPython has it. */
  readonly chunkSize: number | null
  readonly argv: readonly string[]
  readonly cwd: string
  /** Bytes of shared memory; `null`: half of the machine's. */
  readonly memoryLimit: number | null
  /** Runs of an older Parallab do not have them. */
  readonly limits?: RunLimits
}

/** `running`: who started it is still at it; `interrupted`: who started it is gone and has not told the end. */
export type EntryState = RunOutcome | 'running' | 'interrupted'

/** What the list shows of a run or a sweep. */
export interface HistoryEntry {
  readonly id: string
  /** The shortest beginning of the id that no other entry has. */
  readonly shortId: string
  readonly kind: 'run' | 'sweep'
  /** Given by the user, or `''`. */
  readonly name: string
  readonly note: string
  readonly tags: readonly string[]
  readonly path: string | null
  readonly example: string | null
  /** ISO 8601. */
  readonly startedAt: string
  readonly state: EntryState
  readonly exitcode: number | null
  /** Wall time; `null` while it goes on and when it was interrupted. */
  readonly seconds: number | null
  /** The first line of the first error that nobody caught. */
  readonly error: string | null
  /** Workers of `Pool()`, or the values of a sweep. */
  readonly poolSize: number | null
  readonly values: readonly number[] | null
  /** What a sweep changes; `null` for a run. */
  readonly axis: SweepAxis | null
  /** Of a run: items per second while its pools had work; `null` where they had none, or it has not told its end. */
  readonly throughput: number | null
  /** Of a sweep: the best size, and how many times as fast as the smallest; `null` where that cannot be said. */
  readonly best: { readonly value: number; readonly speedUp: number } | null
  /** What it takes in the database. */
  readonly bytes: number
}

/** The last figures of each process and each call of a pool, and what there was at most. */
export interface RunFigures {
  readonly processes: readonly ProcessSample[]
  readonly maps: readonly MapSample[]
  /** Most resident memory of all processes together, sampled. */
  readonly peakMemory: number
  /** Processes and calls beyond those that are kept. */
  readonly dropped: number
}

/** The looks at the run, fewer than there were when it was long; a page can draw them as it drew the run. */
export interface KeptTelemetry {
  readonly batches: readonly TelemetryBatch[]
  /** How many neighbouring chunks of a process one task record may stand for. */
  readonly chunksPerRecord: number
}

/** The end of the output. */
export interface KeptConsole {
  readonly lines: readonly ConsoleLine[]
  /** What came before it and is not kept. */
  readonly missingLines: number
  readonly missingBytes: number
  /** Its processes wrote to the terminal themselves, so that nothing could be kept. */
  readonly wasDirect: boolean
}

/** What both kinds have. `null` stands for what a damaged file has lost or an interrupted run never told. */
interface Kept {
  readonly entry: HistoryEntry
  readonly script: ScriptSource
  readonly machine: Machine | null
}

export interface KeptRun extends Kept {
  readonly kind: 'run'
  readonly settings: RunSettings
  readonly events: readonly RunEvent[]
  readonly eventsDropped: number
  readonly errors: readonly ScriptError[]
  readonly figures: RunFigures | null
  readonly telemetry: KeptTelemetry | null
  readonly console: KeptConsole | null
}

export interface KeptSweep extends Kept {
  readonly kind: 'sweep'
  readonly settings: SweepSettings
  readonly argv: readonly string[]
  readonly data: SweepData
}

export interface HistoryQuery {
  /** Words of which each must stand somewhere in the name, note, tags, file or text of the script. */
  readonly search: string
  /** `null` for all. */
  readonly limit: number | null
  readonly offset: number
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  /** Entries that match, shown or not. */
  readonly total: number
}

/** What the history takes, and what keeping to the limit would remove; nothing goes before somebody says so. */
export interface HistorySize {
  readonly entries: number
  readonly bytes: number
  /** Bytes; `null` for none. */
  readonly limit: number | null
  /** The oldest entries that have neither name, note nor tag, as many as are too many. */
  readonly excess: { readonly ids: readonly string[]; readonly bytes: number }
}
