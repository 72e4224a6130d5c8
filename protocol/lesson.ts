/**
 * A lesson as plain data: what `lesson.md` of its folder says, read and checked by main. The page shows it beside the
 * editor; its checks are judged over what the history keeps of a run or a comparison.
 */

/** Where to look, as the name of a part of the window. */
export type LessonPlace =
  'processors' | 'timeline' | 'throughput' | 'console' | 'processes' | 'sharing' | 'incidents' | 'comparison' | 'editor'

export interface Watch {
  readonly place: LessonPlace
  readonly text: string
}

/** Asked before the script is run. */
export interface Prediction {
  readonly question: string
  readonly choices: readonly { readonly text: string; readonly right: boolean; readonly because: string }[]
}

/** Bounds of a number, both included; at least one stands. */
export interface Bounds {
  readonly atLeast?: number
  readonly atMost?: number
}

/** What a check demands of a run, of a comparison, or of the script; a check has exactly one of these. */
export interface Conditions {
  /** How the run ended. */
  readonly outcome: 'finished' | 'failed' | 'stopped' | 'timed-out'
  /** Of all that the processes wrote: a text that stands there, a regular expression, whole lines in this order, how many lines match. */
  readonly output:
    | { readonly contains: string }
    | { readonly matches: string }
    | { readonly lines: readonly string[] }
    | ({ readonly linesMatching: string } & Bounds)
  /** Processes that the run started beside the script, perhaps only those whose name matches. */
  readonly processes: Bounds & { readonly named?: string }
  /** Workers of the largest pool. */
  readonly workers: Bounds
  /** Items that pool calls have done. */
  readonly tasks: Bounds
  /** Chunk size of some call of a pool. */
  readonly chunksize: Bounds
  /** Seconds that the run took. */
  readonly seconds: Bounds
  /** Mean use of the processors while pools worked, or of the whole run without pools, in per cent of all of them. */
  readonly processorUse: Bounds
  /** Share of copying in what its calls of pools took, in per cent. */
  readonly copying: Bounds
  /** Events of this type, as `parallab run --events` writes them. */
  readonly event: Bounds & { readonly type: string }
  /** A thing that is shared: its kind (`Lock`, `Queue`, …), perhaps its name, and a count of it. */
  readonly shared: {
    readonly kind: string
    readonly name?: string
    readonly count: 'acquired' | 'items' | 'waits'
  } & Bounds
  /** A law of the end of a run. */
  readonly law: { readonly name: 'promises' | 'processes' | 'locks' | 'queues' | 'bytes'; readonly kept: boolean }
  /** The script's text. */
  readonly script: { readonly contains: string } | { readonly lacks: string } | { readonly matches: string }
  /** A comparison: how many sizes it had, how often each ran. */
  readonly comparison: { readonly sizes?: Bounds; readonly repeats?: Bounds; readonly best?: Bounds }
}

export type Condition = { readonly [K in keyof Conditions]: { readonly [P in K]: Conditions[K] } }[keyof Conditions]

export interface Check {
  /** What is shown beside the mark: `Four processes ran`. */
  readonly says: string
  /** Said while it fails: what to try. */
  readonly hint: string
  readonly condition: Condition
}

export interface LessonInfo {
  /** Name of the folder, e.g. `04-locks`; lessons stand in this order. */
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly minutes: number
  /** From a folder that somebody added. */
  readonly own: boolean
}

export interface Lesson extends LessonInfo {
  /** Markdown below the front matter. */
  readonly text: string
  readonly watch: readonly Watch[]
  readonly prediction: Prediction | null
  readonly checks: readonly Check[]
}

/** What a check found, e.g. `3 processes ran; 4 are wanted`. */
export interface Verdict {
  readonly passed: boolean
  readonly found: string
}

/** What one user has done of a lesson. */
export interface LessonProgress {
  readonly lesson: string
  /** Number of the choice that was made first, and whether it was right; `null` before. */
  readonly predicted: { readonly choice: number; readonly right: boolean; readonly at: string } | null
  readonly attempts: number
  /** ISO 8601: when all checks passed for the first time; `null` before. */
  readonly passedAt: string | null
}
