/** Two sweeps beside each other. */
import type { Interval, SweepAnswer, SweepData } from '../protocol/sweep'
import { interval, resamples, type Estimates } from './bootstrap'
import { mediansOf, type Medians } from './points'
import { tableOf } from './table'

export interface SweepDifference {
  /** What is compared: items a second, or wall time where one of the sweeps has no more. */
  readonly measure: SweepAnswer['measure']
  /** Of the values that both have measured: times as fast as before. An interval that holds 1 is no difference. */
  readonly faster: readonly { readonly value: number; readonly times: Interval }[]
}

/** Their rounds were not run side by side, so each sweep's are drawn by themselves, and drift between them counts. */
export function difference(before: SweepData, after: SweepData, seed = 1, draws = 2000): SweepDifference {
  const tables = [tableOf(before), tableOf(after)] as const
  const measure = tables.every((table) => table.measure === 'throughput') ? 'throughput' : 'wall-time'
  const [old, fresh] = tables.map((table, i) => {
    const compared = measure === 'throughput' ? table : { ...table, cost: table.seconds }
    return mediansOf(compared, resamples(table.rounds, seed + i, draws))
  }) as [Estimates<Medians>, Estimates<Medians>]
  const both = pairs(old, fresh)
  return {
    measure,
    faster: tables[0].values.flatMap((value, row) => {
      const other = tables[1].values.indexOf(value)
      const times = other < 0 ? null : interval(both, ([a, b]) => ratio(a, row, b, other))
      return times === null ? [] : [{ value, times }]
    }),
  }
}

function pairs(old: Estimates<Medians>, fresh: Estimates<Medians>): Estimates<readonly [Medians, Medians]> {
  return {
    rounds: Math.min(old.rounds, fresh.rounds),
    whole: [old.whole, fresh.whole],
    drawn: old.drawn.map((one, i) => [one, fresh.drawn[i] as Medians] as const),
  }
}

function ratio(old: Medians, row: number, fresh: Medians, other: number): number {
  return Math.exp((old.levels[row] as number) - (fresh.levels[other] as number))
}
