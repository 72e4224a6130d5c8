/** What a run is asked for, and what comes of it. */
import type { CompiledScript } from '../../protocol/compiled'
import type { RunOutcome } from '../../protocol/run-event'

export interface RunRequest {
  readonly script: CompiledScript
  readonly argv: readonly string[]
  readonly cwd: string
  /** Workers of `Pool()`; `null`: one per processor. */
  readonly poolSize: number | null
  /** Items in a chunk where the script names no `chunksize`; `null`: CPython's default. */
  readonly chunkSize: number | null
  readonly processLimit: number
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
