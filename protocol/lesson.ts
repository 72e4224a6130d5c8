/**
 * A lesson as plain data: what `lesson.md` of its folder says, read and checked by main. The page shows it beside the
 * editor; its checks are judged over what the history keeps of a run or a comparison.
 */

import type { Language } from './language'
import type { OpenDocument } from './lab'
import type { Law, RunEvent, RunOutcome } from './run-event'
import type { SharedKind } from './telemetry'

/** Where to look, as the name of a part of the window. */
export const LESSON_PLACES = [
  'processors',
  'memory',
  'timeline',
  'throughput',
  'console',
  'processes',
  'sharing',
  'incidents',
  'comparison',
  'editor',
] as const
export type LessonPlace = (typeof LESSON_PLACES)[number]

export interface Watch {
  readonly place: LessonPlace
  readonly text: string
}

/** Asked before the script is run. */
export interface Prediction {
  readonly question: string
  readonly choices: readonly { readonly text: string; readonly right: boolean; readonly because: string }[]
}

/** Bounds of a number, both included; at least one stands. In `lesson.md` `exactly` stands for both. */
export interface Bounds {
  readonly atLeast?: number
  readonly atMost?: number
}

export const SHARED_COUNTS = ['acquired', 'items', 'waits'] as const

/** Events that the history keeps; what was written it keeps as lines. */
export type KeptEventType = Exclude<RunEvent['type'], 'output'>

/** What a check demands of a run, of a comparison, or of the script; a check has exactly one of these. */
export interface Conditions {
  /** How the run ended. */
  readonly outcome: RunOutcome
  /** Of all that the processes wrote: a text or a regular expression that stands in a line, whole lines in this order, how many lines match. */
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
  readonly event: Bounds & { readonly type: KeptEventType }
  /**
   * Something that is shared: its kind, perhaps the variable that it was given to, and a count of it: how often it was
   * acquired, put into or sent through; what is in it at the end; how often a process waited for it.
   */
  readonly shared: {
    readonly kind: SharedKind
    readonly name?: string
    readonly count: (typeof SHARED_COUNTS)[number]
  } & Bounds
  /** A law of the end of a run. */
  readonly law: { readonly name: Law['law']; readonly kept: boolean }
  /** The script's text without its comments. */
  readonly script: { readonly contains: string } | { readonly lacks: string } | { readonly matches: string }
  /** A comparison: how many sizes came to their end, how often each ran at least, which was best. */
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

/** Where its folder stands: in the application, in the user's data folder, in the folder that the settings name. */
export type LessonSource = 'built-in' | 'own' | 'shared'

export interface LessonInfo {
  /** Name of the folder, e.g. `04-locks`, behind `own/` or `shared/`; lessons stand in this order. */
  readonly id: string
  readonly source: LessonSource
  readonly title: string
  readonly summary: string
  readonly minutes: number
  /** Of its script. */
  readonly language: Language
  /** Names of the library that its script uses. */
  readonly uses: readonly string[]
  /** A Python script stands beside it. */
  readonly hasTwin: boolean
}

export interface Lesson extends LessonInfo {
  /** Markdown below the front matter. */
  readonly text: string
  readonly watch: readonly Watch[]
  readonly prediction: Prediction | null
  readonly checks: readonly Check[]
}

/** A sentence about a line of a file; `null`: about the file as a whole. */
export interface LessonProblem {
  readonly file: string
  readonly line: number | null
  readonly message: string
}

/** A folder that is not a lesson, and why. */
export interface LessonFault {
  readonly id: string
  readonly source: LessonSource
  /** Absolute path. */
  readonly folder: string
  readonly problems: readonly LessonProblem[]
}

export interface LessonList {
  readonly lessons: readonly LessonInfo[]
  readonly faults: readonly LessonFault[]
  readonly progress: readonly LessonProgress[]
}

export interface OpenedLesson {
  readonly lesson: Lesson
  /** Its script, as a copy to play with. */
  readonly document: OpenDocument
}

/** What a check found, e.g. `3 processes ran; 4 are wanted`. */
export interface Verdict {
  readonly passed: boolean
  readonly found: string
}

export interface LessonJudgement {
  /** One for each check; `null`: it is of a comparison and this was a run, or the other way about. */
  readonly verdicts: readonly (Verdict | null)[]
  readonly progress: LessonProgress
}

/** What one user has done of a lesson. */
export interface LessonProgress {
  readonly lesson: string
  /** Number of the choice that was made first, and whether it was right; `null` before. */
  readonly predicted: { readonly choice: number; readonly right: boolean; readonly at: string } | null
  /** Runs and comparisons that were judged. */
  readonly attempts: number
  /** ISO 8601: when all checks passed for the first time; `null` before. */
  readonly passedAt: string | null
}
