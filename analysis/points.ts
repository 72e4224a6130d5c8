/** What the repeats say value by value, whatever the law behind them. */
import type { Interval, SweepData, SweepPoint } from '../protocol/sweep'
import { interval, mapped, type Estimates, type Resample } from './bootstrap'
import { rowMedians, steadied, type Table } from './table'
import { texts } from '../texts'

/** Medians by row of the table. */
export interface Medians {
  readonly seconds: readonly number[]
  readonly cost: readonly number[]
  /** Of the logarithm of the cost, the rounds' drifts kept from mixing with what is compared between values. */
  readonly levels: readonly number[]
}

export function mediansOf(table: Table, resamples: Estimates<Resample>): Estimates<Medians> {
  const { logs, drift } = steadied(table.cost)
  return mapped(resamples, (rounds) => {
    const [pace = 0] = rowMedians([drift], rounds)
    return {
      seconds: rowMedians(table.seconds, rounds),
      cost: rowMedians(table.cost, rounds),
      levels: rowMedians(logs, rounds).map((level) => level + pace),
    }
  })
}

/** Times as fast as `from`; both are rows. */
export function speedUp({ levels }: Medians, row: number, from = 0): number {
  return Math.exp((levels[from] as number) - (levels[row] as number))
}

export function pointsOf(data: SweepData, table: Table, medians: Estimates<Medians>): SweepPoint[] {
  return data.settings.values.map((value) => {
    const row = table.values.indexOf(value)
    if (row < 0) return { value, ...NOTHING, failure: failureAt(data, value) }
    const faster = interval(medians, (estimate) => speedUp(estimate, row))
    const share = (table.values[0] as number) / value
    return {
      value,
      repeats: (table.repeats[row] as unknown[]).filter((repeat) => repeat !== null).length,
      seconds: interval(medians, ({ seconds }) => seconds[row] as number),
      throughput: table.measure === 'throughput' ? interval(medians, ({ cost }) => 1 / (cost[row] as number)) : null,
      speedUp: faster,
      efficiency: data.settings.axis === 'pool-size' && faster !== null ? scaled(faster, share) : null,
      failure: null,
    }
  })
}

const NOTHING = { repeats: 0, seconds: null, throughput: null, speedUp: null, efficiency: null }

function scaled({ value, low, high }: Interval, by: number): Interval {
  return { value: value * by, low: low * by, high: high * by }
}

function failureAt({ repeats }: SweepData, value: number): string {
  const last = repeats.findLast((repeat) => repeat.value === value)
  const words = texts.answer.failures
  return last === undefined ? words.never : (last.error ?? words[last.outcome])
}
