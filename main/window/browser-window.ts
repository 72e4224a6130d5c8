/** The window itself: made hidden, shown with its first frame, remembered where it stood. */
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { readBounds, writeBounds } from './bounds'
import { lockContents } from './lockdown'

/** The page's own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { dark: '#131517', light: '#fbfbfa' }

/** @param boundsFile where it is remembered @param zoom size of everything in it */
export function createWindow(boundsFile: string, zoom: number): BrowserWindow {
  const bounds = readBounds(boundsFile, BrowserWindow.getFocusedWindow())
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 540,
    title: 'Parallab',
    show: false,
    // Everything in it has its place or its key in the page; Alt shows it.
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      zoomFactor: zoom,
      devTools: !app.isPackaged,
    },
  })
  lockContents(window.webContents)
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => writeBounds(boundsFile, window))
  window.once('ready-to-show', () => {
    if (bounds.isMaximized) window.maximize()
    window.show()
  })
  return window
}

/** To the front, as a second start of the application wants it. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}
