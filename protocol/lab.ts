/**
 * The commands that the page may give and the events it hears. Each is written here once; main's handlers,
 * the preload bridge and the page's client are typed by these maps, and a missing handler does not compile.
 */
import type { Diagnostic } from './compiled'
import type { ExportFormat } from './export'
import type { HistoryEntry, HistoryPage, HistoryQuery, HistorySize, KeptRun, KeptSweep, ScriptSource } from './history'
import type { LessonJudgement, LessonList, LessonProgress, OpenedLesson } from './lesson'
import type { MenuAction } from './menu-action'
import type { RunEvent, RunOutcome } from './run-event'
import type { Settings } from './settings'
import type { SweepEvent, SweepSettings } from './sweep'
import type { ConsoleBatch, TelemetryBatch } from './telemetry'
import type { DiskChange, WindowView, Work } from './window'

/** A result that crosses a process boundary: errors travel as data. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } }

export interface ExampleInfo {
  /** Path below `examples/`, e.g. `primes.ts`, `tutorial/01-hello.py`. */
  readonly id: string
  readonly title: string
  /** One line: what it shows. */
  readonly summary: string
  /** A listing of the tutorial, what CPython would wait for or refuse, a Python script, or another example of the lab's own. */
  readonly group: 'tutorial' | 'cpython' | 'python' | 'lab'
  /** Names of the library that it uses, e.g. `Pool`. */
  readonly uses: readonly string[]
  /** A Python listing of the same name stands beside it. */
  readonly hasTwin: boolean
}

export interface OpenDocument {
  /** Absolute path, or `null` for a document that was never saved (an example, a new file). */
  readonly path: string | null
  /** The example it came from, for a lesson's script `lessons/ID.ts`; `UNTITLED_PYTHON`; or `null`. */
  readonly example: string | null
  /** Id of the lesson that it is of; it stays so when it is saved. */
  readonly lesson?: string
  readonly name: string
  readonly text: string
  /** The text was never saved: a draft that outlived the last session. */
  readonly unsaved?: boolean
}

export interface Machine {
  readonly platform: string
  /** The operating system's own name and version. */
  readonly os: string
  readonly arch: string
  readonly cpus: number
  readonly cpuModel: string
  readonly memory: number
  readonly electron: string
  readonly chrome: string
  readonly node: string
  readonly v8: string
  /** Parallab's own. */
  readonly version: string
}

/**
 * What the page needs before it can draw its first frame. The declarations for the editor are a file of the page,
 * `typings.json`: path (`file:///…`) to text.
 */
export interface Welcome {
  readonly settings: Settings
  readonly machine: Machine
  readonly examples: readonly ExampleInfo[]
  readonly document: OpenDocument
  /** Where the user was in it the last time; `null` for a document that was not open then. */
  readonly view: WindowView | null
  /** What goes on in another window. */
  readonly elsewhere: Work | null
  /** Said once after the start, e.g. that the settings file could not be read and where it was kept. */
  readonly notices: readonly string[]
}

export interface StartRun extends ScriptSource {
  /** The lesson that it is run for. */
  readonly lesson?: string
  readonly poolSize: number
}

export type RunState = 'idle' | 'starting' | 'running' | 'stopping' | 'finished' | 'failed' | 'stopped' | 'timed-out'

export type StartedRun =
  | { readonly started: true; readonly runId: string; readonly warnings: readonly Diagnostic[] }
  | { readonly started: false; readonly errors: readonly Diagnostic[] }

export interface StartSweep extends ScriptSource {
  readonly lesson?: string
  readonly settings: Pick<SweepSettings, 'axis' | 'values' | 'poolSize' | 'repeats' | 'warmups'>
}

export type StartedSweep =
  | { readonly started: true; readonly warnings: readonly Diagnostic[] }
  | { readonly started: false; readonly errors: readonly Diagnostic[] }

/** An uncaught error of a process of the run, for the editor's markers. */
export interface ScriptError {
  readonly runId: string
  readonly process: number
  readonly processName: string
  readonly message: string
  /** Where it was thrown in the script, or `null` when no frame is in it. */
  readonly file: string | null
  readonly line: number
  readonly column: number
}

