import { expect, test } from 'vitest'
import { Union } from './union'

test('what is covered twice counts once, in whatever order it comes', () => {
  const intervals = [
    [1, 2],
    [3, 4],
    [1.5, 3.5],
    [8, 9],
    [0, 0.5],
    [8, 8],
    [5, 6],
    [5.5, 8.5],
  ] as const
  const forwards = new Union()
  for (const [start, end] of intervals) forwards.add(start, end)
  const backwards = new Union()
  for (const [start, end] of [...intervals].reverse()) backwards.add(start, end)
  expect([forwards.length, backwards.length]).toEqual([7.5, 7.5])
})

test('ten thousand intervals in little memory are never told too short', () => {
  const union = new Union(64)
  for (let i = 0; i < 10_000; i++) union.add(i, i + 0.5)
  expect(union.length).toBeGreaterThanOrEqual(5000)
  expect(union.length).toBeLessThanOrEqual(10_000)
})
