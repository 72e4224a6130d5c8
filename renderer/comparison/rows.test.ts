import { expect, test } from 'vitest'
import { answer } from '../../analysis'
import { simulated } from '../../analysis/simulated'
import { disturbances, rowsOf } from './rows'

const BUSY = "Other programs used 15 % of the processors' time."

test('a size has the medians of its repeats that count, and says which were disturbed', () => {
  const quiet = simulated({ values: [1, 2], seconds: (size) => 2 / size, repeats: 3, cores: 2 })
  const [first, ...rest] = quiet.repeats
  if (first === undefined) throw new Error('nothing was simulated')
  const disturbed = { ...first, cpuSeconds: 99, peakMemory: null, affected: BUSY }
  const data = { ...quiet, repeats: [disturbed, ...rest, { ...first, cpuSeconds: 4 }] }
  const rows = rowsOf(data, answer(data))
  expect(
    rows.map(({ value, repeats, isBest, cpuSeconds, peakMemory, disturbed }) => [
      value,
      repeats,
      isBest,
      cpuSeconds,
      peakMemory,
      disturbed,
    ]),
  ).toEqual([
    [1, 3, false, 2, 1e8, [BUSY]],
    [2, 3, true, 1, 1e8, []],
  ])
  expect(disturbances(data)).toEqual([`1 worker, repeat 1: ${BUSY} Measured again.`])
  expect(disturbances({ ...data, repeats: [disturbed] })).toEqual([`1 worker, repeat 1: ${BUSY}`])
})