/** Command name to its argument and result. Every command answers with a promise. */
export interface Commands {
  welcome: { argument: null; result: Welcome }
  /** The page has drawn its first frame with a working editor. */
  ready: { argument: null; result: null }
  startRun: { argument: StartRun; result: StartedRun }
  stopRun: { argument: null; result: null }
  /** Ends one process of the run. */
  signalProcess: { argument: { readonly process: number; readonly signal: 'terminate' | 'kill' }; result: null }
  /** One of the waits of a deadlock throws a `DeadlockError`. */
  breakDeadlock: { argument: { readonly deadlock: number }; result: null }
  /** A line for the process that reads from the console, without its end; `null` ends the input. */
  typeLine: { argument: { readonly text: string | null }; result: null }
  /** The same script at every size, again and again; neither goes on beside the other. */
  startSweep: { argument: StartSweep; result: StartedSweep }
  /** What is finished stays. */
  stopSweep: { argument: null; result: null }
  /** Compile only, for the markers while typing. */
  checkScript: { argument: ScriptSource; result: readonly Diagnostic[] }
  /** The text is not saved: main keeps it, so that it outlives a crash. */
  keepDraft: { argument: ScriptSource; result: null }
  /** For the next start. */
  keepView: { argument: { readonly view: WindowView } & Omit<ScriptSource, 'text'>; result: null }
  /** Another window of the lab, with this file or with the first example. */
  newWindow: { argument: { readonly path: string | null }; result: null }
  openExample: { argument: { readonly id: string }; result: OpenDocument }
  /** The Python listing beside an example. */
  readTwin: { argument: { readonly id: string }; result: string }
  /** Without a path a dialog asks for one; `null` when it was cancelled, and for a report: see `entries-opened`. The folder of a lesson is added to the user's own; its script is answered. */
  openFile: { argument: { readonly path: string | null }; result: OpenDocument | null }
  /** Without a path a dialog asks; answers the path written, `null` when cancelled. */
  saveFile: {
    argument: { readonly path: string | null; readonly suggestedName: string; readonly text: string }
    result: string | null
  }
  updateSettings: { argument: Partial<Settings>; result: Settings }
  /** The window's title, its dirty mark and the task bar's progress (0 to 1, `null` for none). */
  describeWindow: {
    argument: {
      readonly title: string
      readonly dirty: boolean
      readonly path: string | null
      readonly progress: number | null
    }
    result: null
  }
  /** Runs and sweeps that were kept, the newest first. */
  listHistory: { argument: HistoryQuery; result: HistoryPage }
  /** The whole of one, by its id or an unambiguous beginning of it. */
  readEntry: { argument: { readonly id: string }; result: KeptRun | KeptSweep }
  /** `''` takes the name away. */
  renameEntry: { argument: { readonly id: string; readonly name: string }; result: HistoryEntry }
  noteEntry: { argument: { readonly id: string; readonly note: string }; result: HistoryEntry }
  tagEntry: { argument: { readonly id: string; readonly tags: readonly string[] }; result: HistoryEntry }
  /** They are no longer listed; `restoreEntries` undoes it, for a day at least. */
  removeEntries: { argument: { readonly ids: readonly string[] }; result: null }
  restoreEntries: { argument: { readonly ids: readonly string[] }; result: null }
  /** What the history takes, and what is too much of it. */
  sizeHistory: { argument: null; result: HistorySize }
  /** Removes nothing. The limit is in bytes, `null` for none. */
  limitHistory: { argument: { readonly limit: number | null }; result: HistorySize }
  /** A dialog asks where to; answers the paths written, `null` when it was cancelled. */
  exportEntries: {
    argument: { readonly ids: readonly string[]; readonly format: ExportFormat }
    result: readonly string[] | null
  }
  /** Every folder of lessons anew: what is a lesson, what is none and why, and what the user has done. */
  listLessons: { argument: null; result: LessonList }
  openLesson: { argument: { readonly id: string }; result: OpenedLesson }
  /** The first choice counts. */
  predictLesson: { argument: { readonly lesson: string; readonly choice: number }; result: LessonProgress }
  /** Judges the lesson's checks over the last run, or comparison, that was started for it and has ended. */
  judgeLesson: {
    argument: { readonly lesson: string; readonly of: 'run' | 'comparison' }
    result: LessonJudgement
  }
  /** A dialog asks where to; answers the path written, `null` when it was cancelled. The name may be `''`. */
  exportProgress: { argument: { readonly name: string; readonly format: 'html' | 'csv' }; result: string | null }
  /** Forgets what the user has done, of one lesson or (`null`) of all. */
  resetProgress: { argument: { readonly lesson: string | null }; result: readonly LessonProgress[] }
  /** A dialog asks for the folder of the settings; `null` when it was cancelled. */
  chooseLessonsFolder: { argument: null; result: Settings | null }
  /** The page has asked whether to keep unsaved changes and the window may close now. */
  closeWindow: { argument: null; result: null }
  /** The user was asked before the window closed, and wants it to stay. */
  stayOpen: { argument: null; result: null }
}

