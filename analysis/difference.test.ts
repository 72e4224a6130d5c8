import { expect, test } from 'vitest'
import { difference } from './difference'
import { simulated } from './simulated'

const noisy = { noise: 0.02, drift: 0.02, cores: 4 }

test('at least nine of ten intervals hold how much faster a script has become', () => {
  const faster = Array.from(
    { length: 100 },
    (_, i) =>
      difference(
        simulated({ ...noisy, values: [1, 2, 4], seconds: (size) => 10 / size }, 2 * i + 1),
        simulated({ ...noisy, values: [2, 4, 8], seconds: (size) => 8 / size }, 2 * i + 2),
        1,
        300,
      ).faster,
  ).flat()
  const held = faster.filter(({ times }) => times.low <= 1.25 && 1.25 <= times.high)
  expect(held.length / faster.length).toBeGreaterThanOrEqual(0.9)
  expect([...new Set(faster.map(({ value }) => value))]).toEqual([2, 4])
})

test('a sweep of a script that maps nothing is compared by wall time', () => {
  const { measure, faster } = difference(
    simulated({ values: [1, 2], seconds: () => 3, map: null }),
    simulated({ values: [1, 2], seconds: () => 1 }),
  )
  expect({ measure, faster: faster.map(({ times }) => times.value.toFixed(2)) }).toEqual({
    measure: 'wall-time',
    faster: ['2.50', '2.50'],
  })
})

test('sweeps with nothing in common have no difference', () => {
  const of = (values: number[]) => simulated({ values, seconds: () => 3 })
  expect(difference(of([1, 2]), of([3])).faster).toEqual([])
  expect(difference({ ...of([1]), repeats: [] }, of([1])).faster).toEqual([])
})
