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
        label: '&File',
        submenu: [
          item('New script', 'new', 'CommandOrControl+N'),
          item('New window', 'new-window', 'CommandOrControl+Shift+N'),
          item(texts.gallery.open, 'gallery', 'CommandOrControl+E'),
          item('Open…', 'open', 'CommandOrControl+O'),
          {
            label: 'Open recent',
            enabled: recent.length > 0,
            submenu: recent.map((file) => ({
              label: `${path.basename(file)} — ${path.dirname(file)}`,
              click: () => open(file),
            })),
          },
          line,
          item('Save', 'save', 'CommandOrControl+S'),
          item('Save as…', 'save-as', 'CommandOrControl+Shift+S'),
          line,
          {
            label: 'Export',
            submenu: EXPORT_FORMATS.map((format) => item(texts.exporting[format].label, `export-${format}`)),
          },
          line,
          item('Settings', 'settings', 'CommandOrControl+,'),
          line,
          { role: 'quit' },
        ],
      },
      {
        label: '&Edit',
        // Undo is the editor's own: the page's would change the text behind its back.
        submenu: [
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          line,
          item('Find', 'find', 'CommandOrControl+F'),
          item('Next problem', 'next-problem', 'F8'),
        ],
      },
      {
        label: '&Run',
        submenu: [
          item('Run', 'run', 'F5'),
          item('Stop', 'stop', 'Shift+F5'),
          item('Compare sizes', 'compare', 'F6'),
          line,
          item('Clear console', 'clear-console', 'CommandOrControl+K'),
        ],
      },
      {
        label: '&View',
        submenu: [
          item('Commands', 'command-palette', 'CommandOrControl+Shift+P'),
          line,
          item('Editor', 'focus-editor', 'CommandOrControl+1'),
          item('Charts', 'focus-charts', 'CommandOrControl+2'),
          item('Console', 'focus-console', 'CommandOrControl+3'),
          item('Problems', 'focus-problems', 'CommandOrControl+4'),
          item('Processes', 'focus-processes', 'CommandOrControl+5'),
          item('History', 'focus-history', 'CommandOrControl+6'),
          item('Sharing', 'focus-sharing', 'CommandOrControl+7'),
          item('Incidents', 'focus-incidents', 'CommandOrControl+8'),
          item('Selection', 'focus-selection', 'CommandOrControl+9'),
          line,
          item(texts.lessons.actions.menu, 'lesson', 'CommandOrControl+Shift+L'),
          item(texts.lessons.actions.progress, 'lesson-progress'),
          line,
          item('Line in the timeline', 'show-line'),
          item('Copy costs', 'toggle-copy-costs'),
          item(texts.gallery.twin.region, 'twin', 'CommandOrControl+Shift+E'),
          item(texts.cards.menu, 'toggle-cards'),
          item('Dark or light', 'toggle-theme'),
          item('Larger text', 'zoom-in', 'CommandOrControl+Plus'),
          item('Smaller text', 'zoom-out', 'CommandOrControl+-'),
          item('First size', 'zoom-reset', 'CommandOrControl+0'),
          ...(app.isPackaged ? [] : [line, { role: 'toggleDevTools' as const }]),
        ],
      },
      {
        label: '&Help',
        submenu: [
          item('Help', 'help', 'F1'),
          item(texts.cards.cpython.command, 'what-cpython', 'Shift+F1'),
          item('Welcome', 'welcome'),
        ],
      },
    ]),
  )
}
