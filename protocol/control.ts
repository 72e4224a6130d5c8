/** The messages between main and a utility process, in the order in which they travel. */
import type { CompiledScript, Diagnostic } from './compiled'
import type { RunEvent } from './run-event'

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
  /** Is there anything besides what stands in its slot that could make the process go on? It answers `idle`. */
  | { readonly type: 'probe'; readonly question: number }
  /** A sentence stands in its slot: the wait that it names ends with a DeadlockError. */
  | { readonly type: 'break' }
  /** A spare of Python is asked what the compiler says of a text; it answers `checked`. */
  | { readonly type: 'check'; readonly question: number; readonly file: string; readonly text: string }
  /** The answer to `read-line`: a line without its end, `null` at the end of the input. */
  | { readonly type: 'line'; readonly text: string | null }

type Untimed<T> = T extends unknown ? Omit<T, 'at'> : never

type Reported = 'task-lost' | 'lock-abandoned' | 'results-unordered' | 'initializer-failed' | 'daemons-ended'

/** An event that a process reports itself; main adds the time. */
export type ProcessEvent = Untimed<Extract<RunEvent, { type: Reported }>>

/** a utility process to main */
export type FromProcess =
  /** The library is loaded; the process waits for an assignment. */
  | { readonly type: 'ready' }
  /** The sender took `slot` and filled it in; main brings a process up for it. */
  | { readonly type: 'start'; readonly slot: number; readonly cold: boolean }
  /** The sender interrupts another process of the run; SIGTERM and SIGKILL go by the operating system. */
  | { readonly type: 'interrupt'; readonly slot: number; readonly generation: number }
  /** The answer to a probe: nothing but waits of the library is open in the process (no timer, file, socket, callback). */
  | { readonly type: 'idle'; readonly question: number; readonly isIdle: boolean }
  /** Something rare that the segment does not hold. */
  | { readonly type: 'event'; readonly event: ProcessEvent }
  /** The function of a place is about to run in the sender for the first time; only what `Place` has something to say of. */
  | { readonly type: 'arrived'; readonly place: string }
  /** The answer to a check. */
  | { readonly type: 'checked'; readonly question: number; readonly diagnostics: readonly Diagnostic[] }
  /** The script asks for a line of input, and waits for it. */
  | { readonly type: 'read-line' }
  /** The sender ends, and a large item that it put into a queue has not been taken. */
  | { readonly type: 'left-behind'; readonly object: number; readonly label: string; readonly bytes: number }
  /** Who read the sender's output is gone; only where it is not main that reads it. */
  | { readonly type: 'output-closed' }
  /** An error that nobody caught, before the process ends with code 1. */
  | {
      readonly type: 'uncaught'
      readonly message: string
      readonly file: string | null
      readonly line: number
      readonly column: number
    }
