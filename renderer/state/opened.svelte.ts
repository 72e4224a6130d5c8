/** What of the history is open: a run or a comparison as it was kept, or several laid side by side. */
import type { ExportFormat } from '../../protocol/export'
import type { HistoryEntry, KeptRun, KeptSweep } from '../../protocol/history'
import { languageOf, UNTITLED_PYTHON } from '../../protocol/language'
import { texts } from '../../texts'
import { scriptName } from '../history/words'
import { command } from '../lab/client'
import type { Compared } from './comparison.svelte'
import { KeptRunView } from './kept-run.svelte'
import type { LabState } from './lab-state.svelte'

type Lab = Pick<LabState, 'archive' | 'attempt' | 'comparison' | 'face' | 'replacing' | 'run' | 'say' | 'script'>

export class Opened {
  /** A run that is shown in place of the last one. */
  run = $state.raw<KeptRunView | null>(null)
  /** Runs, or comparisons, that are laid side by side. */
  beside = $state.raw<readonly (KeptRun | KeptSweep)[]>([])
  /** The entry that the face in sight shows. */
  readonly entry = $derived(this.findEntry())
  /** Ids of what the face in sight shows, in the history, be it open or the last one. */
  readonly exportable = $derived(this.findExportable())
  /** Counts what was asked to be shown, so that an answer that was overtaken replaces nothing. */
  private asked = 0
  /** What the face of the comparison showed before one out of the history. */
  private presentComparison: Compared | null = null
  private readonly lab: Lab

  constructor(lab: Lab) {
    this.lab = lab
  }

  /** Something new takes its place. */
  close(): void {
    this.asked++
    this.run = null
  }

  /** Opens a run or a comparison as it was kept. @param id its own in the history, or the beginning of it */
  async show(id: string): Promise<void> {
    const question = ++this.asked
    await this.lab.attempt(async () => {
      const kept = await command('readEntry', { id })
      if (question !== this.asked) return
      if (kept.kind === 'run') {
        if (kept.entry.state === 'running') throw new Error(texts.history.goesOn)
        this.run = new KeptRunView(kept, this.lab.script.text)
        this.lab.face = 'run'
      } else {
        const { shown } = this.lab.comparison
        this.lab.comparison.show(kept)
        if (shown?.entry == null) this.presentComparison = shown
        this.lab.face = 'comparison'
      }
    })
  }

  /** Shows what a report holds: one entry as it was kept, several side by side. */
  async showAll(ids: readonly string[]): Promise<void> {
    const [first] = ids
    if (ids.length === 1 && first !== undefined) await this.show(first)
    else await this.layBeside(ids)
  }

  /** Lays what is marked in the history side by side, the oldest first. */
  async layOut(): Promise<void> {
    const { marked } = this.lab.archive
    if (marked.length < 2) return this.lab.say(texts.history.markTwo)
    await this.layBeside(marked.map(({ id }) => id))
  }

  /** From what was kept back to the last run or comparison. */
  leave(): void {
    const { comparison, face } = this.lab
    this.asked++
    if (face === 'comparison' && comparison.shown?.entry != null) comparison.shown = this.presentComparison
    else this.run = null
  }

  /** Puts the script of a kept entry into the editor, as a copy that is not saved. */
  async openScriptOf(id: string): Promise<void> {
    await this.lab.attempt(async () => {
      const { script } = await command('readEntry', { id })
      this.lab.replacing(() => {
        this.run = null
        const name = scriptName(script)
        const example = languageOf(name) === 'python' ? UNTITLED_PYTHON : null
        this.lab.script.show({ path: null, example, name, text: script.text, unsaved: true })
      })
    })
  }

  /** Writes what the face in sight shows to files; a dialog asks where to. */
  async export(format: ExportFormat): Promise<void> {
    const ids = this.exportable
    if (ids.length === 0) return this.lab.say(texts.exporting.nothing)
    await this.lab.attempt(() => command('exportEntries', { ids, format }))
  }

  private async layBeside(ids: readonly string[]): Promise<void> {
    const question = ++this.asked
    await this.lab.attempt(async () => {
      const entries = await Promise.all(ids.map((id) => command('readEntry', { id })))
      if (question !== this.asked) return
      this.beside = entries.sort((a, b) => a.entry.startedAt.localeCompare(b.entry.startedAt))
      this.lab.face = 'side-by-side'
    })
  }

  private findExportable(): readonly string[] {
    const { comparison, face, run } = this.lab
    if (face === 'side-by-side') return this.beside.map(({ entry }) => entry.id)
    const id = face === 'comparison' ? comparison.shown?.id : (this.run ?? run).runId
    return id == null || id === '' ? [] : [id]
  }

  private findEntry(): HistoryEntry | null {
    const { comparison, face } = this.lab
    const compared = face === 'comparison' ? comparison.shown?.entry : null
    return compared ?? this.run?.kept.entry ?? null
  }
}
