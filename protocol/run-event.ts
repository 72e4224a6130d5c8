import type { Hazard } from './compiled'
import type { Copies, SharedSample, Site, UseSample } from './telemetry'

/** What happened in a run, as facts. `parallab run --events` writes one such object a line; the window shows the same. */

/** An operation that will never go on by itself. */
export interface StuckWait {
  readonly process: number
  readonly name: string
  /** `Lock.acquire`, … */
  readonly kind: string
  /** Number of the shared object, or of the process that is joined. */
  readonly object: number
  /** The object in words: `lock b`, `queue jobs`, `process Worker-2`. */
  readonly what: string
  readonly site: Site | null
  /** Processes that could end this wait, and wait themselves. */
  readonly waitsOn: readonly number[]
}

/** What the lab knows of a process that ended otherwise than by finishing. */
export interface Incident {
  readonly process: number
  readonly pid: number
  readonly name: string
  readonly end: ProcessEnd
  /** The signal's name, as `SIGKILL`; `null` where none ended it. */
  readonly signal: string | null
  /** Why, in one sentence: the engine's report, the error, who signalled. */
  readonly says: string
  /** The last task that it had, if it was a pool's worker. */
  readonly task: LastTask | null
  /** Seconds before the end (negative), share of one core, bytes; of the last ten seconds. */
  readonly figures: readonly (readonly [seconds: number, cpu: number, memory: number])[]
  /** The last lines that it wrote. */
  readonly lines: readonly string[]
  /** What was done about it: `its task was given to another worker`, … */
  readonly done: string
  readonly site: Site | null
}

export interface LastTask {
  readonly map: number
  readonly function: string
  readonly index: number
  readonly count: number
  readonly attempt: number
  /** In short; `''` where it is not known. */
  readonly items: string
}

export const LAWS = ['promises', 'processes', 'locks', 'queues', 'bytes'] as const

/** One of the laws that every run keeps, as it stood at the end. */
export interface Law {
  readonly law: (typeof LAWS)[number]
  readonly holds: boolean
  /** In one sentence what was found. */
  readonly says: string
  /** The line of the script that is to blame. */
  readonly site: Site | null
}

export const END_REASONS = [
  'finished',
  'exception',
  'exit',
  'interrupted',
  'terminated',
  'killed',
  'crashed',
  'out-of-memory',
] as const

/** How a process ended: CPython's exit code (negative for a signal) and why. */
export interface ProcessEnd {
  readonly exitcode: number
  readonly reason: (typeof END_REASONS)[number]
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
      /** All calls of `apply` of the pool, which stand in one line. */
      readonly isApply?: true
    })
  | (At & {
      readonly type: 'map-ended'
      readonly map: number
      readonly pool: number
      readonly done: number
      readonly total: number
      readonly failed: number
      readonly seconds: number
      readonly copies: Copies
      readonly site: Site | null
      /** The task that took longest: its first item, and milliseconds; older recordings do not have it. */
      readonly longest?: { readonly index: number; readonly count: number; readonly milliseconds: number } | null
    })
  /** Results of `imapUnordered` came in another order than their items; told once of a call. */
  | (At & { readonly type: 'results-unordered'; readonly map: number })
  /** A pool gives up: its initializer threw in a worker. */
  | (At & { readonly type: 'initializer-failed'; readonly name: string; readonly says: string })
  /** Told of what CPython's pickle would refuse and of what has hazards, of the first two processes that it runs in. */
  | (At & {
      readonly type: 'function-arrived'
      readonly process: number
      readonly name: string
      readonly function: string
      /** It stands at the top level of its module, where pickle finds it. */
      readonly isTop: boolean
      readonly captures: readonly string[]
      readonly hazards: readonly Hazard[]
      readonly site: Site
    })
  /** A process ends, and with it the daemons that it started and that still went on. */
  | (At & {
      readonly type: 'daemons-ended'
      readonly process: number
      readonly name: string
      readonly daemons: readonly string[]
    })
  /** A process ends while another joins it, and a large item that it put into a queue has not been taken. */
  | (At & {
      readonly type: 'joined-before-taken'
      readonly process: number
      readonly name: string
      /** Who joins it. */
      readonly joiner: string
      readonly object: number
      /** The variable that the queue was given to, or `''`. */
      readonly label: string
      readonly bytes: number
      /** Where it is joined. */
      readonly site: Site | null
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
      /** As of `LastTask`; older recordings do not have these. */
      readonly function?: string
      readonly attempt?: number
      readonly items?: string
    })
  /** Its processes wait for each other, and nobody else can help. */
  | (At & {
      readonly type: 'deadlock'
      readonly deadlock: number
      /** `Worker-2 waits for lock b (line 14), held by Worker-1, which …` */
      readonly sentence: string
      readonly waits: readonly StuckWait[]
      /** The process whose wait throws a `DeadlockError` when it is broken; `null`: nobody's can. */
      readonly breaks: number | null
      /**
       * Processes outside that could still end it, if a lock of it is meant as a signal that they give; the same deadlock is
       * told again when they cannot any more.
       */
      readonly rescuers: readonly number[]
    })
  /** One of its waits ended: it was broken, or somebody was killed. */
  | (At & { readonly type: 'deadlock-ended'; readonly deadlock: number; readonly how: 'broken' | 'dissolved' })
  | (At & { readonly type: 'incident' } & Incident)
  /** At the end of a run: so many incidents more than were told. */
  | (At & { readonly type: 'incidents-omitted'; readonly count: number })
  /** Of everything that was shared, when the run has ended; `sites` of the sample stand here as a place. */
  | (At & {
      readonly type: 'shared'
      readonly sample: Omit<SharedSample, 'site' | 'holders' | 'waiters' | 'uses'>
      readonly site: Site | null
      readonly uses: readonly (Omit<UseSample, 'site'> & { readonly site: Site })[]
    })
  | (At & { readonly type: 'laws'; readonly laws: readonly Law[] })
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
export const OUTCOMES = ['finished', 'failed', 'stopped', 'timed-out'] as const
export type RunOutcome = (typeof OUTCOMES)[number]
