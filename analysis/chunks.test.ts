import { randomLcg, randomLogNormal } from 'd3-random'
import { mean, median, standardDeviation, sum } from 'simple-statistics'
import { expect, test } from 'vitest'
import type { SweepData, TaskFigures } from '../protocol/sweep'
import { answer } from './answer'
import { cpythonChunksize } from './chunks'
import { simulated } from './simulated'

const ITEMS = 4000
const WORKERS = 2

const chunksOf = (items: readonly number[], chunksize: number) =>
  Array.from({ length: Math.ceil(items.length / chunksize) }, (_, i) => items.slice(i * chunksize, (i + 1) * chunksize))

/** Seconds of a map whose chunks really go to the first worker that is free: what the model's formula only describes. */
function scheduled(chunksize: number, items: readonly number[], dispatch: number): number {
  const free = Array.from({ length: WORKERS }, () => 0)
  for (const chunk of chunksOf(items, chunksize)) {
    const first = free.indexOf(Math.min(...free))
    free[first] = (free[first] as number) + dispatch + sum(chunk)
  }
  return Math.max(...free)
}

function recorded(chunksize: number, items: readonly number[]): TaskFigures {
  const means = chunksOf(items, chunksize).map(mean)
  const deviation = standardDeviation(means)
  return {
    records: means.length,
    items: ITEMS,
    dropped: 0,
    mean: mean(items),
    deviation,
    median: median(means),
    p95: NaN,
  }
}

function sweptOver(values: readonly number[], items: readonly number[], dispatch: number): SweepData {
  return simulated({
    axis: 'chunk-size',
    values,
    cores: WORKERS,
    seconds: (chunksize) => scheduled(chunksize, items, dispatch),
    task: (chunksize) => recorded(chunksize, items),
    map: { total: ITEMS, workers: WORKERS },
    noise: 0.01,
    drift: 0.03,
  })
}

/** Items of 1 ms that vary by `sigma` (of their logarithm), each for itself. */
function swept(values: readonly number[], sigma: number, dispatch: number): SweepData {
  const draw = randomLogNormal.source(randomLcg(5))(0, sigma)
  const expected = Math.exp(sigma ** 2 / 2)
  const items = Array.from({ length: ITEMS }, () => (draw() / expected) * 1e-3)
  return sweptOver(values, items, dispatch)
}

test("CPython's default takes four chunks a worker", () => {
  expect([1, 4, 100, 101, 1_000_000].map((total) => cpythonChunksize(total, 2))).toEqual([1, 1, 13, 13, 125_000])
})

test('dispatch cost and item time are found again', () => {
  const { chunks, refusals } = answer(swept([1, 2, 4, 8, 16, 64, 256, 1024], 0.5, 2e-3))
  const near = (value: number | undefined, truth: number) => Math.abs((value ?? NaN) / truth - 1) < 0.05
  expect({
    dispatch: near(chunks?.dispatchSeconds.value, 2e-3),
    item: near(chunks?.itemSeconds.value, 1e-3),
    cpythonDefault: chunks?.cpythonDefault,
    measured: chunks?.measured.map(({ chunksize }) => chunksize),
    refusals,
  }).toEqual({
    dispatch: true,
    item: true,
    cpythonDefault: 500,
    measured: [1, 2, 4, 8, 16, 64, 256, 1024],
    refusals: [],
  })
})

test('many cheap items: single ones cost most of the time, and the advice names a size', () => {
  const { sentence, best } = answer(swept([1, 10, 100, 500, 1000, 3000], 1, 5e-4))
  expect(best?.value).toBe(100)
  expect(sentence).toMatch(
    /^Chunks of 100 are best.*; beyond chunks of 1\u2009000 it gets slower\. Handing out a chunk costs \d{3}\u2009µs, an item (1\.0\d\u2009ms|9\d\d\u2009µs): /,
  )
})

test('neighbours that take alike: the model knows that large chunks are uneven', () => {
  const draw = randomLogNormal.source(randomLcg(9))(0, 1)
  const groups = Array.from({ length: ITEMS / 200 }, draw)
  const items = Array.from({ length: ITEMS }, (_, i) => (groups[Math.floor(i / 200)] as number) * 1e-3)
  const { best, chunks, refusals } = answer(sweptOver([1, 4, 16, 64, 256, 1024], items, 1e-3))
  expect({ best: best?.value, refusals }).toEqual({ best: 64, refusals: [] })
  const says = chunks?.modelled.find(({ chunksize }) => chunksize === 256)?.seconds ?? NaN
  const measured = chunks?.measured.find(({ chunksize }) => chunksize === 256)?.seconds.value ?? NaN
  expect(Math.abs(says / measured - 1)).toBeLessThan(0.05)
})

test('a map that names its own chunksize takes no part', () => {
  const data = simulated({
    axis: 'chunk-size',
    values: [1, 10, 100],
    seconds: () => 2,
    map: { chunksize: 5 },
    noise: 0.01,
  })
  const { sentence, best, chunks, measure, refusals } = answer(data)
  const named = 'No map of the script takes the chunk size of the sweep, as each names its own or there is none'
  expect({ sentence, best, chunks, measure, refusals }).toEqual({
    sentence: `${named}: there is nothing to recommend.`,
    best: null,
    chunks: null,
    measure: 'wall-time',
    refusals: [`${named}: what differs between the sizes is noise.`],
  })
})

test('two chunk sizes are too few, and a map unlike the model is said to be', () => {
  expect(answer(swept([1, 100], 0.5, 2e-3)).refusals).toEqual([
    'Two chunk sizes are too few for the model: three are the least.',
  ])
  const odd = simulated({
    axis: 'chunk-size',
    values: [1, 10, 100],
    seconds: (size) => (size === 10 ? 9 : 1),
    noise: 0.01,
  })
  expect(answer(odd).refusals).toEqual([
    expect.stringMatching(
      /^The model of chunk sizes does not describe this map: it is \d+\u2009% off at chunks of \d+\.$/,
    ),
  ])
})
