/** What a run is asked for, and what comes of it. */
import type { CompiledScript } from '../../protocol/compiled'
import type { RunSettings } from '../../protocol/history'
import type { RunLimits } from '../../protocol/limits'
import type { RunOutcome } from '../../protocol/run-event'
import { DEFAULTS } from '../../protocol/settings'

/** Live processes that a run may have where nobody has said otherwise, and beside the workers of a larger pool. */
const PROCESSES = 64
const BESIDE_POOL = 16

export interface RunRequest {
  readonly limits: RunLimits
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

/** What a run may take where there are no settings of a window. @param poolSize of the largest pool that is asked for */
export function usualLimits(poolSize: number | null): RunLimits {
  const processes = Math.max(PROCESSES, (poolSize ?? 0) + BESIDE_POOL)
  return { processes, processors: null, workerMemory: null, killGrace: DEFAULTS.killGrace }
}

/** What of a request the history keeps. */
export function settingsOf(request: RunRequest): RunSettings {
  const { poolSize, chunkSize, argv, cwd, memoryLimit = null, limits } = request
  return { poolSize, chunkSize, argv, cwd, memoryLimit, limits }
}
