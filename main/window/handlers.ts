/** What each command of the page does. */
import os from 'node:os'
import { nativeTheme, type BrowserWindow } from 'electron'
import { isDocumentFile } from '../export/reading'
import type { History } from '../history/history'
import type { Lab } from '../lab'
import { machine } from '../machine'
import type { Closing } from './closing'
import type { Handlers } from './commands'
import { askWhatToOpen, askWhereToSave } from './dialogs'
import type { Documents } from './documents'
import type { Drafts } from './drafts'
import { exportEntries } from './exporting'
import { historyHandlers, present } from './history-handlers'
import type { Opening } from './opening'
import type { Reports } from './reports'
import type { RunService } from './run-service'
import { systemTheme, type SettingsFile } from './settings'
import type { SweepService } from './sweep-service'

export interface Parts {
  readonly window: BrowserWindow
  readonly lab: Lab
  /** `null` where it could not be opened. */
  readonly history: History | null
  /** Why there is none, in a sentence. */
  readonly withoutHistory: string
  readonly settings: SettingsFile
  readonly documents: Documents
  readonly drafts: Drafts
  readonly opening: Opening
  readonly reports: Reports
  readonly runs: RunService
  readonly sweeps: SweepService
  readonly closing: Closing
  /** The list of files opened last has changed. */
  readonly recentChanged: () => void
}

export function handlersOf(parts: Parts): Handlers {
  const { window, history, settings, documents, drafts, opening, reports, runs, sweeps, closing, recentChanged } = parts
  return {
    ...historyHandlers(history, parts.withoutHistory),
    async welcome() {
      const [document, examples] = await Promise.all([opening.document(), documents.examples()])
      recentChanged()
      const notices = opening.takeNotices()
      const current = { ...settings.current, recentFiles: documents.recent }
      return { document, settings: current, machine: machine(), examples, notices }
    },
    async ready() {
      // Only now: the spares would take the processor from the page.
      warmUp(parts)
      await reports.ready()
      return null
    },
    async startRun(request) {
      drafts.note(request)
      if (sweeps.isActive) throw new Error('A comparison is going on; stop it first.')
      return runs.start(request, settings.current.processLimit)
    },
    async stopRun() {
      runs.stop()
      return null
    },
    async signalProcess({ process, signal }) {
      runs.signal(process, signal)
      return null
    },
    async breakDeadlock({ deadlock }) {
      runs.breakDeadlock(deadlock)
      return null
    },
    async startSweep(request) {
      drafts.note(request)
      if (runs.isActive) throw new Error('A run is going on; stop it first.')
      const started = await sweeps.start(request)
      void sweeps.over.then(() => warmUp(parts))
      return started
    },
    async stopSweep() {
      sweeps.stop()
      return null
    },
    checkScript(argument) {
      drafts.note(argument)
      return runs.check(argument)
    },
    async openExample({ id }) {
      const document = await documents.example(id)
      opening.show(() => documents.example(id))
      return document
    },
    readTwin({ id }) {
      return documents.twin(id)
    },
    async openFile({ path }) {
      const wanted = path ?? (await askWhatToOpen(window))
      if (wanted === null) return null
      if (isDocumentFile(wanted)) {
        if (path === null) reports.grant(wanted)
        await reports.open(wanted)
        return null
      }
      if (path === null) documents.grant(wanted)
      const document = await documents.open(wanted)
      opening.show(() => documents.open(wanted))
      recentChanged()
      return document
    },
    async saveFile({ path, suggestedName, text }) {
      const target = path ?? (await askWhereToSave(window, suggestedName))
      if (target === null) return null
      if (path === null) documents.grant(target)
      const saved = await documents.save(target, text)
      opening.show(() => documents.open(saved))
      await drafts.saved(text)
      recentChanged()
      return saved
    },
    async updateSettings(change) {
      const updated = await settings.update(change)
      if (change.theme !== undefined) nativeTheme.themeSource = systemTheme(change.theme)
      if (change.poolSize !== undefined) warmUp(parts)
      return updated
    },
    async describeWindow({ title, dirty, path, progress }) {
      window.setTitle(title)
      window.setDocumentEdited(dirty)
      window.setRepresentedFilename(path ?? '')
      window.setProgressBar(progress ?? -1)
      await drafts.setDirty(dirty)
      return null
    },
    async exportEntries({ ids, format }) {
      return exportEntries(window, present(history), ids, format)
    },
    async closeWindow() {
      await closing.decided()
      return null
    },
  }
}

/** Spares for the pool that the next script is likely to make; what goes on is not disturbed. */
function warmUp({ lab, settings, sweeps }: Parts): void {
  if (!lab.isRunning && !sweeps.isActive) lab.warmUp(settings.current.poolSize ?? os.availableParallelism())
}
