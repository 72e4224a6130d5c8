/**
 * Amdahl's law and the Universal Scalability Law, as seconds an item:
 *
 *     T(N) = p / N + q + c (N - 1)        p, q, c >= 0
 *
 * p is the part that N workers share (Amdahl 1967), q the serial part, c what each further worker costs all others
 * (Gunther 2007, chapter 4); Amdahl's law is c = 0. With gamma = 1 / (p + q), sigma = q / (p + q), kappa = c / (p + q)
 * this is Gunther's X(N) = 1 / T(N) = gamma N / (1 + sigma (N - 1) + kappa N (N - 1)). As T it is linear in p, q and c, so
 * the best fit is found without start values or iterations, and the bounds of sigma (0 to 1) and kappa (0 on) are signs.
 *
 * Amdahl's N are processors. Workers beyond the processors share them unless they wait for something else, so where a
 * sweep goes that far both readings, N and min(N, processors) in p / N, are tried and the closer one is taken.
 */
import type { Fit } from '../protocol/sweep'
import { interval, mapped, type Estimates } from './bootstrap'
import { nonNegativeLeastSquares } from './least-squares'
import type { Medians } from './points'

/** A law with its coefficients. */
export interface Curve {
  readonly law: Fit['law']
  readonly limit: number | null
  readonly p: number
  readonly q: number
  readonly c: number
  /** Squares of relative residuals of the medians. */
  readonly squares: number
}

/** Below this sizes do not tell a law from another. */
export const FEWEST_SIZES = 4
/** Differences of less than a thousandth are not taken for real. */
const FINEST = 1e-3

export interface Observed {
  readonly sizes: readonly number[]
  readonly cores: number
  /** Repeats that count, of all sizes. */
  readonly repeats: number
  /** Relative deviation of one repeat. */
  readonly noise: number
}

/** Seconds an item (or a run) with `size` workers. */
export function secondsAt({ limit, p, q, c }: Pick<Curve, 'limit' | 'p' | 'q' | 'c'>, size: number): number {
  return p / Math.min(size, limit ?? size) + q + c * (size - 1)
}

/** The same from a fit as it is kept: `1 / X(N)`. */
export function secondsOf({ limit, gamma, sigma, kappa }: Fit, size: number): number {
  const whole = 1 / gamma.value
  return secondsAt({ limit, p: whole * (1 - sigma.value), q: whole * sigma.value, c: whole * kappa.value }, size)
}

/** Sigma. */
function serialShare({ p, q }: Pick<Curve, 'p' | 'q'>): number {
  return q / (p + q)
}

/** Both laws for these medians, as far as there are repeats enough for them. */
export function curvesOf({ levels }: Medians, observed: Observed): Curve[] {
  const { sizes, cores } = observed
  const usable = sizes.flatMap((size, row) =>
    Number.isNaN(levels[row]) ? [] : [{ size, cost: Math.exp(levels[row] as number) }],
  )
  if (usable.length < FEWEST_SIZES || cores < 2) return []
  const limits = (sizes.at(-1) as number) > cores ? [null, cores] : [null]
  return (['amdahl', 'usl'] as const)
    .filter((law) => Number.isFinite(aicc({ law, squares: 1 }, observed)))
    .flatMap((law) => {
      const curves = limits.map((limit) => curve(law, limit, usable)).filter((one) => one !== null)
      return curves.length === 0 ? [] : [curves.reduce((best, one) => (one.squares < best.squares ? one : best))]
    })
}

function curve(law: Fit['law'], limit: number | null, usable: readonly { size: number; cost: number }[]): Curve | null {
  const columns = [
    usable.map(({ size }) => 1 / Math.min(size, limit ?? size)),
    usable.map(() => 1),
    ...(law === 'usl' ? [usable.map(({ size }) => size - 1)] : []),
  ]
  const solution = nonNegativeLeastSquares(
    columns,
    usable.map(({ cost }) => cost),
  )
  if (solution === null) return null
  const [p = 0, q = 0, c = 0] = solution.coefficients
  return p + q > 0 ? { law, limit, p, q, c, squares: solution.squares } : null
}

/**
 * Akaike's criterion for few observations (Hurvich and Tsai 1989): n ln(S / n) + 2 k + 2 k (k + 1) / (n - k - 1), where k
 * counts the variance too. An observation is a repeat. S is what the law misses the medians by, once for each repeat, and
 * what the repeats differ among themselves, whose deviation is a robust one. @returns `Infinity` for too few repeats
 */
export function aicc({ law, squares }: Pick<Curve, 'law' | 'squares'>, { sizes, repeats, noise }: Observed): number {
  const k = law === 'usl' ? 4 : 3
  if (repeats - k - 1 <= 0) return Infinity
  const sum = squares * (repeats / sizes.length) + repeats * Math.max(noise, FINEST) ** 2
  return repeats * Math.log(sum / repeats) + 2 * k + (2 * k * (k + 1)) / (repeats - k - 1)
}

/** The law that AICc prefers. */
export function chosenOf(curves: readonly Curve[], observed: Observed): Curve | null {
  const [first = null, ...others] = curves
  return others.reduce((best, one) => (best !== null && aicc(one, observed) < aicc(best, observed) ? one : best), first)
}

/**
 * Sigma of both laws, each with its Akaike weight exp(-difference / 2) (Burnham and Anderson 2002): where AICc
 * cannot tell them apart, taking the one for given would say more than the repeats do.
 */
export function weightedShare(curves: readonly Curve[], observed: Observed): number {
  const criteria = curves.map((curve) => aicc(curve, observed))
  const weights = criteria.map((criterion) => Math.exp((Math.min(...criteria) - criterion) / 2))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return curves.reduce((share, curve, i) => share + ((weights[i] as number) / sum) * serialShare(curve), 0)
}

/** A law's parameters with their intervals, the law taken for given, from its curve in each resample. */
export function fitOf(law: Fit['law'], curves: Estimates<readonly Curve[]>, observed: Observed): Fit | null {
  const ones = mapped(curves, (all) => ({ curve: all.find((one) => one.law === law) ?? null }))
  const whole = ones.whole.curve
  if (whole === null) return null
  const parameter = (of: (curve: Curve) => number) =>
    interval(ones, ({ curve }) => (curve === null ? NaN : of(curve))) ?? { value: NaN, low: NaN, high: NaN }
  return {
    law,
    limit: whole.limit,
    gamma: parameter(({ p, q }) => 1 / (p + q)),
    sigma: parameter(serialShare),
    kappa: parameter(({ p, q, c }) => c / (p + q)),
    aicc: aicc(whole, observed),
  }
}

/** The size at which a curve is farthest off, and by which share. */
export interface Miss {
  readonly size: number
  readonly share: number
}

/** Where the curve misses a median by more than noise explains, most; `null`: nowhere. */
export function worstMiss(curve: Curve, { levels }: Medians, { sizes, repeats, noise }: Observed): Miss | null {
  // Four standard errors of a median: noise alone should hardly ever take the law away.
  const bound = Math.max(0.05, (4 * 1.2533 * noise) / Math.sqrt(repeats / sizes.length))
  const misses = sizes.map((size, row) => ({
    size,
    share: Math.abs(secondsAt(curve, size) / Math.exp(levels[row] as number) - 1),
  }))
  const worst = misses.reduce((most, one) => (one.share > most.share ? one : most))
  return worst.share > bound ? worst : null
}
