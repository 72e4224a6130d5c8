/**
 * Bootstrap intervals (Efron 1979). What is drawn, with replacement, are whole rounds of the sweep: a round visits every
 * value within a short time, so what drifts from round to round stays together and cancels in ratios.
 */
import { randomLcg } from 'd3-random'
import { errorFunction, probit, quantile } from 'simple-statistics'
import type { Interval } from '../protocol/sweep'

/** Rounds by number, ascending; one that was drawn twice stands twice. */
export type Resample = readonly number[]

/** An estimate from all rounds, and the same from each resample. */
export interface Estimates<T> {
  readonly rounds: number
  readonly whole: T
  readonly drawn: readonly T[]
}

const LEVEL = 0.95

/** @param draws 2,000 make the ends of an interval steadier than its second digit */
export function resamples(rounds: number, seed: number, draws = 2000): Estimates<Resample> {
  const random = randomLcg(seed)
  // Few rounds have few different resamples (five: 126), and what is the same object is worked out once.
  const known = new Map<string, Resample>()
  const draw = () => {
    const drawn = Array.from({ length: rounds }, () => Math.floor(random() * rounds)).sort((a, b) => a - b)
    const key = drawn.join()
    const same = known.get(key)
    if (same === undefined) known.set(key, drawn)
    return same ?? drawn
  }
  return { rounds, whole: Array.from({ length: rounds }, (_, i) => i), drawn: Array.from({ length: draws }, draw) }
}

export function mapped<T extends object, U>(
  { rounds, whole, drawn }: Estimates<T>,
  to: (estimate: T) => U,
): Estimates<U> {
  const known = new Map<T, U>()
  const once = (estimate: T) => {
    if (!known.has(estimate)) known.set(estimate, to(estimate))
    return known.get(estimate) as U
  }
  return { rounds, whole: to(whole), drawn: drawn.map(once) }
}

/**
 * The 95 % interval of a number: the expanded percentile interval (Hesterberg 2015), whose tails are those
 * of Student's t for so many rounds, as plain percentiles of few rounds are too narrow. Resamples in which the number
 * cannot be had (NaN) are left out. @returns `null` where it cannot be had from the whole
 */
export function interval<T>({ rounds, whole, drawn }: Estimates<T>, of: (estimate: T) => number): Interval | null {
  const value = of(whole)
  if (Number.isNaN(value)) return null
  const numbers = drawn.map(of).filter((number) => !Number.isNaN(number))
  if (rounds < 2 || numbers.length === 0) return { value, low: value, high: value }
  const tail = normalTail(Math.sqrt(rounds / (rounds - 1)) * studentT(rounds - 1))
  const [low, high] = quantile(numbers, [tail, 1 - tail]) as unknown as [number, number]
  return { value, low: Math.min(low, value), high: Math.max(high, value) }
}

/** The share of a normal distribution that lies beyond `z`. */
function normalTail(z: number): number {
  return (1 - errorFunction(z / Math.SQRT2)) / 2
}

/** Student's t that leaves 2.5 % above it: Abramowitz and Stegun 26.7.5, within 1 % from 4 degrees of freedom on. */
function studentT(freedom: number): number {
  const z = probit((1 + LEVEL) / 2)
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ]
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0)
}
