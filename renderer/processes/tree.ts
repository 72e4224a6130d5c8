/** Which rows of the tree of processes are in sight, and where a key leads. */
import type { ProcessRow } from './process-rows'

/** A row with its place among its brothers, as a treegrid tells it. */
export interface TreeRow {
  readonly row: ProcessRow
  readonly hasChildren: boolean
  readonly isOpen: boolean
  readonly position: number
  readonly brothers: number
}

/** Without what stands below a closed row. @param rows in the order of the tree */
export function openRows(rows: readonly ProcessRow[], closed: ReadonlySet<number>): readonly TreeRow[] {
  const parents = new Set(rows.map(({ process }) => process))
  const parentOf = ({ parent }: ProcessRow) => (parent !== null && parents.has(parent) ? parent : null)
  const children = new Map<number | null, number>()
  const placed = rows.map((row) => {
    const parent = parentOf(row)
    const position = (children.get(parent) ?? 0) + 1
    children.set(parent, position)
    return { row, parent, position }
  })
  const hidden = new Set<number>()
  return placed.flatMap(({ row, parent, position }) => {
    if (parent !== null && (hidden.has(parent) || closed.has(parent))) {
      hidden.add(row.process)
      return []
    }
    const hasChildren = children.has(row.process)
    const isOpen = hasChildren && !closed.has(row.process)
    return [{ row, hasChildren, isOpen, position, brothers: children.get(parent) as number }]
  })
}

/** The row that an arrow key, Home or End leads to; -1 where it leads nowhere. */
export function rowAfter(key: string, at: number, length: number, page: number): number {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: length - 1,
  }
  const target = targets[key]
  return target === undefined ? -1 : Math.min(length - 1, Math.max(0, target))
}

/** The next row, after the present one and from the top again, whose name begins with what was typed. */
export function rowNamed(names: readonly string[], typed: string, at: number): number {
  const wanted = typed.toLowerCase()
  // What continues a word may stay where the word began.
  const first = typed.length > 1 ? at : at + 1
  for (let step = 0; step < names.length; step++) {
    const i = (first + step) % names.length
    if (names[i]?.toLowerCase().startsWith(wanted) === true) return i
  }
  return -1
}
