/** What a run may take of the machine; kept with it, or with the sweep that it belongs to. */
export interface RunLimits {
  /** Live processes at once. */
  readonly processes: number
  /** Processors that its processes may use; `null`: all. */
  readonly processors: number | null
  /** Bytes that one process may hold before it is killed; `null`: no limit. */
  readonly workerMemory: number | null
  /** Milliseconds between asking a process to end and killing it. */
  readonly killGrace: number
}
