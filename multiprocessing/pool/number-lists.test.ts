import { expect, test } from 'vitest'
import { packNumbers, unpackNumbers } from './number-lists'

function travelled(list: readonly unknown[], reserved: number): readonly number[] | null {
  const record = packNumbers(list, reserved)
  if (record === null) return null
  // A channel hands out what stood behind its own 4 bytes, in a buffer of its own.
  const arrived = new Uint8Array(record.subarray(4))
  return Array.from(unpackNumbers(arrived.subarray(reserved - 4)) ?? [])
}

test('lists of numbers arrive as they were sent, whatever the numbers', () => {
  const lists = [
    [1],
    [0, -1, 2 ** 31 - 1, -(2 ** 31)],
    [0, -0, 1],
    [1, 2 ** 31, 2 ** 53, 0.1, NaN, Infinity, -Infinity],
    Array.from({ length: 10_000 }, (_, i) => i),
    Array.from({ length: 10_000 }, (_, i) => i * i),
  ]
  for (const reserved of [28, 36]) expect(lists.map((list) => travelled(list, reserved))).toEqual(lists)
})

test('other lists are left to the encoder', () => {
  expect([[], ['a'], [1, 'a'], [1.5, null], [1n], [[1]], new Array(1)].map((list) => packNumbers(list, 36))).toEqual(
    new Array(7).fill(null),
  )
})
