import { expect, test } from 'vitest'
import { defaultChunksize } from './job'

test("default chunks are CPython's", () => {
  const golden = [
    [0, 4, 0],
    [1, 4, 1],
    [16, 4, 1],
    [17, 4, 2],
    [100, 4, 7],
    [1000, 8, 32],
    [12345, 12, 258],
    [1_000_000, 64, 3907],
  ] as const
  expect(golden.map(([length, workers]) => [length, workers, defaultChunksize(length, workers)])).toEqual(golden)
})
