/**
 * How the window ends. A page with unsaved text is asked first and answers with `closeWindow` when the user has
 * decided; a page that hangs or is gone is not waited for: the draft keeps the text.
 */
import { app, type BrowserWindow } from 'electron'
import type { Drafts } from './drafts'
import type { Page } from './page'

/** Milliseconds in which a page must show that it is alive. */
const PATIENCE = 3_000

export class Closing {
  private readonly window: BrowserWindow
  private readonly drafts: Drafts

  constructor(window: BrowserWindow, page: Page, drafts: Drafts) {
    this.window = window
    this.drafts = drafts
    window.on('close', (event) => {
      if (!drafts.isDirty || window.webContents.isCrashed()) return
      event.preventDefault()
      page.send('close-requested', null)
      const patience = setTimeout(() => void this.now(), PATIENCE)
      // Any answer shows that the page is alive: then it decides.
      window.webContents.executeJavaScript('0').then(
        () => clearTimeout(patience),
        () => undefined,
      )
    })
    // A signal does not wait for an answer.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.now())
    // Quitting closes the window; the end of the application waits for the lab's processes, see main/index.ts.
    app.on('will-quit', (event) => event.preventDefault())
  }

  /** The user has decided about what is not saved. */
  async decided(): Promise<void> {
    await this.drafts.discard()
    // After the answer to the page's command.
    setImmediate(() => this.window.isDestroyed() || this.window.close())
  }

  /** Without a question. */
  private async now(): Promise<void> {
    await this.drafts.flush()
    if (!this.window.isDestroyed()) this.window.destroy()
  }
}
