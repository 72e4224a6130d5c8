/** What a run is asked for, and what comes of it. */
import type { CompiledScript } from '../../protocol/compiled'
import type { RunSettings } from '../../protocol/history'
import type { RunOutcome } from '../../protocol/run-event'
import { DEFAULTS } from '../../protocol/settings'

/** What a run may take of the machine. */
export interface RunLimits {
  /** Live processes at once. */
  readonly processLimit: number
  /** Milliseconds between asking a process to end and killing it. */
  readonly killGrace?: number | undefined
  /** Processors that its processes may use; all by default. */
  readonly processors?: number | undefined
  /** Bytes that one process may hold before it is killed; no limit by default. */
  readonly workerMemory?: number | undefined
}

export interface RunRequest extends RunLimits {
  readonly script: CompiledScript
  readonly argv: readonly string[]
  readonly cwd: string
  /** Workers of `Pool()`; `null`: one per processor. */
  readonly poolSize: number | null
  /** Items in a chunk where the script names no `chunksize`; `null`: CPython's default. */
  readonly chunkSize: number | null
  /** Bytes of shared memory; half of the machine's by default. */
  readonly memoryLimit?: number | undefined
  /** No tasks, waits and counters of shared objects are recorded, so that what they cost can be measured. */
  readonly unmeasured?: boolean | undefined
}

export interface RunEnd {
  readonly exitcode: number
  readonly outcome: RunOutcome
  readonly seconds: number
  /** From the start of the run to the script's first line; `null` when it did not get there. */
  readonly startUpSeconds: number | null
}

/** What of a request the history keeps. */
export function settingsOf(request: RunRequest): RunSettings {
  const { poolSize, chunkSize, argv, cwd, memoryLimit = null } = request
  const { processLimit, processors = null, workerMemory = null, killGrace = DEFAULTS.killGrace } = request
  const limits = { processes: processLimit, processors, workerMemory, killGrace }
  return { poolSize, chunkSize, argv, cwd, memoryLimit, limits }
}
