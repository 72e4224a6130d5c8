/** The messages between main and a utility process, in the order in which they travel. */
import type { CompiledScript } from './compiled'

/** Where the run's shared segment is; any process of the same user can map it while main lives. */
export interface SegmentAddress {
  readonly path: string
  readonly size: number
}

/** What a spare process is told when it becomes a process of a run. */
export interface Assignment {
  readonly type: 'assign'
  readonly segment: SegmentAddress
  readonly slot: number
  readonly script: CompiledScript
  readonly argv: readonly string[]
  readonly cwd: string
}

/** main to a utility process */
export type ToProcess =
  | Assignment
  /** CPython's SIGINT: pending awaits reject with KeyboardInterrupt. */
  | { readonly type: 'interrupt' }
  /** A child of this process ended; its slot says how. */
  | { readonly type: 'child-ended'; readonly slot: number; readonly generation: number }

/** a utility process to main */
export type FromProcess =
  /** The library is loaded; the process waits for an assignment. */
  | { readonly type: 'ready' }
  /** The sender took `slot` and filled it in; main brings a process up for it. */
  | { readonly type: 'start'; readonly slot: number; readonly cold: boolean }
  /** The sender asks main to end another process of the run, as `Process.terminate()` and the like do. */
  | {
      readonly type: 'signal'
      readonly slot: number
      readonly generation: number
      readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'
    }
  /** An error that nobody caught, before the process ends with code 1. */
  | {
      readonly type: 'uncaught'
      readonly message: string
      readonly file: string | null
      readonly line: number
      readonly column: number
    }
  /** The last message: all output is written; the process ends with this code. */
  | { readonly type: 'ending'; readonly exitcode: number }
