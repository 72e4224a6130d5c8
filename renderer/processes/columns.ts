/** The columns of the table of processes. */
import type { Column } from '../parts/sorting'
import type { SortKey } from './process-rows'

export const COLUMNS: readonly Column<SortKey>[] = [
  { key: 'tree', title: 'Name', width: '22%', order: 'only-one' },
  { key: 'pid', title: 'PID', width: '80px', amount: true },
  { key: 'state', title: 'State', width: '92px' },
  { key: null, title: 'Now', width: 'auto' },
  { key: 'cpu', title: 'CPU', width: '68px', amount: true },
  { key: 'memory', title: 'Memory', width: '84px', amount: true },
  { key: 'tasksDone', title: 'Tasks', width: '88px', amount: true },
  { key: 'quiet', title: 'Last sign', width: '88px', amount: true },
  { key: 'exitcode', title: 'Exit code', width: '168px' },
]
