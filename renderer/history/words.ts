/** Entries of the history in the lab's words. */
import { bytes, count, duration, rate, sizeOf, times } from '../../analysis/numbers'
import { writeSizes } from '../../analysis/sizes'
import type { EntryState, HistoryEntry, HistorySize, ScriptSource } from '../../protocol/history'
import { texts } from '../../texts'

const words = texts.history

/** A word and the name of a drawing. */
export const STATES = {
  finished: { word: words.states.finished, icon: 'check' },
  failed: { word: words.states.failed, icon: 'error' },
  stopped: { word: words.states.stopped, icon: 'stop' },
  'timed-out': { word: words.states['timed-out'], icon: 'clock' },
  running: { word: words.states.running, icon: 'run' },
  interrupted: { word: words.states.interrupted, icon: 'warning' },
} as const satisfies Record<EntryState, { word: string; icon: string }>

/** What stands for a script that was never saved. */
export function scriptName({ path, example }: Omit<ScriptSource, 'text'>): string {
  return (path ?? example)?.split(/[\\/]/).at(-1) ?? 'untitled.ts'
}

/** The name that the user gave, or the script's. */
export function titleOf(entry: HistoryEntry): string {
  return entry.name || scriptName(entry)
}

/** `25 Nov, 12:03`, in local time, with the year where it is another. @param now for tests */
export function dayOf(iso: string, withSeconds = false, now = new Date()): string {
  const time = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const year = time.getFullYear() === now.getFullYear() ? '' : ` ${time.getFullYear()}`
  const day = `${time.getDate()}\u00a0${time.toLocaleString(texts.common.locale, { month: 'short' })}${year}`
  const seconds = withSeconds ? `:${two(time.getSeconds())}` : ''
  return `${day}, ${two(time.getHours())}:${two(time.getMinutes())}${seconds}`
}

/** Workers of `Pool()`, or what was compared. */
export function sizesOf({ axis, values, poolSize }: HistoryEntry): string {
  if (values === null || axis === null) return poolSize === null ? words.oneEach : count(poolSize)
  return axis === 'pool-size' ? writeSizes(values) : words.chunks(writeSizes(values))
}

/** What came of it: how fast, which size is best, or what went wrong. */
export function resultOf({ kind, throughput, best, axis, error }: HistoryEntry): string {
  if (kind === 'run') return error ?? (throughput === null ? '' : words.tasksPerSecond(rate(throughput)))
  if (best === null || axis === null) return error ?? words.noBest
  return words.best(sizeOf(axis, best.value), times(best.speedUp))
}

export function secondsOf({ seconds }: HistoryEntry): string {
  return seconds === null ? '–' : duration(seconds)
}

/** In the history itself, where kilobytes count. */
export function sizeText(value: number): string {
  return value < 1e6
    ? `${count(Math.ceil(value / 1e3))}\u2009kB`
    : value < 1e7
      ? `${(value / 1e6).toFixed(1)}\u2009MB`
      : bytes(value)
}

/** What a limit would remove. */
export function oldestOf({ ids }: HistorySize['excess']): string {
  return words.size.oldest(count(ids.length), ids.length === 1)
}

/** For a line that says what is open. */
export function keptLine(entry: HistoryEntry): string {
  const { kind, startedAt, state } = entry
  const name = entry.name === '' ? scriptName(entry) : `${entry.name} (${scriptName(entry)})`
  const { word } = STATES[state]
  const end = entry.seconds === null ? word : words.endedIn(word, secondsOf(entry))
  return words.keptOf[kind](dayOf(startedAt), name, end)
}