/** Event name to what it carries; main sends them, the page listens. */
export interface Events {
  'run-event': RunEvent & { readonly runId: string }
  'run-state': {
    readonly runId: string
    readonly state: RunState
    readonly outcome: RunOutcome | null
    readonly exitcode: number | null
  }
  telemetry: TelemetryBatch
  console: ConsoleBatch
  'script-error': ScriptError
  /** A process reads lines from the console, or (`null`) none does any more. */
  'line-wanted': { readonly runId: string; readonly processName: string | null }
  'sweep-event': SweepEvent
  /** An entry of the application menu, or a key it owns. */
  menu: { readonly action: MenuAction }
  /** The system's theme changed. */
  'system-theme': { readonly dark: boolean }
  /** They were changed in another window. */
  'settings-changed': Settings
  /** What goes on in another window, `null` when nothing does any more. */
  'work-elsewhere': { readonly work: Work | null }
  'document-changed': DiskChange
  /** A file that the operating system or a second start asks to open. */
  'open-document': { readonly path: string }
  /** A report or JSON file was opened: what it holds is in the history now. */
  'entries-opened': { readonly ids: readonly string[] }
  /** Something to be said to the user. */
  notice: { readonly text: string }
  /** What takes long and happens once goes on; `null`: it is over. */
  preparing: { readonly text: string | null }
  /** A run or a sweep was kept or changed here; what other processes keep is not told. */
  'history-changed': null
  /** The user wants to close the window and the document is dirty. */
  'close-requested': null
}

export const COMMAND_CHANNEL = 'lab:command'
export const DROPPED_CHANNEL = 'lab:dropped'
/** The page has taken a batch of the named event; main sends the next one only then. */
export const HEARD_CHANNEL = 'lab:heard'
export const EVENT_CHANNELS: { readonly [K in keyof Events]: `lab:${K}` } = {
  'run-event': 'lab:run-event',
  'run-state': 'lab:run-state',
  telemetry: 'lab:telemetry',
  console: 'lab:console',
  'script-error': 'lab:script-error',
  'line-wanted': 'lab:line-wanted',
  'sweep-event': 'lab:sweep-event',
  menu: 'lab:menu',
  'system-theme': 'lab:system-theme',
  'settings-changed': 'lab:settings-changed',
  'work-elsewhere': 'lab:work-elsewhere',
  'document-changed': 'lab:document-changed',
  'open-document': 'lab:open-document',
  'entries-opened': 'lab:entries-opened',
  notice: 'lab:notice',
  preparing: 'lab:preparing',
  'history-changed': 'lab:history-changed',
  'close-requested': 'lab:close-requested',
}

/** `window.lab`, the whole of the bridge. */
export interface LabBridge {
  command<K extends keyof Commands>(name: K, argument: Commands[K]['argument']): Promise<Answer<Commands[K]['result']>>
  /** Returns the way out. */
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): () => void
  /** The path of a file that was dropped on the page, `''` if it has none. */
  pathOfFile(file: File): string
}
