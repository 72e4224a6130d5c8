/** Entries of the history in the lab's words. */
import { bytes, count, duration, rate, sizeOf, times } from '../../analysis/numbers'
import { writeSizes } from '../../analysis/sizes'
import type { EntryState, HistoryEntry, HistorySize, ScriptSource } from '../../protocol/history'

/** A word and the name of a drawing. */
export const STATES = {
  finished: { word: 'finished', icon: 'check' },
  failed: { word: 'failed', icon: 'error' },
  stopped: { word: 'stopped', icon: 'stop' },
  'timed-out': { word: 'timed out', icon: 'clock' },
  running: { word: 'running', icon: 'run' },
  interrupted: { word: 'interrupted', icon: 'warning' },
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
  const day = `${time.getDate()}\u00a0${time.toLocaleString('en', { month: 'short' })}${year}`
  const seconds = withSeconds ? `:${two(time.getSeconds())}` : ''
  return `${day}, ${two(time.getHours())}:${two(time.getMinutes())}${seconds}`
}

/** Workers of `Pool()`, or what was compared. */
export function sizesOf({ axis, values, poolSize }: HistoryEntry): string {
  if (values === null || axis === null) return poolSize === null ? 'one each' : count(poolSize)
  return `${axis === 'pool-size' ? '' : 'chunks '}${writeSizes(values)}`
}

/** What came of it: how fast, which size is best, or what went wrong. */
export function resultOf({ kind, throughput, best, axis, error }: HistoryEntry): string {
  if (kind === 'run') return error ?? (throughput === null ? '' : `${rate(throughput)}\u2009tasks/s`)
  if (best === null || axis === null) return error ?? 'no best size'
  return `best: ${sizeOf(axis, best.value)}, ${times(best.speedUp)}`
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
  return ids.length === 1 ? 'oldest entry' : `${count(ids.length)} oldest entries`
}

/** For a line that says what is open. */
export function keptLine(entry: HistoryEntry): string {
  const { kind, startedAt, state } = entry
  const noun = kind === 'run' ? 'run' : 'comparison'
  const name = entry.name === '' ? scriptName(entry) : `${entry.name} (${scriptName(entry)})`
  const seconds = entry.seconds === null ? '' : ` in ${secondsOf(entry)}`
  return `Kept ${noun} of ${dayOf(startedAt)} · ${name} · ${STATES[state].word}${seconds}`
}
