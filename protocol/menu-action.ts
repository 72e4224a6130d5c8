/** Everything that an entry of the menu, a key or the palette can ask of the page, and its keys. */
import type { ExportFormat } from './export'

export type MenuAction =
  | `export-${ExportFormat}`
  | 'new'
  | 'new-python'
  | 'new-window'
  | 'gallery'
  | 'twin'
  | 'open'
  | 'save'
  | 'save-as'
  | 'run'
  | 'stop'
  | 'compare'
  | 'clear-console'
  | 'find'
  | 'focus-editor'
  | 'focus-console'
  | 'focus-charts'
  | 'focus-problems'
  | 'focus-processes'
  | 'focus-history'
  | 'focus-sharing'
  | 'focus-incidents'
  | 'focus-selection'
  | 'lesson'
  | 'lesson-progress'
  | 'show-line'
  | 'side-by-side'
  | 'leave-kept'
  | 'next-problem'
  | 'command-palette'
  | 'help'
  | 'welcome'
  | 'settings'
  | 'toggle-theme'
  | 'toggle-copy-costs'
  | 'toggle-cards'
  | 'focus-card'
  | 'what-cpython'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'

/** Keys that ask for an action, as they are shown; the first is also shown in menus. Command stands for Control on a Mac. */
export const KEYS: Readonly<Partial<Record<MenuAction, readonly string[]>>> = {
  run: ['F5', 'Ctrl+Enter'],
  stop: ['Shift+F5'],
  compare: ['F6'],
  new: ['Ctrl+N'],
  'new-window': ['Ctrl+Shift+N'],
  gallery: ['Ctrl+E'],
  twin: ['Ctrl+Shift+E'],
  open: ['Ctrl+O'],
  save: ['Ctrl+S'],
  'save-as': ['Ctrl+Shift+S'],
  find: ['Ctrl+F'],
  'next-problem': ['F8'],
  'clear-console': ['Ctrl+K'],
  'focus-editor': ['Ctrl+1'],
  'focus-charts': ['Ctrl+2'],
  'focus-console': ['Ctrl+3'],
  'focus-problems': ['Ctrl+4'],
  'focus-processes': ['Ctrl+5'],
  'focus-history': ['Ctrl+6'],
  'focus-sharing': ['Ctrl+7'],
  'focus-incidents': ['Ctrl+8'],
  'focus-selection': ['Ctrl+9'],
  lesson: ['Ctrl+Shift+L'],
  'command-palette': ['Ctrl+Shift+P'],
  help: ['F1'],
  settings: ['Ctrl+,'],
  'what-cpython': ['Shift+F1'],
  'focus-card': ['Shift+F6'],
  'zoom-in': ['Ctrl++', 'Ctrl+='],
  'zoom-out': ['Ctrl+-'],
  'zoom-reset': ['Ctrl+0'],
}
