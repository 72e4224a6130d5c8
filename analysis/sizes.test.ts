import { expect, test } from 'vitest'
import { readSizes, SizesError, usualSizes, writeSizes } from './sizes'

test.each([
  ['1-4', [1, 2, 3, 4]],
  [' 8, 1 - 2 ,4', [1, 2, 4, 8]],
  ['64', [64]],
])('%j', (text, sizes) => {
  expect(readSizes(text, 64)).toEqual(sizes)
})

test.each([
  ['', "must be whole numbers from 1 to 64, not ''"],
  ['1,x', "must be whole numbers from 1 to 64, not 'x'"],
  ['0-3', "must be whole numbers from 1 to 64, not '0'"],
  ['1-65', "must be whole numbers from 1 to 64, not '65'"],
  ['-1', "must be whole numbers from 1 to 64, not '-1'"],
  ['4-1', "must go from the smaller to the larger: 1-4, not '4-1'"],
  ['1-4, 3', 'must not have 3 twice'],
])('%j is refused', (text, message) => {
  expect(() => readSizes(text, 64)).toThrow(new SizesError(message))
})

test('more than 64 sizes are refused before they are made', () => {
  expect(() => readSizes('1-1000000000', 1e9)).toThrow('may be 64 at most, not 1\u2009000\u2009000\u2009000')
  expect(() => readSizes('1-40, 101-140', 1e9)).toThrow('may be 64 at most, not 80')
})

test('sizes in short can be read again', () => {
  for (const sizes of [usualSizes(2), [1, 2], [1, 2, 4, 5, 6, 16]])
    expect(readSizes(writeSizes(sizes), 64)).toEqual(sizes)
  expect(writeSizes([1, 2, 4, 5, 6, 16])).toBe('1, 2, 4-6, 16')
  expect(usualSizes(100)).toHaveLength(64)
})
