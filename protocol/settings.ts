/** What the user can choose for the lab, what that is before anybody changes it, and the bounds of numbers. */

export type ThemeChoice = 'system' | 'light' | 'dark' | 'high-contrast'

export interface Settings {
  readonly theme: ThemeChoice
  /** Workers that `Pool()` starts when the script names no number, 1 to 64; `null` means one per processor. */
  readonly poolSize: number | null
  readonly fontSize: number
  /** Sizes of panes in per cent or pixels, by the splitter's name. */
  readonly panes: Readonly<Record<string, number>>
  readonly recentFiles: readonly string[]
  /** Hints that were closed for good. */
  readonly dismissed: readonly string[]
  /** Live processes that a run may have at once. */
  readonly processLimit: number
  /** Whether the editor says after a line what it cost to carry values between processes. */
  readonly copyCosts: boolean
  /** Whether cards explain what just happened. Which were seen stands in `dismissed`. */
  readonly cards: boolean
  /** A folder of lessons beside the lab's own and the user's, e.g. on a school's share; `null` for none. */
  readonly lessonsFolder: string | null
  /** Size of everything in the window, 0.5 to 2. */
  readonly zoom: number
  /** Processors that a script's processes may use; `null`: all of them. */
  readonly processors: number | null
  /** MiB that one process of a run may hold before it is killed; `null`: no limit. */
  readonly workerMemory: number | null
  /** Milliseconds between asking a process to end and killing it. */
  readonly killGrace: number
  /** Whether a start shows the windows and documents of the last one. */
  readonly restoreSession: boolean
}

export const DEFAULTS: Settings = {
  theme: 'system',
  poolSize: null,
  fontSize: 13,
  panes: {},
  recentFiles: [],
  dismissed: [],
  // Room for the largest pool, the script itself and what else it may start.
  processLimit: 80,
  copyCosts: true,
  cards: true,
  lessonsFolder: null,
  zoom: 1,
  processors: null,
  workerMemory: null,
  killGrace: 500,
  restoreSession: true,
}

interface Bounds {
  readonly least: number
  readonly most: number
}

type NumberName = {
  [K in keyof Settings]: Settings[K] extends number | null ? K : never
}[keyof Settings]

export const BOUNDS = {
  poolSize: { least: 1, most: 64 },
  fontSize: { least: 10, most: 24 },
  // As many processes as a run's segment has slots, less the script.
  processLimit: { least: 2, most: 255 },
  zoom: { least: 0.5, most: 2 },
  processors: { least: 1, most: 1024 },
  // An empty process holds some 90 MiB.
  workerMemory: { least: 128, most: 1_048_576 },
  killGrace: { least: 50, most: 60_000 },
} as const satisfies { [K in NumberName]: Bounds }
