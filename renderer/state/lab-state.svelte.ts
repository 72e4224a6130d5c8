/** What the page knows, and what a user can do with it; components show it and call it. */
import type { Diagnostic } from '../../protocol/compiled'
import type { Answer } from '../cpython/answers'
import type { ExportFormat } from '../../protocol/export'
import type { ExampleInfo, StartSweep, Welcome } from '../../protocol/lab'
import type { ScriptLine } from '../../analysis/run/line-items'
import { lessonOf } from '../../analysis/lessons/example'
import { texts } from '../../texts'
import { command, on } from '../lab/client'
import type { HistoryEntry, KeptRun, KeptSweep } from '../../protocol/history'
import type { WindowView, Work } from '../../protocol/window'
import { scriptName } from '../history/words'
import type { Problem } from '../problems/problem'
import { scriptProblemsOf } from '../problems/script-problems'
import { Archive } from './archive.svelte'
import { CardDeck } from './cards.svelte'
import { ComparisonStore, type Compared } from './comparison.svelte'
import { DiskState } from './disk.svelte'
import { KeptRunView } from './kept-run.svelte'
import { LessonsState } from './lessons.svelte'
import type { RunView } from './run-view.svelte'
import { RunStore } from './run.svelte'
import { isFileOf, ScriptState } from './script.svelte'
import { SettingsState } from './settings.svelte'
import { TwinState } from './twin.svelte'

const DRAWER_TABS = ['console', 'problems', 'processes', 'sharing', 'incidents', 'selection', 'history'] as const
export type DrawerTab = (typeof DRAWER_TABS)[number]
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

