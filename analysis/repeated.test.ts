import { randomLcg, randomNormal } from 'd3-random'
import { expect, test } from 'vitest'
import { changeOf, medianOf } from './repeated'

test('at least nine of ten intervals hold by how much a script has become faster', () => {
  const normal = randomNormal.source(randomLcg(1))(1, 0.05)
  const runs = (seconds: number) => Array.from({ length: 7 }, () => seconds * normal())
  const held = Array.from({ length: 100 }, (_, i) => changeOf(runs(2), runs(1.6), 2 * i)).filter(
    (change) => change !== null && change.low <= -0.2 && -0.2 <= change.high,
  )
  expect(held.length).toBeGreaterThanOrEqual(90)
})

test('a single run has a value and no interval', () => {
  expect(medianOf([2])).toEqual({ value: 2, low: 2, high: 2 })
  expect(changeOf([2], [1, 1.2, 1.1])).toMatchObject({ low: changeOf([2], [1.1])?.value, value: expect.closeTo(-0.45) })
})

test('what was nothing before, or is not there, has not changed by any share', () => {
  expect(changeOf([0], [1])).toBe(null)
  expect(changeOf([], [1])).toBe(null)
  expect(medianOf([])).toBe(null)
})
