import { expect, test, vi } from 'vitest'
import type { Interval, SweepAnswer } from '../protocol/sweep'
import { answer } from './answer'
import { simulated, type Truth } from './simulated'

// Hundreds of sweeps a test: a second or two, more where the machine is busy.
vi.setConfig({ testTimeout: 60_000 })

/** Seconds by the Universal Scalability Law, 10 with one worker. */
const scaling = (sigma: number, kappa: number) => (size: number) =>
  10 * ((1 - sigma) / size + sigma + kappa * (size - 1))

/** What a machine has that does other things too. */
const REAL = { noise: 0.03, drift: 0.03, delayed: 0.05 }
const SWEEPS = 200
/** Resamples, fewer than by default so that many sweeps are quick. */
const DRAWS = 300

function answers(truth: Truth, sweeps = SWEEPS): SweepAnswer[] {
  return Array.from({ length: sweeps }, (_, i) => answer(simulated({ ...REAL, ...truth }, i + 1), 1, DRAWS))
}

const holds = (interval: Interval | null | undefined, truth: number) =>
  interval != null && interval.low <= truth + 1e-9 && truth <= interval.high + 1e-9
const share = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / all.length

test.each([
  { sigma: 0.08, kappa: 0.01, values: [1, 2, 3, 4, 5, 6, 7, 8] },
  { sigma: 0.03, kappa: 0.005, values: [1, 2, 3, 4, 6, 8, 12, 16], cores: 16 },
  { sigma: 0.1, kappa: 0, values: [1, 2, 3, 4, 5, 6, 7, 8] },
])(
  'in 200 sweeps of sigma $sigma, kappa $kappa the intervals hold the truth',
  ({ sigma, kappa, values, cores = 8 }) => {
    const seconds = scaling(sigma, kappa)
    const all = answers({ values, cores, seconds })
    const law = kappa > 0 ? 'usl' : 'amdahl'
    const fitOf = ({ fits }: SweepAnswer) => fits.find((fit) => fit.law === law)
    const speedUps = all.flatMap(({ points }) => points.slice(1))
    const best = values.reduce((least, size) => (seconds(size) < seconds(least) ? size : least))
    const isNear = (value: number) => Math.abs(values.indexOf(value) - values.indexOf(best)) <= 1

    expect(share(all, (one) => holds(fitOf(one)?.sigma, sigma))).toBeGreaterThanOrEqual(0.9)
    expect(share(all, (one) => holds(fitOf(one)?.kappa, kappa))).toBeGreaterThanOrEqual(0.9)
    expect(share(all, (one) => holds(fitOf(one)?.gamma, 1000 / seconds(1)))).toBeGreaterThanOrEqual(0.9)
    expect(share(all, (one) => holds(one.serial, sigma))).toBeGreaterThanOrEqual(0.9)
    expect(share(speedUps, ({ value, speedUp }) => holds(speedUp, seconds(1) / seconds(value)))).toBeGreaterThanOrEqual(
      0.9,
    )
    expect(share(all, ({ chosen }) => chosen === law)).toBeGreaterThanOrEqual(0.85)
    expect(share(all, (one) => one.best !== null && isNear(one.best.value))).toBe(1)
  },
)

test('a perfectly parallel script on two processors gets two workers', () => {
  const all = answers({ values: [1, 2, 3, 4], cores: 2, seconds: (size) => 10 / Math.min(size, 2) }, 100)
  expect(share(all, ({ best }) => holds(best, 2))).toBeGreaterThanOrEqual(0.95)
  expect(share(all, ({ best }) => best?.value === 2)).toBeGreaterThanOrEqual(0.9)
  expect(all[0]?.sentence).toMatch(
    /^2 workers are best on this machine, 2\.0× \[1\.9, 2\.1\] of one; .*; more than the 2 processors add nothing\.$/,
  )
})

test('a serial script gets one worker, and the answer says so', () => {
  const all = answers({ values: [1, 2, 3, 4], cores: 2, seconds: () => 10 }, 100)
  expect(share(all, ({ best }) => best?.value === 1)).toBeGreaterThanOrEqual(0.9)
  expect(share(all, ({ best }) => best === null || best.low === 1)).toBeGreaterThanOrEqual(0.9)
  expect(all[0]?.sentence).toMatch(/^1 worker is enough on this machine, more are no faster \(at most 1\.\d\d× \[/)
})

test('the whole sentence: size, gain, serial share, and where it gets slower', () => {
  const values = [1, 2, 3, 4, 6, 8]
  const { sentence, refusals, slowerFrom } = answer(
    simulated({ values, seconds: scaling(0.08, 0.05), noise: 0.01, drift: 0.05 }),
  )
  expect({ sentence, refusals, slowerFrom }).toEqual({
    sentence:
      '4 workers are best on this machine, 2.2× [2.1, 2.2] of one; about 9\u2009% of the work does not run in parallel; beyond 4 it gets slower.',
    refusals: [],
    slowerFrom: 6,
  })
})

test('sizes that may be as good are others than the best, and were measured', () => {
  const data = simulated({ values: [1, 2, 3, 4, 5], seconds: (size) => 10 / Math.min(size, 2), noise: 0.05 }, 18)
  const failed = data.repeats.map((repeat) => (repeat.value === 3 ? { ...repeat, error: 'Error: no' } : repeat))
  const said = [data, { ...data, repeats: failed }].map((one) => answer(one))
  expect(said.map(({ best }) => best)).toEqual([2, 2].map((value) => ({ value, low: 2, high: 4 })))
  expect(said.map(({ sentence }) => /\((.*) may be as good\)/.exec(sentence)?.[1])).toEqual(['3 to 4', '4'])
})

test('the same sweep and seed give the same answer', () => {
  const data = simulated({ values: [1, 2, 3, 4], seconds: scaling(0.1, 0.01), ...REAL })
  expect(answer(data, 7)).toEqual(answer(data, 7))
})

test('drift that hits all sizes alike does not widen what is compared between them', () => {
  const width = (drift: number) => {
    const { points } = answer(simulated({ values: [1, 2, 3, 4], seconds: scaling(0.1, 0), noise: 0.01, drift }))
    const last = points.at(-1)?.speedUp
    return last == null ? NaN : last.high - last.low
  }
  expect(width(0.5)).toBeLessThan(2 * width(0))
})
