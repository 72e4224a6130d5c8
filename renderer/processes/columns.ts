/** The columns of the table of processes, and by which it was sorted last. */
import type { SortKey } from './process-rows'

interface Column {
  /** `null`: nothing to sort by. */
  readonly key: SortKey | null
  readonly title: string
  readonly width: string
  readonly amount?: boolean
}

export const COLUMNS: readonly Column[] = [
  { key: 'tree', title: 'Name', width: '22%' },
  { key: 'pid', title: 'PID', width: '80px', amount: true },
  { key: 'state', title: 'State', width: '92px' },
  { key: null, title: 'Now', width: 'auto' },
  { key: 'cpu', title: 'CPU', width: '68px', amount: true },
  { key: 'memory', title: 'Memory', width: '84px', amount: true },
  { key: 'tasksDone', title: 'Tasks', width: '88px', amount: true },
  { key: 'quiet', title: 'Last sign', width: '88px', amount: true },
  { key: 'exitcode', title: 'Exit code', width: '168px' },
]
const KEPT = 'processes.sort'

export function keptSort(): [SortKey, boolean] {
  const [name, order] = (localStorage.getItem(KEPT) ?? '').split(' ')
  return [COLUMNS.find((column) => column.key === name)?.key ?? 'tree', order === 'descending']
}

export function keepSort(key: SortKey, descending: boolean): void {
  localStorage.setItem(KEPT, `${key} ${descending ? 'descending' : 'ascending'}`)
}
