/** What passes between the two threads of a Python process: its own, which stays free, and Python's. */
import type { FromProcess } from '../protocol/control'

export const SIGINT = 2
/** The turn of another thread of Python: no signal of the system. `parallab_backend.signals` knows it, too. */
export const TICK = 64

export interface PythonWorkerData {
  /** A file with Python's memory as it is once everything is imported; there may be none. */
  readonly snapshot: string
  /** Of one byte in shared memory: the number of a signal that Python has yet to see, 0: none. */
  readonly signals: Uint8Array
  /** Counts the `heed`s that hold. */
  readonly heard: Int32Array
}

/** From Python's thread: what goes on to main, and what is meant for the process's own thread. */
export type FromWorker =
  | FromProcess
  | { readonly type: 'exit'; readonly exitcode: number }
  /** Whether the signal is to reach Python, instead of ending the process. */
  | { readonly type: 'heed'; readonly signal: number; readonly isHeeded: boolean }
  /** Whether `TICK` is to come now and then. */
  | { readonly type: 'tick'; readonly isTicking: boolean }
