/** The window: one, with its page, its commands and the lab behind them. */
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, nativeTheme } from 'electron'
import { DROPPED_CHANNEL, EVENT_CHANNELS, type OpenDocument } from '../../protocol/lab'
import { compileScript } from '../compile'
import { Lab } from '../lab'
import { readBounds, writeBounds } from './bounds'
import { serveCommands, type Handlers } from './commands'
import { Documents } from './documents'
import { lockContents, lockSession } from './lockdown'
import { machine } from './machine'
import { setMenu } from './menu'
import { PAGE, servePage } from './page-protocol'
import { RunService, type Send } from './run-service'
import { MOST_RECENT, SettingsFile } from './settings'

const FIRST_EXAMPLE = 'primes.ts'
const FILTERS = [{ name: 'Scripts', extensions: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'] }]
/** Milliseconds after which a page that does not answer cannot keep its window open. */
const CLOSE_PATIENCE = 5_000

/** Opens the window; resolves when it is closed and no process of the lab is left. */
export async function openWindow(file: string | null): Promise<void> {
  const at = (name: string) => path.join(app.getPath('userData'), name)
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const settings = await SettingsFile.read(at('settings.json'))
  const documents = new Documents(path.join(app.getAppPath(), 'examples'), settings.current.recentFiles)
  const notices = settings.notice === null ? [] : [settings.notice]
  servePage(here('../renderer'))
  lockSession()
  const bounds = readBounds(at('window.json'))
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 540,
    show: false,
    backgroundColor: isDark() ? '#131517' : '#fbfbfa',
    webPreferences: { preload: here('../preload/index.cjs'), sandbox: true, contextIsolation: true, spellcheck: false },
  })
  if (bounds.isMaximized) window.maximize()
  lockContents(window.webContents)
  const send: Send = (name, event) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNELS[name], event)
  }
  const lab = new Lab()
  const runs = new RunService(lab, documents, at('scratch'), send)
  let isDirty = false

  function isDark(): boolean {
    const { theme } = settings.current
    return theme === 'dark' || (theme === 'system' && nativeTheme.shouldUseDarkColors)
  }

  async function open(wanted: string): Promise<OpenDocument> {
    const document = await documents.open(wanted)
    documents.grant(wanted)
    const recentFiles = [wanted, ...settings.current.recentFiles.filter((other) => other !== wanted)]
    await settings.update({ recentFiles: recentFiles.slice(0, MOST_RECENT) })
    return document
  }

  async function firstDocument(): Promise<OpenDocument> {
    if (file !== null)
      try {
        return await open(path.resolve(file))
      } catch (error) {
        notices.push((error as Error).message)
      }
    return documents.example(FIRST_EXAMPLE)
  }

  const handlers: Handlers = {
    welcome: async () => ({
      document: await firstDocument(),
      settings: settings.current,
      machine: machine(),
      examples: await documents.examples(),
      notices,
    }),
    async ready() {
      // Only now: the spares would take the processor from the page.
      lab.warmUp(settings.current.poolSize ?? os.availableParallelism())
      return null
    },
    startRun: (request) => runs.start(request, settings.current.processLimit),
    async stopRun() {
      runs.stop()
      return null
    },
    async checkScript({ text, path: own, example }) {
      const result = await compileScript({ file: documents.place(own, example, at('scratch')), text })
      return result.ok ? result.warnings : result.errors
    },
    openExample: ({ id }) => documents.example(id),
    async openFile({ path: wanted }) {
      if (wanted !== null) return open(wanted)
      const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: FILTERS })
      return filePaths[0] === undefined ? null : open(filePaths[0])
    },
    async saveFile({ path: own, suggestedName, text }) {
      let target = own
      if (target === null) {
        const answer = await dialog.showSaveDialog(window, { defaultPath: suggestedName, filters: FILTERS })
        if (answer.canceled || answer.filePath === '') return null
        target = answer.filePath
        documents.grant(target)
      }
      const saved = await documents.save(target, text)
      await open(saved)
      return saved
    },
    async updateSettings(change) {
      const updated = await settings.update(change)
      if (change.poolSize != null && !lab.isRunning) lab.warmUp(change.poolSize)
      return updated
    },
    async describeWindow({ title, dirty, path: own, progress }) {
      isDirty = dirty
      window.setTitle(title)
      window.setDocumentEdited(dirty)
      window.setRepresentedFilename(own ?? '')
      window.setProgressBar(progress ?? -1)
      return null
    },
    async closeWindow() {
      isDirty = false
      setImmediate(() => window.close())
      return null
    },
  }

  const leave = [
    serveCommands(handlers, (event) => event.senderFrame === window.webContents.mainFrame),
    listen(ipcMain, DROPPED_CHANNEL, (event: Electron.IpcMainEvent, dropped: unknown) => {
      if (event.senderFrame === window.webContents.mainFrame && typeof dropped === 'string') documents.grant(dropped)
    }),
    listen(nativeTheme, 'updated', () => send('system-theme', { dark: nativeTheme.shouldUseDarkColors })),
    listen(app, 'second-instance', (_event: unknown, _argv: unknown, _cwd: unknown, data: unknown) => {
      if (window.isMinimized()) window.restore()
      window.focus()
      const wanted = (data as { file?: unknown } | null)?.file
      if (typeof wanted === 'string') void open(wanted).then((document) => send('open-document', document))
    }),
  ]
  setMenu((action) => send('menu', { action }))
  window.on('close', (event) => {
    writeBounds(at('window.json'), window)
    if (!isDirty || window.webContents.isCrashed()) return
    event.preventDefault()
    send('close-requested', null)
    const patience = setTimeout(() => window.destroy(), CLOSE_PATIENCE)
    // An answer of any kind shows that the page is alive; it decides.
    void window.webContents.executeJavaScript('0').then(() => clearTimeout(patience))
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    runs.stop()
    if (reason !== 'clean-exit') process.stderr.write(`parallab: the page ended (${reason}); it is loaded anew\n`)
    if (!window.isDestroyed()) window.reload()
  })
  window.once('ready-to-show', () => window.show())
  const closed = new Promise<void>((resolve) => window.once('closed', resolve))
  await window.loadURL(PAGE)
  await closed
  for (const out of leave) out()
  await lab.close()
}

interface Source {
  on(name: string, listener: (...args: never[]) => void): unknown
  off(name: string, listener: (...args: never[]) => void): unknown
}

/** Returns the way out. */
function listen(source: unknown, name: string, listener: (...args: never[]) => void): () => void {
  const emitter = source as Source
  emitter.on(name, listener)
  return () => emitter.off(name, listener)
}
