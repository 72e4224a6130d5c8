import { expect, test } from 'vitest'
import { Rate } from './rate'

test('a rate is taken over the last half second', () => {
  const rate = new Rate()
  expect(rate.add(0, 0)).toBe(0)
  expect(rate.add(250, 50)).toBe(200)
  expect(rate.add(500, 100)).toBe(200)
  expect(rate.add(1000, 100)).toBe(0)
})
