/** The columns of the table of processes. */
import { texts } from '../../texts'
import type { Column } from '../parts/sorting'
import type { SortKey } from './process-rows'

const words = texts.processes.columns

export const COLUMNS: readonly Column<SortKey>[] = [
  { key: 'tree', title: words.name, width: '22%', order: 'only-one' },
  { key: 'pid', title: words.pid, width: '80px', amount: true },
  { key: 'state', title: words.state, width: '92px' },
  { key: null, title: words.now, width: 'auto' },
  { key: 'cpu', title: words.cpu, width: '68px', amount: true },
  { key: 'memory', title: words.memory, width: '84px', amount: true },
  { key: 'tasksDone', title: words.tasks, width: '88px', amount: true },
  { key: 'quiet', title: words.quiet, width: '88px', amount: true },
  { key: 'exitcode', title: words.exitcode, width: '168px' },
]
