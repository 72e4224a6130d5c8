/** What the page knows, and what a user can do with it; components show it and call it. */
import { tick } from 'svelte'
import type { Diagnostic } from '../../protocol/compiled'
import type { Answer } from '../cpython/answers'
import type { ExampleInfo, StartRun, StartSweep, Welcome } from '../../protocol/lab'
import type { ScriptLine } from '../../analysis/run/line-items'
import { lessonOf } from '../../analysis/lessons/example'
import { texts } from '../../texts'
import { command, on } from '../lab/client'
import type { WindowView, Work } from '../../protocol/window'
import type { Problem } from '../problems/problem'
import { scriptProblemsOf } from '../problems/script-problems'
import { Archive } from './archive.svelte'
import { CardDeck } from './cards.svelte'
import { ComparisonStore } from './comparison.svelte'
import { DiskState } from './disk.svelte'
import { LessonsState } from './lessons.svelte'
import { Opened } from './opened.svelte'
import type { RunView } from './run-view.svelte'
import { RunStore } from './run.svelte'
import { isFileOf, ScriptState } from './script.svelte'
import { SettingsState } from './settings.svelte'
import { TwinState } from './twin.svelte'

const DRAWER_TABS = ['console', 'problems', 'processes', 'sharing', 'incidents', 'selection', 'history'] as const
export type DrawerTab = (typeof DRAWER_TABS)[number]
/** What the chart above the timeline shows. */
export type Resource = 'processors' | 'memory'
/** What the right pane shows. */
export type Face = 'welcome' | 'run' | 'comparison' | 'side-by-side'
export type Dialog =
  | 'palette'
  | 'gallery'
  | 'settings'
  | 'help'
  | 'method'
  | 'lesson-progress'
  | 'unsaved'
  | 'history-size'
  | 'cpython'
  | null

/** Among the hints that were closed for good. */
const WELCOME = 'welcome'

/** What the editor can be asked to do; the component that shows it gives this. */
export interface EditorHandle {
  focus(): void
  /** What CPython would do at the name under the cursor; `null` where none of the library stands. */
  answer(): Promise<Answer | null>
  find(): void
  reveal(line: number, column: number): void
  nextProblem(): void
  /** What of the run comes from the line of the cursor. */
  showLine(): void
}

export class LabState {
  readonly settings: SettingsState
  readonly script: ScriptState
  readonly disk: DiskState
  readonly twin: TwinState
  readonly run = new RunStore()
  readonly comparison = new ComparisonStore()
  readonly archive = new Archive((act) => this.attempt(act))
  readonly lessons = new LessonsState(this)
  readonly opened = new Opened(this)
  /** What charts, console, problems and processes are of. */
  readonly shown = $derived<RunView>(this.opened.run ?? this.run)
  /** Something runs, and nothing else can be started. */
  readonly busy = $derived(this.run.active || this.comparison.active)
  readonly cards: CardDeck
  readonly examples: readonly ExampleInfo[]
  tab = $state.raw<DrawerTab>('console')
  face = $state.raw<Face>('run')
  resource = $state.raw<Resource>('processors')
  dialog = $state.raw<Dialog>(null)
  /** What CPython would do at the name that was asked for last. */
  answer = $state.raw<Answer | null>(null)
  /** The welcome has its tab. */
  isWelcoming = $state.raw(false)
  /** What went wrong or is worth a word, until it is closed. */
  notices = $state.raw<readonly string[]>([])
  /** What the lab prepares just now, and only once. */
  preparing = $state.raw<string | null>(null)
  /** Complaints of the compiler about the present text, and of the type checker. */
  diagnostics = $state.raw<readonly Diagnostic[]>([])
  typeProblems = $state.raw<readonly Problem[]>([])
  cursor = $state.raw({ line: 1, column: 1 })
  scrollTop = $state.raw(0)
  /** Where the user was the last time, until the editor is there. */
  view: WindowView | null
  /** What goes on in another window: nothing can be started here meanwhile. */
  elsewhere = $state.raw<Work | null>(null)
  /** What the compiler and the last run complain about. */
  readonly scriptProblems = $derived.by<readonly Problem[]>(() =>
    scriptProblemsOf(this.diagnostics, this.shown, this.opened.run?.document ?? null, this.script.name),
  )
  readonly problems = $derived<readonly Problem[]>([
    ...this.scriptProblems,
    ...(this.opened.run?.document == null ? this.typeProblems : []),
  ])
  editor: EditorHandle | undefined
  private afterUnsaved: (() => void) | undefined
  private ifCancelled: (() => void) | undefined

