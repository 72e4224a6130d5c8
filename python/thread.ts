/** What passes between the two threads of a Python process: its own, which stays free, and Python's. */
import type { FromProcess } from '../protocol/control'

export const SIGINT = 2

export interface PythonWorkerData {
  /** A file with Python's memory as it is once everything is imported; there may be none. */
  readonly snapshot: string
  /** Of one byte in shared memory: the number of a signal that Python has yet to see, 0: none. */
  readonly signals: Uint8Array
}

/** From Python's thread: what goes on to main, and that the process is to end. */
export type FromWorker = FromProcess | { readonly type: 'exit'; readonly exitcode: number }
