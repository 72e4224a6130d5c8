/** The same thing measured several times, twice: runs of a script before and after a change. */
import { median } from 'simple-statistics'
import type { Interval } from '../protocol/sweep'
import { interval, mapped, resamples, type Estimates } from './bootstrap'

/** @param values of single runs. @returns their median; of one run the interval has no width */
export function medianOf(values: readonly number[], seed = 1): Interval | null {
  return interval(medians(values, seed), (one) => one.median)
}

/**
 * By which share the median has changed: 0.1 is a tenth more. Each side's runs are drawn by themselves, as they were not
 * made side by side. Where one side is a single run the interval has no width. @returns `null` where there is nothing before
 */
export function changeOf(before: readonly number[], after: readonly number[], seed = 1): Interval | null {
  const [old, fresh] = [medians(before, seed), medians(after, seed + 1)]
  const both: Estimates<readonly [number, number]> = {
    rounds: Math.min(old.rounds, fresh.rounds),
    whole: [old.whole.median, fresh.whole.median],
    drawn: old.drawn.map((one, i) => [one.median, (fresh.drawn[i] as Median).median] as const),
  }
  return interval(both, ([from, to]) => (from === 0 ? NaN : to / from - 1))
}

interface Median {
  readonly median: number
}

function medians(values: readonly number[], seed: number): Estimates<Median> {
  return mapped(resamples(values.length, seed), (runs) => ({
    median: runs.length === 0 ? NaN : median(runs.map((run) => values[run] as number)),
  }))
}
