/** What happened in a run, as facts. `parallab run --events` writes one such object a line; the window shows the same. */

/** How a process ended: CPython's exit code (negative for a signal) and why. */
export interface ProcessEnd {
  readonly exitcode: number
  readonly reason:
    'finished' | 'exception' | 'exit' | 'interrupted' | 'terminated' | 'killed' | 'crashed' | 'out-of-memory'
}

interface At {
  /** Milliseconds since the run began. */
  readonly at: number
}

export type RunEvent =
  | (At & {
      readonly type: 'run-started'
      readonly runId: string
      readonly file: string
      readonly poolSize: number
      readonly startedAt: string
    })
  | (At & {
      readonly type: 'process-started'
      readonly process: number
      readonly pid: number
      readonly name: string
      readonly parent: number | null
      readonly daemon: boolean
      readonly warm: boolean
    })
  | (At & {
      readonly type: 'process-ended'
      readonly process: number
      readonly pid: number
      readonly name: string
    } & ProcessEnd)
  | (At & {
      readonly type: 'pool-created'
      readonly pool: number
      readonly process: number
      readonly processes: number
    })
  | (At & {
      readonly type: 'map-started'
      readonly map: number
      readonly pool: number
      readonly name: string
      readonly total: number
      readonly chunksize: number
    })
  | (At & {
      readonly type: 'map-ended'
      readonly map: number
      readonly pool: number
      readonly done: number
      readonly total: number
      readonly failed: number
      readonly seconds: number
    })
  | (At & {
      readonly type: 'task-lost'
      readonly pool: number
      readonly map: number
      readonly index: number
      readonly count: number
      readonly pid: number
      readonly exitcode: number
      readonly retried: boolean
    })
  | (At & { readonly type: 'lock-abandoned'; readonly lock: string; readonly process: number; readonly name: string })
  | (At & {
      readonly type: 'output'
      readonly process: number
      readonly name: string
      readonly stream: 'stdout' | 'stderr'
      readonly text: string
    })
  | (At & {
      readonly type: 'run-ended'
      readonly exitcode: number
      readonly outcome: RunOutcome
      readonly seconds: number
    })

/** `finished`: the script ended by itself with code 0; `failed`: with another code; the rest as named. */
export type RunOutcome = 'finished' | 'failed' | 'stopped' | 'timed-out'
