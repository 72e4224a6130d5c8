import { expect, test } from 'vitest'
import type { SweepSettings } from '../../protocol/sweep'
import { roundsOf } from './order'

const settings: SweepSettings = {
  axis: 'pool-size',
  values: [1, 2, 4, 8],
  poolSize: null,
  repeats: 200,
  warmups: 2,
  timeout: null,
  seed: 1,
}

test('warm-ups come first, and each round visits every value once', () => {
  const rounds = roundsOf(settings)
  expect(rounds.slice(0, 4).map(({ number, isWarmup }) => [number, isWarmup])).toEqual([
    [0, true],
    [1, true],
    [0, false],
    [1, false],
  ])
  expect(rounds).toHaveLength(202)
  for (const { values } of rounds) expect([...values].sort((a, b) => a - b)).toEqual(settings.values)
})

test('the seed decides the order, and every value comes at every place about as often', () => {
  expect(roundsOf(settings)).toEqual(roundsOf(settings))
  expect(roundsOf({ ...settings, seed: 2 })).not.toEqual(roundsOf(settings))
  const rounds = roundsOf(settings)
  for (const value of settings.values)
    for (let place = 0; place < 4; place++) {
      const share = rounds.filter(({ values }) => values[place] === value).length / rounds.length
      expect(Math.abs(share - 0.25)).toBeLessThan(0.1)
    }
})

test.each([0, -1, 2 ** 31, 2 ** 32])('a seed of %d shuffles too', (seed) => {
  const orders = roundsOf({ ...settings, seed }).map(({ values }) => values.join())
  expect(new Set(orders).size).toBeGreaterThan(12)
})
