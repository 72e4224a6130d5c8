/** The columns of the list of what is shared. */
import { texts } from '../../texts'
import type { Column } from '../parts/sorting'
import type { SharedKey } from './rows'

const words = texts.sharing.columns

export const COLUMNS: readonly Column<SharedKey>[] = [
  { key: 'name', title: words.name, width: '13%', order: 'least-first' },
  { key: 'kind', title: words.kind, width: '84px', order: 'least-first' },
  { key: 'holders', title: words.holders, width: '18%' },
  { key: 'waiters', title: words.waiters, width: 'auto' },
  { key: 'depth', title: words.depth, width: '68px', amount: true },
  { key: 'acquired', title: words.acquired, width: '56px', amount: true },
  { key: 'waited', title: words.waited, width: '70px', amount: true },
  { key: 'longest', title: words.longest, width: '70px', amount: true },
  { key: 'meanHold', title: words.meanHold, width: '78px', amount: true },
]