  constructor(welcome: Welcome) {
    this.settings = new SettingsState(welcome.settings, welcome.machine)
    this.cards = new CardDeck(this.settings)
    this.script = new ScriptState(welcome.document, welcome.settings.recentFiles)
    this.disk = new DiskState(this.script)
    this.examples = welcome.examples
    this.twin = new TwinState(this.script, (id) => {
      const lesson = lessonOf(id)
      const known: readonly { readonly id: string; readonly hasTwin: boolean }[] =
        lesson === null ? this.examples : this.lessons.list
      return known.some((one) => one.id === (lesson ?? id) && one.hasTwin)
    })
    this.notices = welcome.notices
    this.elsewhere = welcome.elsewhere
    this.view = welcome.view
    this.tab = DRAWER_TABS.find((tab) => tab === this.view?.tab) ?? 'console'
    if (!welcome.settings.dismissed.includes(WELCOME)) this.showWelcome()
    else if (this.view?.face === 'comparison') this.face = 'comparison'
    on('line-wanted', ({ processName }) => processName !== null && (this.tab = 'console'))
    on('notice', ({ text }) => this.say(text))
    on('preparing', ({ text }) => (this.preparing = text))
    on('work-elsewhere', ({ work }) => (this.elsewhere = work))
  }

  async startRun(): Promise<void> {
    if (this.comparison.active) return this.say(`${texts.common.comparing}.`)
    if (this.elsewhere !== null) return this.say(texts.shell.elsewhere(this.elsewhere))
    if (this.run.active) return
    const { text, document, lesson } = this.script
    const { path, example } = document
    const found = await this.begin({ text, path, example, ...(lesson !== null && { lesson }) })
    // Of Python its compiler has spoken while it was typed, and the run speaks of its own errors.
    if (found === undefined || this.script.language === 'python') return
    this.diagnostics = found
    if (found.some(({ severity }) => severity === 'error')) this.tab = 'problems'
  }

  /** Runs the Python listing beside the script. */
  async startTwin(): Promise<void> {
    const { source } = this.twin
    if (source !== null && !this.busy && this.elsewhere === null) await this.begin(source)
  }

  /** Answers the complaints of the compiler. */
  private begin({ lesson, ...script }: Omit<StartRun, 'poolSize'>): Promise<readonly Diagnostic[] | undefined> {
    this.endWelcome()
    this.opened.close()
    this.tab = 'console'
    this.face = 'run'
    return this.attempt(() => {
      this.lessons.began('run', lesson ?? null)
      return this.run.start({ ...script, poolSize: this.settings.poolSize, ...(lesson !== undefined && { lesson }) })
    })
  }

  /** Shows the comparison, and puts the focus on what starts it. */
  compare(): void {
    this.face = 'comparison'
    void tick().then(() => document.getElementById('comparison-start')?.focus())
  }

  async startComparison(settings: StartSweep['settings']): Promise<void> {
    if (this.elsewhere !== null) return this.say(texts.shell.elsewhere(this.elsewhere))
    if (this.busy) return
    const { text, document, name, lesson } = this.script
    const { path, example } = document
    this.opened.close()
    await this.attempt(async () => {
      this.lessons.began('comparison', lesson)
      this.diagnostics = await this.comparison.start(
        { text, path, example, settings, ...(lesson !== null && { lesson }) },
        name,
      )
      if (this.diagnostics.some(({ severity }) => severity === 'error')) this.tab = 'problems'
    })
  }