export const COMPARING = 'A comparison is going on; stop it first (Shift+F5)'

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
  /** A run out of the history that is shown in place of the last one. */
  kept = $state.raw<KeptRunView | null>(null)
  /** What charts, console, problems and processes are of. */
  readonly shown = $derived<RunView>(this.kept ?? this.run)
  /** Runs, or comparisons, that are laid side by side. */
  beside = $state.raw<readonly (KeptRun | KeptSweep)[]>([])
  /** The kept entry that the face in sight shows. */
  readonly open = $derived(this.findOpen())
  /** Ids of what the face in sight shows, in the history. */
  readonly exportable = $derived(this.findExportable())
  /** Something runs, and nothing else can be started. */
  readonly busy = $derived(this.run.active || this.comparison.active)
  readonly cards: CardDeck
  readonly examples: readonly ExampleInfo[]
  tab = $state.raw<DrawerTab>('console')
  face = $state.raw<Face>('run')
  dialog = $state.raw<Dialog>(null)
  /** What CPython would do at the name that was asked for last. */
  answer = $state.raw<Answer | null>(null)
  /** The welcome has its tab. */
  isWelcoming = $state.raw(false)
  /** What went wrong or is worth a word, until it is closed. */
  notices = $state.raw<readonly string[]>([])
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
    scriptProblemsOf(this.diagnostics, this.shown, this.kept?.document ?? null, this.script.name),
  )
  readonly problems = $derived<readonly Problem[]>([
    ...this.scriptProblems,
    ...(this.kept?.document == null ? this.typeProblems : []),
  ])
  editor: EditorHandle | undefined
  private afterUnsaved: (() => void) | undefined
  /** Counts what was asked to be shown, so that an answer that was overtaken replaces nothing. */
  private asked = 0
  /** What the face of the comparison showed before one out of the history. */
  private presentComparison: Compared | null = null

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
    on('notice', ({ text }) => this.say(text))
    on('work-elsewhere', ({ work }) => (this.elsewhere = work))
  }

  async startRun(): Promise<void> {
    if (this.comparison.active) return this.say(`${COMPARING}.`)
    if (this.elsewhere !== null) return this.say(texts.shell.elsewhere(this.elsewhere))
    if (this.run.active) return
    this.endWelcome()
    const { text, document, lesson } = this.script
    const { path, example } = document
    const poolSize = this.settings.poolSize
    this.asked++
    this.kept = null
    this.tab = 'console'
    this.face = 'run'
    await this.attempt(async () => {
      this.lessons.began('run', lesson)
      this.diagnostics = await this.run.start({ text, path, example, poolSize, ...(lesson !== null && { lesson }) })
      if (this.diagnostics.some(({ severity }) => severity === 'error')) this.tab = 'problems'
    })
  }

  /** Shows the comparison, and puts the focus on what starts it. */
  compare(): void {
    this.face = 'comparison'
    requestAnimationFrame(() => document.getElementById('comparison-start')?.focus())
  }

  async startComparison(settings: StartSweep['settings']): Promise<void> {
    if (this.elsewhere !== null) return this.say(texts.shell.elsewhere(this.elsewhere))
    if (this.busy) return
    const { text, document, name, lesson } = this.script
    const { path, example } = document
    this.asked++
    this.kept = null
    await this.attempt(async () => {
      this.lessons.began('comparison', lesson)
      this.diagnostics = await this.comparison.start(
        { text, path, example, settings, ...(lesson !== null && { lesson }) },
        name,
      )
      if (this.diagnostics.some(({ severity }) => severity === 'error')) this.tab = 'problems'
    })
  }

  /** Opens a run or a comparison as it was kept. @param id its own in the history, or the beginning of it */
  async showEntry(id: string): Promise<void> {
    const question = ++this.asked
    await this.attempt(async () => {
      const kept = await command('readEntry', { id })
      if (question !== this.asked) return
      if (kept.kind === 'run') {
        if (kept.entry.state === 'running') throw new Error('This run goes on; it can be opened when it has ended.')
        this.kept = new KeptRunView(kept, this.script.text)
        this.face = 'run'
      } else {
        const { shown } = this.comparison
        this.comparison.show(kept)
        if (shown?.entry == null) this.presentComparison = shown
        this.face = 'comparison'
      }
    })
  }

  /** From what was kept back to the last run or comparison. */
  leaveKept(): void {
    this.asked++
    if (this.face === 'comparison' && this.comparison.shown?.entry != null)
      this.comparison.shown = this.presentComparison
    else this.kept = null
  }

  /** Puts the script of a kept entry into the editor, as a copy that is not saved. */
  async openScriptOf(id: string): Promise<void> {
    await this.attempt(async () => {
      const { script } = await command('readEntry', { id })
      this.replacing(() => {
        this.kept = null
        this.script.show({ path: null, example: null, name: scriptName(script), text: script.text, unsaved: true })
      })
    })
  }

  /** Lays what is marked in the history side by side, the oldest first. */
  async layOut(): Promise<void> {
    if (this.archive.marked.length < 2) return this.say('Mark two or more entries of the history first (Space).')
    await this.layBeside(this.archive.marked.map(({ id }) => id))
  }

  /** Shows what a report holds: one entry as it was kept, several side by side. */
  async showEntries(ids: readonly string[]): Promise<void> {
    const [first] = ids
    if (ids.length === 1 && first !== undefined) await this.showEntry(first)
    else await this.layBeside(ids)
  }

  /** Writes what the face in sight shows to files; a dialog asks where to. */
  async export(format: ExportFormat): Promise<void> {
    const ids = this.exportable
    if (ids.length === 0) return this.say('There is nothing to export yet: run the script, or compare sizes, first.')
    await this.attempt(() => command('exportEntries', { ids, format }))
  }

  private async layBeside(ids: readonly string[]): Promise<void> {
    const question = ++this.asked
    await this.attempt(async () => {
      const entries = await Promise.all(ids.map((id) => command('readEntry', { id })))
      if (question !== this.asked) return
      this.beside = entries.sort((a, b) => a.entry.startedAt.localeCompare(b.entry.startedAt))
      this.face = 'side-by-side'
    })
  }

  /** Shows the charts, where a process has its lane. */
  showInTimeline(process: number): void {
    this.face = 'run'
    this.shown.selection.showProcess(process)
    requestAnimationFrame(() => document.getElementById('charts')?.focus())
  }

  /** Chooses what of the run comes from a line of the script, one after the other. */
  showLine(line: ScriptLine): void {
    if (!this.shown.selection.showLine(line)) return this.say(texts.timeline.nothingOfLine(line.line))
    this.face = 'run'
    this.tab = 'selection'
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#charts [role=application]')?.focus())
  }

  /** Of one process alone. */
  showLinesOf(process: number): void {
    this.shown.lines.setFilter({ process, text: '' })
    this.tab = 'console'
  }

  /** What was kept is shown as it was. */
  clearConsole(): void {
    if (this.kept === null) this.run.lines.clear()
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
    await this.attempt(async () => {
      if (await this.script.save(elsewhere)) this.disk.change = null
    })
  }

  /** Does what replaces the script, after asking about changes that are not saved. */
  replacing(act: () => void | Promise<void>): void {
    const attempt = () => {
      void this.attempt(async () => act()).then(() => this.editor?.focus())
      this.disk.change = null
    }
    if (!this.script.dirty) return attempt()
    this.afterUnsaved = attempt
    this.dialog = 'unsaved'
  }

  /** The answer to the question about unsaved changes. */
  async answerUnsaved(answer: 'save' | 'discard' | 'cancel'): Promise<void> {
    const act = this.afterUnsaved
    this.dialog = null
    this.afterUnsaved = undefined
    if (answer === 'cancel') return
    if (answer === 'save' && !(await this.attempt(() => this.script.save()))) return
    act?.()
  }

  showWelcome(): void {
    this.isWelcoming = true
    this.face = 'welcome'
  }

  /** It has been read, and comes back only when it is asked for. */
  endWelcome(): void {
    const { current } = this.settings
    if (!current.dismissed.includes(WELCOME)) this.settings.dismiss(WELCOME)
    this.isWelcoming = false
    if (this.face === 'welcome') this.face = 'run'
  }

  /** Shows the script beside its Python twin, or alone again. */
  toggleTwin(): void {
    if (this.twin.id === null) this.say(texts.gallery.twin.none)
    else this.twin.isWanted = !this.twin.isWanted
  }

  /** Goes to a place that a message names, opening its file if it is another. */
  jump(file: string, line: number, column: number): void {
    const { document = null } = this.kept ?? {}
    const isShown = document === null ? this.script.isFile(file) : isFileOf(document, file)
    if (isShown) this.editor?.reveal(line, column)
    else
      this.replacing(async () => {
        await this.script.open(file)
        requestAnimationFrame(() => this.editor?.reveal(line, column))
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

  private findExportable(): readonly string[] {
    if (this.face === 'side-by-side') return this.beside.map(({ entry }) => entry.id)
    const id = this.face === 'comparison' ? this.comparison.shown?.id : this.shown.runId
    return id == null || id === '' ? [] : [id]
  }

  private findOpen(): HistoryEntry | null {
    const compared = this.face === 'comparison' ? this.comparison.shown?.entry : null
    return compared ?? this.kept?.kept.entry ?? null
  }
}
