/** What belongs to one window: its page, its document, and the runs and comparisons that it starts. */
import path from 'node:path'
import type { BrowserWindow } from 'electron'
import { texts } from '../../texts/main'
import { isDocumentFile } from '../export/reading'
import type { Application } from './application'
import { bringForward, createWindow } from './browser-window'
import { Closing } from './closing'
import type { Handlers } from './commands'
import { reviveCrashedPage } from './crash'
import { DiskWatch } from './disk-watch'
import { Drafts } from './drafts'
import { handlersOf } from './handlers'
import { Opening } from './opening'
import { Page } from './page'
import { PAGE } from './page-protocol'
import { Reports } from './reports'
import { RunService } from './run-service'
import { SweepService } from './sweep-service'

export interface Wanted {
  /** Absolute path of what it is to show; `null`: what it showed the last time. */
  readonly file: string | null
  /** To be said once it is there. */
  readonly notices?: readonly string[]
  /** Opens another window. */
  readonly another: (file: string | null) => void
  /** The user does not want it to be closed. */
  readonly stays: () => void
}

export class LabWindow {
  readonly number: number
  readonly window: BrowserWindow
  readonly page: Page
  readonly handlers: Handlers
  /** Resolves when it is closed and what it started has ended. */
  readonly closed: Promise<void>
  private readonly application: Application
  private readonly closing: Closing
  private readonly opening: Opening
  private readonly reports: Reports
  private readonly disk: DiskWatch
  private readonly runs: RunService
  private readonly sweeps: SweepService

  /** @param number under which it is remembered */
  constructor(application: Application, number: number, { file, notices = [], another, stays }: Wanted) {
    const { folder, settings, history, lessons, documents, lab, turn, session } = application
    this.application = application
    this.number = number
    const name = number === 1 ? 'window.json' : `window-${number}.json`
    this.window = createWindow(path.join(folder, name), settings.current.zoom)
    this.page = new Page(this.window.webContents)
    application.pages.add(this.page)
    const drafts = new Drafts(folder, number, (why) =>
      this.page.send('notice', {
        text: texts.notices.noDraft(why),
      }),
    )
    this.reports = new Reports(history, this.page, file)
    this.disk = new DiskWatch((change) => this.page.send('document-changed', change))
    const asked = file !== null && isDocumentFile(file) ? null : file
    this.opening = new Opening({ documents, drafts, asked, last: session.shownBy(number) })
    for (const notice of notices) this.opening.notice(notice)
    this.runs = new RunService({ lab, turn, documents, trials: lessons.trials, page: this.page })
    this.sweeps = new SweepService({ lab, turn, history, documents, trials: lessons.trials, page: this.page })
    this.closing = new Closing(this.window, this.page, drafts)
    const { window, page, opening, reports, disk, runs, sweeps, closing } = this
    const own = { number, window, page, drafts, opening, reports, disk, runs, sweeps, closing, another, stays }
    this.handlers = handlersOf(application, own)
    reviveCrashedPage(window, (why) => {
      this.stop()
      void drafts.keep()
      opening.notice(why)
    })
    this.closed = new Promise<void>((resolve) => window.once('closed', resolve)).then(() => this.end())
    session.note(number, session.shownBy(number))
  }

  load(): Promise<void> {
    return this.window.loadURL(PAGE).catch((error: Error) => {
      // Closed before it was there.
      if (!this.window.isDestroyed()) throw error
    })
  }

  /** Shows a file, as the system or a second start asks for it. */
  async open(wanted: string): Promise<void> {
    bringForward(this.window)
    try {
      if (this.reports.grant(wanted)) return await this.reports.open(wanted)
      this.application.documents.grant(wanted)
      // The page asks about what is not saved, and then for the file.
      this.page.send('open-document', { path: path.resolve(wanted) })
    } catch (error) {
      this.page.send('notice', { text: (error as Error).message })
    }
  }

  /** A file was dropped on it. */
  dropped(file: string): void {
    if (!this.reports.grant(file)) this.application.documents.grantDropped(file)
  }

  /** Without a question: text that is not saved is a draft for the next start. */
  closeNow(): Promise<void> {
    return this.closing.now()
  }

  private stop(): void {
    this.runs.stop()
    this.sweeps.stop()
  }

  private async end(): Promise<void> {
    this.application.pages.delete(this.page)
    this.disk.close()
    this.stop()
    await this.sweeps.over
  }
}
