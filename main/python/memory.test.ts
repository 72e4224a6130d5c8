import { expect, test } from 'vitest'
import { roomFor, spareLimit } from './memory'

const GIB = 2 ** 30

test('a run of Python may have as many processes as have room, and a few where next to nothing is free', () => {
  expect(roomFor(64, 100 * GIB)).toEqual({ processLimit: 64, each: 0 })
  expect(roomFor(64, 3 * GIB)).toEqual({ processLimit: 20, each: 150 })
  expect(roomFor(64, 0)).toEqual({ processLimit: 4, each: 150 })
})

test('spares leave most of the memory to the scripts', () => {
  expect([100 * GIB, GIB, 0].map((free) => spareLimit(3, free))).toEqual([3, 1, 0])
})