  /** Shows the charts, where a process has its lane. */
  showInTimeline(process: number): void {
    this.face = 'run'
    this.shown.selection.showProcess(process)
    void tick().then(() => document.getElementById('charts')?.focus())
  }

  /** Chooses what of the run comes from a line of the script, one after the other. */
  showLine(line: ScriptLine): void {
    if (!this.shown.selection.showLine(line)) return this.say(texts.timeline.nothingOfLine(line.line))
    this.face = 'run'
    this.tab = 'selection'
    void tick().then(() => document.querySelector<HTMLElement>('#charts [role=application]')?.focus())
  }

  /** Of one process alone. */
  showLinesOf(process: number): void {
    this.shown.lines.setFilter({ process, text: '' })
    this.tab = 'console'
  }

  /** What was kept is shown as it was. */
  clearConsole(): void {
    if (this.opened.run === null) this.run.lines.clear()
  }

  /** Ends the run, or the comparison. */
  async stop(): Promise<void> {
    await this.attempt(() => (this.comparison.active ? this.comparison.stop() : this.run.stop()))
  }

  /** Compiles the present text for its markers. */
  async check(): Promise<void> {
    const { text, document } = this.script
    const found = await command('checkScript', { text, path: document.path, example: document.example })
    if (text === this.script.text) this.diagnostics = found
  }

  async save(elsewhere = false): Promise<void> {
    await this.attempt(() => this.script.save(elsewhere))
  }

  /** Does what replaces the script, after asking about changes that are not saved. @param otherwise when they are to stay */
  replacing(act: () => void | Promise<void>, otherwise?: () => void): void {
    const attempt = () => void this.attempt(async () => act()).then(() => this.editor?.focus())
    void this.script.settled().then(() => {
      if (!this.script.dirty) return attempt()
      this.afterUnsaved = attempt
      this.ifCancelled = otherwise
      this.dialog = 'unsaved'
    })
  }

  /** The answer to the question about unsaved changes. */
  async answerUnsaved(answer: 'save' | 'discard' | 'cancel'): Promise<void> {
    const { afterUnsaved: act, ifCancelled } = this
    this.dialog = null
    this.afterUnsaved = undefined
    this.ifCancelled = undefined
    if (answer === 'cancel') return ifCancelled?.()
    if (answer === 'save' && !(await this.attempt(() => this.script.save()))) return
    act?.()
  }

  /** Shows the welcome, and puts the focus on the first way in. */
  showWelcome(): void {
    this.isWelcoming = true
    this.face = 'welcome'
    void tick().then(() => document.getElementById('welcome-start')?.focus())
  }

  /** It has been read, and comes back only when it is asked for. */
  endWelcome(): void {
    const { current } = this.settings
    if (!current.dismissed.includes(WELCOME)) this.settings.dismiss(WELCOME)
    this.isWelcoming = false
    if (this.face !== 'welcome') return
    // What has the focus there goes with it.
    if (document.activeElement?.closest('#face-panel') != null) this.editor?.focus()
    this.face = 'run'
  }

  /** Shows the script beside its Python twin, or alone again. */
  toggleTwin(): void {
    if (this.twin.id === null) this.say(texts.gallery.twin.none)
    else this.twin.isWanted = !this.twin.isWanted
  }

  /** Goes to a place that a message names, opening its file if it is another. */
  jump(file: string, line: number, column: number): void {
    const { document = null } = this.opened.run ?? {}
    const isShown = document === null ? this.script.isFile(file) : isFileOf(document, file)
    if (isShown) this.editor?.reveal(line, column)
    else if (document === null && this.twin.isFile(file)) this.twin.reveal?.(line, column)
    else
      this.replacing(async () => {
        await this.script.open(file)
        await tick()
        this.editor?.reveal(line, column)
      })
  }

  /** Runs a command; what it throws is said in the notice line. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act()
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }

  /** In the notice line, once. */
  say(sentence: string): void {
    if (!this.notices.includes(sentence)) this.notices = [...this.notices, sentence]
  }
}
