/** The application menu. The page handles the keys itself; here they are shown, and on a Mac they work. */
import path from 'node:path'
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { EXPORT_FORMATS } from '../../protocol/export'
import type { MenuAction } from '../../protocol/menu-action'
import { texts } from '../../texts'

export interface MenuUse {
  /** Files opened last, the newest first. */
  readonly recent: readonly string[]
  readonly choose: (action: MenuAction) => void
  readonly open: (file: string) => void
}

export function setMenu({ recent, choose, open }: MenuUse): void {
  const item = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => choose(action),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      {
        label: texts.menu.file,
        submenu: [
          item(texts.actions.new, 'new', 'CommandOrControl+N'),
          item(texts.actions.newPython, 'new-python'),
          item(texts.shell.newWindow, 'new-window', 'CommandOrControl+Shift+N'),
          item(texts.gallery.open, 'gallery', 'CommandOrControl+E'),
          item(texts.menu.open, 'open', 'CommandOrControl+O'),
          {
            label: texts.menu.openRecent,
            enabled: recent.length > 0,
            submenu: recent.map((file) => ({
              label: `${path.basename(file)} — ${path.dirname(file)}`,
              click: () => open(file),
            })),
          },
          line,
          item(texts.actions.save, 'save', 'CommandOrControl+S'),
          item(texts.menu.saveAs, 'save-as', 'CommandOrControl+Shift+S'),
          line,
          {
            label: texts.exporting.title,
            submenu: EXPORT_FORMATS.map((format) => item(texts.exporting[format].label, `export-${format}`)),
          },
          line,
          item(texts.actions.settings, 'settings', 'CommandOrControl+,'),
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
          item(texts.finding.find, 'find', 'CommandOrControl+F'),
          item(texts.menu.nextProblem, 'next-problem', 'F8'),
        ],
      },
      {
        label: texts.menu.run,
        submenu: [
          item(texts.common.run, 'run', 'F5'),
          item(texts.toolbar.stop, 'stop', 'Shift+F5'),
          item(texts.menu.compare, 'compare', 'F6'),
          line,
          item(texts.menu.clearConsole, 'clear-console', 'CommandOrControl+K'),
        ],
      },
      {
        label: texts.menu.view,
        submenu: [
          item(texts.menu.commands, 'command-palette', 'CommandOrControl+Shift+P'),
          line,
          item(texts.editor.region, 'focus-editor', 'CommandOrControl+1'),
          item(texts.faces.charts, 'focus-charts', 'CommandOrControl+2'),
          item(texts.drawer.tabs.console, 'focus-console', 'CommandOrControl+3'),
          item(texts.drawer.tabs.problems, 'focus-problems', 'CommandOrControl+4'),
          item(texts.drawer.tabs.processes, 'focus-processes', 'CommandOrControl+5'),
          item(texts.drawer.tabs.history, 'focus-history', 'CommandOrControl+6'),
          item(texts.drawer.tabs.sharing, 'focus-sharing', 'CommandOrControl+7'),
          item(texts.drawer.tabs.incidents, 'focus-incidents', 'CommandOrControl+8'),
          item(texts.drawer.tabs.selection, 'focus-selection', 'CommandOrControl+9'),
          line,
          item(texts.lessons.actions.menu, 'lesson', 'CommandOrControl+Shift+L'),
          item(texts.lessons.actions.progress, 'lesson-progress'),
          line,
          item(texts.menu.line, 'show-line'),
          item(texts.menu.copyCosts, 'toggle-copy-costs'),
          item(texts.gallery.twin.region, 'twin', 'CommandOrControl+Shift+E'),
          item(texts.cards.menu, 'toggle-cards'),
          item(texts.menu.theme, 'toggle-theme'),
          item(texts.actions.zoomIn, 'zoom-in', 'CommandOrControl+Plus'),
          item(texts.actions.zoomOut, 'zoom-out', 'CommandOrControl+-'),
          item(texts.menu.zoomReset, 'zoom-reset', 'CommandOrControl+0'),
          ...(app.isPackaged ? [] : [line, { role: 'toggleDevTools' as const }]),
        ],
      },
      {
        label: texts.menu.help,
        submenu: [
          item(texts.actions.help, 'help', 'F1'),
          item(texts.cards.cpython.command, 'what-cpython', 'Shift+F1'),
          item(texts.shell.welcome.title, 'welcome'),
        ],
      },
    ]),
  )
}
