/** Finding in the console. */
import { keysOf, shown } from '../keys'

export const finding = {
  find: 'Find',
  findKeys: `Find in the console (${keysOf('find')})`,
  findLabel: 'Find in the console',
  found: (at: string, all: string) => `${at} of ${all} lines`,
  next: 'Next (Enter)',
  previous: `Previous (${shown('Shift+Enter')})`,
  endFind: 'End finding (Escape)',
}
