/** The window: what is set up, in order, and what is taken down with it. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, ipcMain, nativeTheme, type IpcMainEvent } from 'electron'
import { DROPPED_CHANNEL } from '../../protocol/lab'
import { isDocumentFile } from '../export/reading'
import { openHistory } from '../history'
import { Lab } from '../lab'
import { resourceFolder } from '../resources'
import { Closing } from './closing'
import { serveCommands } from './commands'
import { reviveCrashedPage } from './crash'
import { Documents } from './documents'
import { Drafts } from './drafts'
import { handlersOf } from './handlers'
import { bringForward, createWindow } from './lab-window'
import { lockSession } from './lockdown'
import { setMenu } from './menu'
import { Opening } from './opening'
import { Page } from './page'
import { PAGE, servePage } from './page-protocol'
import { Reports } from './reports'
import { RunService } from './run-service'
import { SettingsFile, systemTheme } from './settings'
import { SweepService } from './sweep-service'

/** Opens the window; resolves when it is closed and no process of the lab is left. @param file absolute, or `null` */
export async function openWindow(file: string | null): Promise<void> {
  const folder = app.getPath('userData')
  const settings = await SettingsFile.read(path.join(folder, 'settings.json'))
  nativeTheme.themeSource = systemTheme(settings.current.theme)
  servePage(fileURLToPath(new URL('../renderer', import.meta.url)))
  lockSession()

  const window = createWindow(path.join(folder, 'window.json'))
  const page = new Page(window.webContents)
  const early: string[] = []
  let say: (text: string) => unknown = (text) => early.push(text)
  const history = await openHistory(
    (text) => say(text),
    () => page.send('history-changed', null),
  )
  const lab = new Lab('pipe')
  lab.keepIn(history)
  const withoutHistory = history === null ? early.join(' ') : ''
  const folders = { examples: resourceFolder('examples'), scratch: path.join(folder, 'scratch') }
  const documents = new Documents(folders, settings)
  const drafts = new Drafts(folder)
  const reports = new Reports(history, page, file)
  const opening = new Opening(documents, drafts, file !== null && isDocumentFile(file) ? null : file)
  for (const notice of [settings.notice, ...early]) if (notice !== null) opening.notice(notice)
  say = (text) => page.send('notice', { text })
  const runs = new RunService(lab, documents, page)
  const sweeps = new SweepService(lab, history, documents, page)
  const closing = new Closing(window, page, drafts)

  const open = async (wanted: string) => {
    bringForward(window)
    try {
      if (reports.grant(wanted)) return await reports.open(wanted)
      documents.grant(wanted)
      const document = await documents.open(wanted)
      opening.show(() => documents.open(wanted))
      page.send('open-document', document)
    } catch (error) {
      page.send('notice', { text: (error as Error).message })
    }
    recentChanged()
  }
  const recentChanged = () =>
    setMenu({
      recent: documents.recent,
      choose: (action) => page.send('menu', { action }),
      open: (wanted) => void open(wanted),
    })
  const stopListening = serveCommands(
    handlersOf({
      window,
      lab,
      history,
      withoutHistory,
      settings,
      documents,
      drafts,
      opening,
      reports,
      runs,
      sweeps,
      closing,
      recentChanged,
    }),
    (event) => page.isSender(event),
  )
  const dropped = (event: IpcMainEvent, wanted: unknown) => {
    if (page.isSender(event) && typeof wanted === 'string' && !reports.grant(wanted)) documents.grantScript(wanted)
  }
  ipcMain.on(DROPPED_CHANNEL, dropped)
  nativeTheme.on('updated', () => page.send('system-theme', { dark: nativeTheme.shouldUseDarkColors }))
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const wanted = (data as { file?: unknown } | null)?.file
    if (typeof wanted === 'string') void open(wanted)
    else bringForward(window)
  })
  reviveCrashedPage(window, (why) => {
    runs.stop()
    sweeps.stop()
    void drafts.keep()
    opening.notice(why)
  })

  recentChanged()
  const closed = new Promise<void>((resolve) => window.once('closed', resolve))
  await window.loadURL(PAGE)
  await closed
  stopListening()
  ipcMain.off(DROPPED_CHANNEL, dropped)
  runs.stop()
  sweeps.stop()
  await sweeps.over
  await lab.close()
  await history?.close()
}
