/** What each command of the page does. */
import type { BrowserWindow } from 'electron'
import { isDocumentFile } from '../export/reading'
import { isLessonFolder } from '../lessons/reading'
import { machine } from '../machine'
import type { Application } from './application'
import type { Closing } from './closing'
import type { Handlers } from './commands'
import { askWhatToOpen, askWhereToSave } from './dialogs'
import type { DiskWatch } from './disk-watch'
import type { Drafts } from './drafts'
import { exportEntries } from './exporting'
import { historyHandlers, present } from './history-handlers'
import { lessonHandlers } from './lesson-handlers'
import type { Opening } from './opening'
import type { Page } from './page'
import type { Reports } from './reports'
import type { RunService } from './run-service'
import type { SweepService } from './sweep-service'

/** What a window has of its own. */
interface Parts {
  readonly number: number
  readonly window: BrowserWindow
  readonly page: Page
  readonly drafts: Drafts
  readonly opening: Opening
  readonly reports: Reports
  readonly disk: DiskWatch
  readonly runs: RunService
  readonly sweeps: SweepService
  readonly closing: Closing
  /** Opens another window. */
  readonly another: (file: string | null) => void
  /** The user does not want it to be closed. */
  readonly stays: () => void
}

/** @param application what all windows share @param own of the window whose page commands */
export function handlersOf(application: Application, own: Parts): Handlers {
  const { history, lessons, settings, documents, session, turn } = application
  const { window, page, drafts, opening, reports, disk, runs, sweeps, closing } = own
  return {
    ...historyHandlers(history, application.withoutHistory),
    ...lessonHandlers({
      window,
      lessons,
      opening,
      setFolder: (lessonsFolder) => application.change({ lessonsFolder }, page),
    }),
    async welcome() {
      const [{ document, view }, examples] = await Promise.all([opening.document(), documents.examples()])
      disk.follow(document.path, document.text)
      application.recentChanged(page)
      const notices = opening.takeNotices()
      const current = { ...settings.current, recentFiles: documents.recent }
      return { document, view, settings: current, machine: machine(), examples, notices, elsewhere: turn.beside(page) }
    },
    async ready() {
      // Only now: the spares would take the processor from the page.
      application.warmUp()
      await reports.ready()
      return null
    },
    startRun: (request) => runs.start(request, application.limits),
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
    async typeLine({ text }) {
      runs.typeLine(text)
      return null
    },
    startSweep: (request) => sweeps.start(request, application.limits),
    async stopSweep() {
      sweeps.stop()
      return null
    },
    checkScript: (script) => runs.check(script),
    async keepDraft(draft) {
      drafts.note(draft)
      return null
    },
    async keepView({ path, example, view }) {
      session.note(own.number, { path, example, view })
      // The script may be in another language than the last one.
      application.warmUp()
      return null
    },
    async newWindow({ path }) {
      own.another(path === null ? null : documents.given(path))
      return null
    },
    async openExample({ id }) {
      const document = await documents.example(id)
      disk.follow(null, document.text)
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
      if (await isLessonFolder(documents.given(wanted))) {
        const { lesson, document } = await lessons.add(documents.given(wanted))
        opening.show(async () => (await lessons.read(lesson.id)).document)
        disk.follow(null, document.text)
        return document
      }
      const document = await documents.open(wanted)
      opening.show(() => documents.open(wanted))
      disk.follow(document.path, document.text)
      application.recentChanged(page)
      return document
    },
    async saveFile({ path, suggestedName, text }) {
      const target = path ?? (await askWhereToSave(window, suggestedName))
      if (target === null) return null
      if (path === null) documents.grant(target)
      disk.expect(target, text)
      const saved = await documents.save(target, text)
      disk.follow(saved, text)
      opening.show(() => documents.open(saved))
      await drafts.saved(text)
      application.recentChanged(page)
      return saved
    },
    updateSettings: (change) => application.change(change, page),
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
    async stayOpen() {
      own.stays()
      return null
    },
  }
}
