/** Which value is best, how much it gains, and from where on more makes it slower. */
import type { Interval } from '../protocol/sweep'
import { interval, mapped, type Estimates } from './bootstrap'
import { chosenOf, secondsAt, type Curve, type Observed } from './laws'
import { speedUp, type Medians } from './points'

/** What is faster by less is not worth a larger value. */
const WORTH = 0.01

/** How the cost of each value is had from medians. */
export type CostsOf = (medians: Medians) => readonly number[]

export const byPoints: CostsOf = ({ levels }) => levels.map(Math.exp)

/** By the law that AICc prefers for the same medians: the choice is part of the estimate (Efron 2014). */
export function byLaw(curvesOf: (medians: Medians) => readonly Curve[], observed: Observed): CostsOf {
  return (medians) => {
    const chosen = chosenOf(curvesOf(medians), observed)
    return chosen === null ? byPoints(medians) : observed.sizes.map((size) => secondsAt(chosen, size))
  }
}

/** The smallest value within 1 % of the fastest; its interval comes from the same in each resample. */
export function bestOf(values: readonly number[], medians: Estimates<Medians>, costsOf: CostsOf): Interval | null {
  const best = mapped(medians, (estimate) => ({ value: smallestNear(values, costsOf(estimate)) }))
  const found = interval(best, ({ value }) => value)
  if (found === null) return null
  return {
    value: found.value,
    low: values.findLast((value) => value <= found.low) ?? found.low,
    high: values.find((value) => value >= found.high) ?? found.high,
  }
}

/** The first value whose cost is within 1 % of the least. */
export function smallestNear(values: readonly number[], costs: readonly number[]): number {
  const least = Math.min(...costs.filter((cost) => !Number.isNaN(cost)))
  return values.find((_, row) => (costs[row] as number) * (1 - WORTH) <= least) ?? NaN
}

/** Times as fast as the smallest value, at the value where that is most. */
export function gainOf(medians: Estimates<Medians>, costsOf: CostsOf): Interval {
  const ratios = mapped(medians, (estimate) => {
    const costs = costsOf(estimate)
    return costs.map((cost) => (costs[0] as number) / cost)
  })
  // Row by row, as the largest of several noisy ratios is above 1 in every resample.
  const rows = ratios.whole.slice(1).flatMap((_, i) => interval(ratios, (row) => row[i + 1] as number) ?? [])
  const most = (of: (row: Interval) => number) => Math.max(1, ...rows.map(of))
  return { value: most(({ value }) => value), low: most(({ low }) => low), high: most(({ high }) => high) }
}

/** The first value above the best from which on all are slower than it, beyond doubt and by more than 1 %. */
export function slowerFrom(values: readonly number[], medians: Estimates<Medians>, best: number): number | null {
  const at = values.indexOf(best)
  const slower = (row: number) => {
    const against = interval(medians, (estimate) => speedUp(estimate, row, at))
    return against !== null && against.high < 1 && against.value < 1 - WORTH
  }
  const rows = values.map((_, row) => row)
  const first = rows.find((row) => row > at && rows.slice(row).every(slower))
  return first === undefined ? null : (values[first] as number)
}
