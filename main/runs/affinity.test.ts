import { expect, test } from 'vitest'
import { processorsIn } from './affinity'

test('processors are read as the kernel lists them', () => {
  expect(['0', '0-3', '0-1,8', '2,4-5'].map(processorsIn)).toEqual([[0], [0, 1, 2, 3], [0, 1, 8], [2, 4, 5]])
})
