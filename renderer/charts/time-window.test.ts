import { expect, test } from 'vitest'
import { endingAt, framed, inside, panned, revealing, zoomed } from './time-window'

const whole = { start: 0, end: 100 }

test('a zoom keeps the time under the pointer where it is, down to microseconds and up to the whole', () => {
  expect(zoomed(whole, whole, 0.5, 25)).toEqual({ start: 12.5, end: 62.5 })
  expect(zoomed({ start: 12.5, end: 62.5 }, whole, 2, 25)).toEqual(whole)
  expect(zoomed({ start: 12.5, end: 62.5 }, whole, 10, 25)).toEqual(whole)
  const { start, end } = zoomed({ start: 50, end: 50.00001 }, whole, 1e-9, 50)
  expect(end - start).toBeCloseTo(2e-6, 9)
})

test('a window neither leaves the run nor changes its length when it is moved', () => {
  expect(panned({ start: 10, end: 20 }, whole, 5)).toEqual({ start: 15, end: 25 })
  expect(panned({ start: 10, end: 20 }, whole, -50)).toEqual({ start: 0, end: 10 })
  expect(panned({ start: 10, end: 20 }, whole, 500)).toEqual({ start: 90, end: 100 })
  expect(inside({ start: -5, end: 200 }, whole)).toEqual(whole)
  expect(endingAt({ start: 10, end: 20 }, whole, 70)).toEqual({ start: 60, end: 70 })
})

test('what is gone to has room on both sides, and what is in sight moves nothing', () => {
  expect(framed({ start: 50, end: 60 }, whole)).toEqual({ start: 46, end: 64 })
  const window = { start: 10, end: 20 }
  expect(revealing(window, whole, { start: 11, end: 12 })).toBe(window)
  expect(revealing(window, whole, { start: 5, end: 40 })).toBe(window)
  expect(revealing(window, whole, { start: 30, end: 31 })).toEqual({ start: 22, end: 32 })
  expect(revealing(window, whole, { start: 5, end: 6 })).toEqual({ start: 4, end: 14 })
  expect(revealing(window, whole, { start: 50, end: 80 })).toEqual({ start: 50, end: 60 })
})
