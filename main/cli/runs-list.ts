/** The list of runs and sweeps as a table of the terminal, and the history's size. */
import path from 'node:path'
import type { HistoryEntry, HistoryPage, HistorySize } from '../../protocol/history'

const HEADS = ['id', 'started', 'what', 'script', 'workers', 'state', 'seconds', 'name']
/** Columns of numbers stand to the right. */
const NUMBERS = new Set(['workers', 'seconds'])

export function listText({ entries, total }: HistoryPage, search: string): string {
  if (total === 0)
    return search === ''
      ? 'Nothing was kept yet: parallab run FILE keeps what it runs.\n'
      : `Nothing has '${search}'.\n`
  const more = total - entries.length
  const rest = more === 0 ? '' : `${more} more; --all lists them, words behind 'list' search for them\n`
  return table([HEADS, ...entries.map(cells)]) + rest
}

export function sizeText({ entries, bytes, limit, excess }: HistorySize): string {
  const lines = [`${entries} runs and sweeps take ${mebibytes(bytes)}`]
  lines.push(limit === null ? 'there is no limit' : `the limit is ${mebibytes(limit)}`)
  if (excess.ids.length > 0) lines.push(`${excess.ids.length} are too many: parallab runs trim says which`)
  return `${lines.join('\n')}\n`
}

/** @param isDone whether they have just been deleted */
export function excessText({ limit, excess: { ids, bytes } }: HistorySize, isDone: boolean): string {
  if (limit === null) return 'There is no limit, so nothing is too much: parallab runs limit MIB sets one.\n'
  if (ids.length === 0) return 'Nothing is too much that has neither name, note nor tag.\n'
  const what = `the ${ids.length} oldest without name, note or tag (${mebibytes(bytes)})`
  if (isDone) return `Deleted: ${what}. For a day they can be restored.\n`
  return `${ids.join('\n')}\nToo many are ${what}: parallab runs trim --yes deletes them.\n`
}

/** What stands for a script that was never saved. */
export function scriptName({ path: file, example }: Pick<HistoryEntry, 'path' | 'example'>): string {
  return file === null ? (example ?? 'not saved') : path.basename(file)
}

/** In local time. */
export function timeText(iso: string): string {
  const time = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** Rows as columns two spaces apart. @param rows the heads first */
export function table(rows: readonly (readonly string[])[]): string {
  const [heads = []] = rows
  const widths = heads.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (NUMBERS.has(heads[i] ?? '') ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return rows.map((row) => `${line(row)}\n`).join('')
}

function cells(entry: HistoryEntry): string[] {
  const { shortId, kind, startedAt, state, seconds, poolSize, values, name, tags } = entry
  const workers = values === null ? poolSize : poolSize === null ? values.join(',') : poolSize
  return [
    shortId,
    timeText(startedAt),
    kind,
    scriptName(entry),
    workers === null ? 'default' : String(workers),
    state,
    seconds === null ? '' : seconds.toFixed(seconds < 10 ? 3 : 1),
    [name, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' '),
  ]
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
