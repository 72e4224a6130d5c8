/** The windows of the lab: opened, found, and closed together. */
import { app, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { DROPPED_CHANNEL } from '../../protocol/lab'
import type { Application } from './application'
import { bringForward } from './browser-window'
import { serveCommands } from './commands'
import { LabWindow } from './lab-window'
import { setMenu } from './menu'

export class Windows {
  /** Resolves when the last one is closed. */
  readonly over: Promise<void>
  private readonly application: Application
  private readonly all = new Set<LabWindow>()
  /** Of those that were closed. */
  private readonly ends: Promise<void>[] = []
  private isQuitting = false
  private settle: () => void = () => undefined

  constructor(application: Application) {
    this.application = application
    this.over = new Promise((resolve) => (this.settle = resolve))
    serveCommands((event) => this.sender(event)?.handlers)
    ipcMain.on(DROPPED_CHANNEL, (event, file: unknown) => {
      if (typeof file === 'string') this.sender(event)?.dropped(file)
    })
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      const wanted = (data as { file?: unknown } | null)?.file
      this.show(typeof wanted === 'string' ? wanted : null)
    })
    app.on('before-quit', () => (this.isQuitting = true))
    // Quitting closes the windows; the end of the application waits for the lab's processes, see main/index.ts.
    app.on('will-quit', (event) => event.preventDefault())
    // A signal does not wait for an answer.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        this.isQuitting = true
        for (const one of this.all) void one.closeNow()
      })
    application.settingsChanged = () => this.setMenu()
    this.setMenu()
  }

  /** Those of the last session. @param file what the first one is to show instead, or `null` */
  async restore(file: string | null): Promise<void> {
    const { session, settings, notices } = this.application
    const [first = 1, ...others] = session.numbers(settings.current.restoreSession)
    await this.open(first, file, notices)
    await Promise.all(others.map((number) => this.open(number, null)))
  }

  /** Shows a file in the window that was used last, and brings that forward. @param file absolute, or `null` */
  show(file: string | null): void {
    const window = this.focused
    if (window === undefined) void this.open(this.application.session.freeNumber(), file)
    else if (file === null) bringForward(window.window)
    else void window.open(file)
  }

  private async open(number: number, file: string | null, notices: readonly string[] = []): Promise<void> {
    const another = (wanted: string | null) => void this.open(this.application.session.freeNumber(), wanted)
    const window = new LabWindow(this.application, number, {
      file,
      notices,
      another,
      stays: () => (this.isQuitting = false),
    })
    this.all.add(window)
    window.window.on('focus', () => {
      // The one that was used last stands last.
      this.all.delete(window)
      this.all.add(window)
    })
    window.window.on('closed', () => {
      this.all.delete(window)
      this.ends.push(window.closed)
      if (this.all.size === 0) void Promise.all(this.ends).then(() => this.settle())
      else if (!this.isQuitting) this.application.session.forget(number)
    })
    await window.load()
  }

  private get focused(): LabWindow | undefined {
    return [...this.all].at(-1)
  }

  private sender(event: IpcMainEvent | IpcMainInvokeEvent): LabWindow | undefined {
    return [...this.all].find(({ page }) => page.isSender(event))
  }

  private setMenu(): void {
    setMenu({
      recent: this.application.documents.recent,
      choose: (action) => this.focused?.page.send('menu', { action }),
      open: (wanted) => this.show(wanted),
    })
  }
}
