/** The application menu. The page handles the keys itself; here they are shown, and on a Mac they work. */
import path from 'node:path'
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { EXPORT_FORMATS } from '../../protocol/export'
import { KEYS, type MenuAction } from '../../protocol/menu-action'
import { texts } from '../../texts/main'

export interface MenuUse {
  /** Files opened last, the newest first. */
  readonly recent: readonly string[]
  readonly choose: (action: MenuAction) => void
  readonly open: (file: string) => void
}

export function setMenu({ recent, choose, open }: MenuUse): void {
  const item = (label: string, action: MenuAction): MenuItemConstructorOptions => ({
    label,
    ...acceleratorOf(action),
    click: () => choose(action),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      {
        label: texts.menu.file,
        submenu: [
          item(texts.actions.new, 'new'),
          item(texts.actions.newPython, 'new-python'),
          item(texts.shell.newWindow, 'new-window'),
          item(texts.gallery.open, 'gallery'),
          item(texts.menu.open, 'open'),
          {
            label: texts.menu.openRecent,
            enabled: recent.length > 0,
            submenu: recent.map((file) => ({
              label: `${path.basename(file)} — ${path.dirname(file)}`,
              click: () => open(file),
            })),
          },
          line,
          item(texts.actions.save, 'save'),
          item(texts.menu.saveAs, 'save-as'),
          line,
          {
            label: texts.exporting.title,
            submenu: EXPORT_FORMATS.map((format) => item(texts.exporting[format].label, `export-${format}`)),
          },
          line,
          item(texts.actions.settings, 'settings'),
          line,
          { role: 'quit' },
        ],
      },
      {
        label: texts.menu.edit,
        // Undo is the editor's own: the page's would change the text behind its back.
        submenu: [
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          line,
          item(texts.finding.find, 'find'),
          item(texts.menu.nextProblem, 'next-problem'),
        ],
      },
      {
        label: texts.menu.run,
        submenu: [
          item(texts.common.run, 'run'),
          item(texts.toolbar.stop, 'stop'),
          item(texts.menu.compare, 'compare'),
          line,
          item(texts.menu.clearConsole, 'clear-console'),
        ],
      },
      {
        label: texts.menu.view,
        submenu: [
          item(texts.menu.commands, 'command-palette'),
          line,
          item(texts.editor.region, 'focus-editor'),
          item(texts.faces.charts, 'focus-charts'),
          item(texts.drawer.tabs.console, 'focus-console'),
          item(texts.drawer.tabs.problems, 'focus-problems'),
          item(texts.drawer.tabs.processes, 'focus-processes'),
          item(texts.drawer.tabs.history, 'focus-history'),
          item(texts.drawer.tabs.sharing, 'focus-sharing'),
          item(texts.drawer.tabs.incidents, 'focus-incidents'),
          item(texts.drawer.tabs.selection, 'focus-selection'),
          line,
          item(texts.lessons.actions.menu, 'lesson'),
          item(texts.lessons.actions.progress, 'lesson-progress'),
          line,
          item(texts.menu.line, 'show-line'),
          item(texts.menu.copyCosts, 'toggle-copy-costs'),
          item(texts.gallery.twin.region, 'twin'),
          item(texts.cards.menu, 'toggle-cards'),
          item(texts.menu.theme, 'toggle-theme'),
          item(texts.actions.zoomIn, 'zoom-in'),
          item(texts.actions.zoomOut, 'zoom-out'),
          item(texts.menu.zoomReset, 'zoom-reset'),
          ...(app.isPackaged ? [] : [line, { role: 'toggleDevTools' as const }]),
        ],
      },
      {
        label: texts.menu.help,
        submenu: [
          item(texts.actions.help, 'help'),
          item(texts.cards.cpython.command, 'what-cpython'),
          item(texts.shell.welcome.title, 'welcome'),
        ],
      },
    ]),
  )
}

/** As Electron writes it, where `+` is not the name of a key. */
function acceleratorOf(action: MenuAction): MenuItemConstructorOptions {
  const keys = KEYS[action]?.[0]
  if (keys === undefined) return {}
  return { accelerator: keys.replace('Ctrl+', 'CommandOrControl+').replace('++', '+Plus'), registerAccelerator: false }
}
