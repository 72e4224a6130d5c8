/** The columns of the list of what is shared, and by which it was sorted last. */
import type { SharedKey } from './rows'

interface Column {
  readonly key: SharedKey
  readonly title: string
  readonly width: string
  readonly amount?: boolean
}

export const COLUMNS: readonly Column[] = [
  { key: 'name', title: 'Name', width: '13%' },
  { key: 'kind', title: 'Kind', width: '84px' },
  { key: 'holders', title: 'Held by', width: '18%' },
  { key: 'waiters', title: 'Waiting', width: 'auto' },
  { key: 'depth', title: 'Depth', width: '68px', amount: true },
  { key: 'acquired', title: 'Used', width: '56px', amount: true },
  { key: 'waited', title: 'Waited', width: '70px', amount: true },
  { key: 'longest', title: 'Longest', width: '70px', amount: true },
  { key: 'meanHold', title: 'Mean hold', width: '78px', amount: true },
]
const KEPT = 'sharing.sort'

export function keptSort(): [SharedKey, boolean] {
  const [name, order] = (localStorage.getItem(KEPT) ?? 'waited descending').split(' ')
  return [COLUMNS.find((column) => column.key === name)?.key ?? 'waited', order === 'descending']
}

export function keepSort(key: SharedKey, descending: boolean): void {
  localStorage.setItem(KEPT, `${key} ${descending ? 'descending' : 'ascending'}`)
}
