import { expect, test } from 'vitest'
import type { MapFigures, Repeat, SweepSettings } from '../../protocol/sweep'
import { notesOf } from './notes'

const settings = { values: [1, 2], poolSize: null, repeats: 1, warmups: 0, timeout: null, seed: 1 } as const
const pools: SweepSettings = { ...settings, axis: 'pool-size' }
const chunks: SweepSettings = { ...settings, axis: 'chunk-size' }

function map(call: number, workers: number, chunksize: number): MapFigures {
  return { call, name: 'f', workers, total: 8, chunksize, failed: 0, seconds: 1, tasksPerSecond: 8, task: null }
}

function repeat(value: number, ...maps: MapFigures[]): Repeat {
  return {
    value,
    round: 0,
    startedAt: '',
    outcome: 'finished',
    error: null,
    seconds: 1,
    startUpSeconds: 0,
    cpuSeconds: 1,
    peakMemory: 1,
    maps,
    noise: { otherLoad: 0, clock: null },
    affected: null,
  }
}

test.each<[string, SweepSettings, Repeat[], string[]]>([
  ['nothing was measured', pools, [], []],
  ['pools take the size', pools, [repeat(1, map(0, 1, 2)), repeat(2, map(0, 2, 2))], []],
  [
    'some pool takes the size',
    pools,
    [repeat(1, map(0, 4, 2), map(1, 1, 2)), repeat(2, map(0, 4, 2), map(1, 2, 2))],
    [],
  ],
  [
    'no pool takes the size',
    pools,
    [repeat(1, map(0, 2, 1)), repeat(2, map(0, 2, 2))],
    ['No pool of the script takes the default size: each names its own, so the pool size changes nothing in it.'],
  ],
  ['no pool at all is for the answer to say', pools, [repeat(1), repeat(2)], []],
  ['chunk sizes are for the answer to judge', chunks, [repeat(1, map(0, 4, 9))], []],
])('%s', (_, of, repeats, notes) => {
  expect(notesOf(of, repeats, 0)).toEqual(notes)
})

test('it is said how many maps were left out', () => {
  expect(notesOf(pools, [], 7)).toEqual(['A run has 107 map calls; figures of the first 100 are kept.'])
})
