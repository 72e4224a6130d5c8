/**
 * How a window ends. A page with unsaved text is asked first and answers with `closeWindow` when the user has
 * decided; a page that hangs or is gone is not waited for: the draft keeps the text.
 */
import type { BrowserWindow } from 'electron'
import type { Drafts } from './drafts'
import type { Page } from './page'

/** Milliseconds in which a page must show that it is alive. */
const PATIENCE = 3_000

export class Closing {
  private readonly window: BrowserWindow
  private readonly drafts: Drafts
  /** The page may still tell of its text afterwards. */
  private isDecided = false

  constructor(window: BrowserWindow, page: Page, drafts: Drafts) {
    this.window = window
    this.drafts = drafts
    window.on('close', (event) => {
      if (this.isDecided || !drafts.isDirty || window.webContents.isCrashed()) return
      event.preventDefault()
      page.send('close-requested', null)
      const patience = setTimeout(() => void this.now(), PATIENCE)
      // Any answer shows that the page is alive: then it decides.
      window.webContents.executeJavaScript('0').then(
        () => clearTimeout(patience),
        () => undefined,
      )
    })
  }

  /** The user has decided about what is not saved. */
  async decided(): Promise<void> {
    this.isDecided = true
    await this.drafts.discard()
    // After the answer to the page's command.
    setImmediate(() => this.window.isDestroyed() || this.window.close())
  }

  /** Without a question. */
  async now(): Promise<void> {
    await this.drafts.flush()
    if (!this.window.isDestroyed()) this.window.destroy()
  }
}
