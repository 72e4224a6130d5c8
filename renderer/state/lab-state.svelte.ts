/** What the page knows, and what a user can do with it; components show it and call it. */
import type { Diagnostic } from '../../protocol/compiled'
import type { ExampleInfo, StartSweep, Welcome } from '../../protocol/lab'
import { command, on } from '../lab/client'
import type { Problem } from '../problems/problem'
import { ComparisonStore } from './comparison.svelte'
import { RunStore } from './run.svelte'
import { ScriptState } from './script.svelte'
import { SettingsState } from './settings.svelte'

export type DrawerTab = 'console' | 'problems' | 'processes'
/** What the right pane shows. */
export type Face = 'run' | 'comparison'
export type Dialog = 'palette' | 'settings' | 'help' | 'method' | 'unsaved' | null

export const COMPARING = 'A comparison is going on; stop it first (Shift+F5)'

/** What the editor can be asked to do; the component that shows it gives this. */
export interface EditorHandle {
  focus(): void
  find(): void
  reveal(line: number, column: number): void
  nextProblem(): void
}

export class LabState {
  readonly settings: SettingsState
  readonly script: ScriptState
  readonly run = new RunStore()
  readonly comparison = new ComparisonStore()
  /** Something runs, and nothing else can be started. */
  readonly busy = $derived(this.run.active || this.comparison.active)
  readonly examples: readonly ExampleInfo[]
  tab = $state.raw<DrawerTab>('console')
  face = $state.raw<Face>('run')
  dialog = $state.raw<Dialog>(null)
  /** What went wrong or is worth a word, until it is closed. */
  notices = $state.raw<readonly string[]>([])
  /** Complaints of the compiler about the present text, and of the type checker. */
  diagnostics = $state.raw<readonly Diagnostic[]>([])
  typeProblems = $state.raw<readonly Problem[]>([])
  cursor = $state.raw({ line: 1, column: 1 })
  /** What the compiler and the last run complain about. */
  readonly scriptProblems = $derived<readonly Problem[]>(this.findProblems())
  readonly problems = $derived<readonly Problem[]>([...this.scriptProblems, ...this.typeProblems])
  editor: EditorHandle | undefined
  private afterUnsaved: (() => void) | undefined

  constructor(welcome: Welcome) {
    this.settings = new SettingsState(welcome.settings, welcome.machine)
    this.script = new ScriptState(welcome.document, welcome.settings.recentFiles)
    this.examples = welcome.examples
    this.notices = welcome.notices
    on('notice', ({ text }) => this.say(text))
  }

  async startRun(): Promise<void> {
    if (this.comparison.active) return this.say(`${COMPARING}.`)
    if (this.run.active) return
    const { text, document } = this.script
    const { path, example } = document
    const poolSize = this.settings.poolSize
    this.tab = 'console'
    this.face = 'run'
    await this.attempt(async () => {
      this.diagnostics = await this.run.start({ text, path, example, poolSize })
      if (this.diagnostics.some(({ severity }) => severity === 'error')) this.tab = 'problems'
    })
  }

  /** Shows the comparison, and puts the focus on what starts it. */
  compare(): void {
    this.face = 'comparison'
    requestAnimationFrame(() => document.getElementById('comparison-start')?.focus())
  }

  async startComparison(settings: StartSweep['settings']): Promise<void> {
    if (this.busy) return
    const { text, document, name } = this.script
    const { path, example } = document
    await this.attempt(async () => {
      this.diagnostics = await this.comparison.start({ text, path, example, settings }, name)
      if (this.diagnostics.some(({ severity }) => severity === 'error')) this.tab = 'problems'
    })
  }

  /** Shows a comparison that was kept. @param id its own in the history, or the beginning of it */
  async showSweep(id: string): Promise<void> {
    await this.attempt(async () => {
      const kept = await command('readEntry', { id })
      if (kept.kind !== 'sweep') throw new Error('This is no comparison but a run.')
      this.comparison.show(kept)
      this.face = 'comparison'
    })
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

  /** Does what replaces the script, after asking about changes that are not saved. */
  replacing(act: () => void | Promise<void>): void {
    const attempt = () => {
      void this.attempt(async () => act()).then(() => this.editor?.focus())
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

  /** Goes to a place that a message names, opening its file if it is another. */
  jump(file: string, line: number, column: number): void {
    if (this.script.isFile(file)) this.editor?.reveal(line, column)
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
  private say(sentence: string): void {
    if (!this.notices.includes(sentence)) this.notices = [...this.notices, sentence]
  }

  private findProblems(): Problem[] {
    const compiled = this.diagnostics.map(({ severity, message, file, line, column }): Problem => {
      return { source: 'compile', severity, message, file, line, column, process: null }
    })
    const thrown = this.run.errors.map(({ message, file, line, column, processName }): Problem => {
      const at = file ?? this.script.name
      return { source: 'run', severity: 'error', message, file: at, line, column, process: processName }
    })
    return [...compiled, ...thrown]
  }
}
