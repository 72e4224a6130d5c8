import { expect, test } from 'vitest'
import { answer } from '../../analysis'
import { gistOfRun, gistOfSweep } from './gist'
import { look, repeat, SWEEP } from './sample'

const [map] = look(100).maps

test('of a run: its items by the seconds of its calls that have ended', () => {
  const figures = { processes: [], peakMemory: 0, dropped: 0 }
  const calls = [
    { ...map!, done: 30, startedAt: 0, endedAt: 500 },
    { ...map!, map: 3, done: 10, startedAt: 600, endedAt: 1100 },
  ]
  expect(gistOfRun({ ...figures, maps: [...calls, { ...map!, map: 4, endedAt: null }] }).throughput).toBe(40)
  expect(gistOfRun({ ...figures, maps: [] }).throughput).toBe(null)
})

test('of a sweep: its best size, unless nothing was measured', () => {
  const repeats = [0, 1, 2, 3, 4].flatMap((round) => [1, 2].map((value) => repeat(value, round)))
  expect(gistOfSweep(answer({ ...SWEEP, repeats, notes: [] })).best).toEqual({ value: 2, speedUp: 2 })
  expect(gistOfSweep(answer({ ...SWEEP, repeats: [], notes: [] })).best).toBe(null)
})
