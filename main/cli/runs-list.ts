/** The list of runs and sweeps as a table of the terminal, and the history's size. */
import path from 'node:path'
import type { HistoryEntry, HistoryPage, HistorySize } from '../../protocol/history'
import { texts } from '../../texts/main'

const words = texts.keptRuns
const { columns } = words
/** Columns of numbers stand to the right. */
const NUMBERS = new Set([columns.workers, columns.seconds])

export function listText({ entries, total }: HistoryPage, search: string): string {
  if (total === 0) return `${search === '' ? words.nothingKept : words.noneFound(search)}\n`
  const more = total - entries.length
  const rest = more === 0 ? '' : `${words.more(more)}\n`
  return table([Object.values(columns), ...entries.map(cells)]) + rest
}

export function sizeText({ entries, bytes, limit, excess }: HistorySize): string {
  const lines = [words.takes(entries, mebibytes(bytes))]
  lines.push(limit === null ? words.noLimit : words.limit(mebibytes(limit)))
  if (excess.ids.length > 0) lines.push(words.tooMany(excess.ids.length))
  return `${lines.join('\n')}\n`
}

/** @param isDone whether they have just been deleted */
export function excessText({ limit, excess: { ids, bytes } }: HistorySize, isDone: boolean): string {
  if (limit === null) return `${words.neverTooMuch}\n`
  if (ids.length === 0) return `${words.notTooMuch}\n`
  const what = words.oldest(ids.length, mebibytes(bytes))
  if (isDone) return `${words.trimmed(what)}\n`
  return `${ids.join('\n')}\n${words.toTrim(what)}\n`
}

/** What stands for a script that was never saved. */
export function scriptName({ path: file, example }: Pick<HistoryEntry, 'path' | 'example'>): string {
  return file === null ? (example ?? words.notSaved) : path.basename(file)
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
    workers === null ? words.default : String(workers),
    state,
    seconds === null ? '' : seconds.toFixed(seconds < 10 ? 3 : 1),
    [name, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' '),
  ]
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
