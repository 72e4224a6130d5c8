/** What stands in each cell of the table of processes, as text: shown, searched and copied alike. */
import { bytes, count, percent } from '../../analysis/numbers'
import { texts } from '../../texts'
import { deedsOf, deedText, type Deed, type Known } from './deeds'
import type { ProcessRow } from './process-rows'

export interface Cells {
  readonly deeds: readonly Deed[]
  readonly doing: string
  readonly cpu: string
  readonly memory: string
  readonly tasks: string
  /** Since its last sign of life. */
  readonly quiet: string
  readonly end: string
}

const NONE = '–'
const THIN = '\u2009'

export function cellsOf(row: ProcessRow, known: Known): Cells {
  const deeds = deedsOf(row, known)
  const isOver = row.state === 'ended'
  return {
    deeds,
    doing: deedText(deeds),
    cpu: isOver ? NONE : percent(row.cpu),
    memory: row.memory === 0 ? NONE : bytes(row.memory),
    tasks: count(row.tasksDone),
    quiet: isOver ? NONE : row.quiet < 1000 ? `<${THIN}1${THIN}s` : `${(row.quiet / 1000).toFixed(1)}${THIN}s`,
    end: row.exitcode === null || row.reason === null ? '' : `${row.exitcode} ${texts.processes.reasons[row.reason]}`,
  }
}

/** Whether a row has a text somewhere. */
export function hasText({ name, pid, state }: ProcessRow, { doing, end }: Cells, text: string): boolean {
  return `${name} ${pid} ${state} ${doing} ${end}`.toLowerCase().includes(text.toLowerCase())
}

/** Rows as lines with tabs, under a line of titles. */
export function asText(rows: readonly { readonly row: ProcessRow; readonly cells: Cells }[]): string {
  const { columns, exit } = texts.processes
  const { name, pid, state, now, cpu, memory, tasks, quiet } = columns
  const titles = [name, pid, state, now, cpu, memory, tasks, quiet, exit]
  const lines = rows.map(({ row, cells }) =>
    [row.name, row.pid, row.state, cells.doing, cells.cpu, cells.memory, cells.tasks, cells.quiet, cells.end].join(
      '\t',
    ),
  )
  return [titles.join('\t'), ...lines].join('\n')
}
