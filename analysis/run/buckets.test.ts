import { expect, test } from 'vitest'
import { bucketsOf, quantile } from './buckets'

const timesOf = (buckets: number[]) => ({ count: 0, sum: 0, longest: 0, buckets })

test('buckets are those from the shortest to the longest that occurred', () => {
  expect(bucketsOf(timesOf([0, 0, 3, 0, 1, 0]))).toEqual([
    { from: 2e-6, to: expect.closeTo(2.83e-6, 8), count: 3 },
    { from: expect.closeTo(2.83e-6, 8), to: 4e-6, count: 0 },
    { from: 4e-6, to: expect.closeTo(5.66e-6, 8), count: 1 },
  ])
  expect(bucketsOf(timesOf([1]))[0]?.from).toBe(0)
  expect(bucketsOf(timesOf([]))).toEqual([])
})

test('a quantile lies in the bucket where the share is reached', () => {
  const times = timesOf([...Array<number>(20).fill(0), 90, 0, 0, 0, 10])
  expect(quantile(times, 0.5)).toBeGreaterThan(2 ** 10 / 1e6)
  expect(quantile(times, 0.5)).toBeLessThan(2 ** 10.5 / 1e6)
  expect(quantile(times, 0.95)).toBeGreaterThan(2 ** 12 / 1e6)
  expect(quantile(timesOf([]), 0.5)).toBe(null)
})
