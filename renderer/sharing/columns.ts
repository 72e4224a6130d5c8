/** The columns of the list of what is shared. */
import type { Column } from '../parts/sorting'
import type { SharedKey } from './rows'

export const COLUMNS: readonly Column<SharedKey>[] = [
  { key: 'name', title: 'Name', width: '13%', order: 'least-first' },
  { key: 'kind', title: 'Kind', width: '84px', order: 'least-first' },
  { key: 'holders', title: 'Held by', width: '18%' },
  { key: 'waiters', title: 'Waiting', width: 'auto' },
  { key: 'depth', title: 'Depth', width: '68px', amount: true },
  { key: 'acquired', title: 'Used', width: '56px', amount: true },
  { key: 'waited', title: 'Waited', width: '70px', amount: true },
  { key: 'longest', title: 'Longest', width: '70px', amount: true },
  { key: 'meanHold', title: 'Mean hold', width: '78px', amount: true },
]
