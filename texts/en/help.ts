/** The help: its first page, and the words around the pages of docs/. */
import { shown, TAB_KEYS } from '../keys'
import { editor } from './editor'

export const help = {
  title: 'Help',
  pages: 'Pages',
  search: 'Search the help',
  found: (count: number) => (count === 1 ? '1 part' : `${count} parts`),
  start: 'Scripts and keys',
  scripts:
    'A script imports from multiprocessing, whose names are those of Python’s library. Each Process and each worker of a Pool is a process of the operating system; they share no variables and exchange through pools, queues and locks. A child loads the same script, so what must happen once stands under',
  examples: 'The examples in the script’s menu are short and made to be changed.',
  welcome: 'Show the welcome',
  keys: 'Keys',
  otherKeys: [
    { title: 'Stop the run, from the console', key: 'Escape' },
    { title: 'In the console: the next line that was found, the previous', key: `Enter, ${shown('Shift+Enter')}` },
    { title: editor.tabKey, key: TAB_KEYS },
    { title: 'In the timeline: from task to task, to another process', key: 'Arrow keys' },
    { title: 'In the timeline: closer, farther, on; the whole run', key: 'W, S, A, D; 0' },
    {
      title: 'In the timeline: to the chosen task, to its function, to its call',
      key: `F, Enter, ${shown('Shift+Enter')}`,
    },
    { title: 'In the editor: what of the run comes from the line', key: shown('Ctrl+L') },
    { title: 'In the timeline: the next or the previous of that line', key: 'N, P' },
    { title: 'In the history: open', key: 'Enter' },
    { title: 'In the history: mark for side by side', key: 'Space' },
    { title: 'In the history: rename', key: shown('F2') },
    { title: 'In the history: delete, and bring back', key: `Delete, ${shown('Ctrl+Z')}` },
  ],
}
