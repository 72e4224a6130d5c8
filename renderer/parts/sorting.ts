/** A table's columns, and by which of them it was sorted last; it comes back with the next start. */
export interface Column<K extends string> {
  /** `null`: nothing to sort by. */
  readonly key: K | null
  readonly title: string
  readonly width: string
  /** Figures stand at the right. */
  readonly amount?: boolean
  /** What a first press puts on top is the most, unless this is said. */
  readonly order?: 'least-first' | 'only-one'
}

export interface Sort<K extends string> {
  readonly key: K
  readonly descending: boolean
}

export function keptSort<K extends string>(name: string, columns: readonly Column<K>[], initial: Sort<K>): Sort<K> {
  const [word, order] = (localStorage.getItem(name) ?? '').split(' ')
  const key = columns.find((column) => column.key === word)?.key
  return key == null ? initial : { key, descending: order === 'descending' }
}

/** By a column that was pressed, or the other way round. */
export function sortAfter<K extends string>(before: Sort<K>, key: K, order: Column<K>['order']): Sort<K> {
  const descending = before.key === key ? !before.descending : order === undefined
  return { key, descending: descending && order !== 'only-one' }
}

export function keepSort(name: string, { key, descending }: Sort<string>): void {
  localStorage.setItem(name, `${key} ${descending ? 'descending' : 'ascending'}`)
}
