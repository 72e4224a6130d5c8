import { expect, test } from 'vitest'
import { Blocks } from './blocks'
import { TelemetryHistory } from './history'
import { Series } from './series'

test('a full series keeps its whole span at half the resolution', () => {
  const series = new Series(8)
  for (let i = 0; i < 20; i++) series.add(i, [i, 2 * i])
  expect(series.times.length).toBeLessThan(8)
  expect(series.times[0]).toBeLessThan(3)
  expect(series.times.at(-1)).toBeGreaterThan(14)
  expect(series.columns[1]).toEqual(series.columns[0]?.map((value) => 2 * value))
})

test('the point at a time is the last one before it', () => {
  const series = new Series(100)
  for (const time of [1, 2, 4]) series.add(time, [time])
  expect([0, 1, 3.9, 9].map((time) => series.indexAt(time))).toEqual([-1, 0, 1, 2])
})

test('blocks that are merged keep their counts and their busy time', () => {
  const blocks = new Blocks(100)
  for (let i = 0; i < 100_000; i++) blocks.add(i, i + 0.5, 2, false)
  const sum = (of: (block: (typeof blocks.list)[number]) => number) =>
    blocks.list.reduce((all, one) => all + of(one), 0)
  expect(blocks.list.length).toBeLessThan(100)
  expect(sum(({ count }) => count)).toBe(200_000)
  expect(sum(({ busy }) => busy)).toBeCloseTo(50_000)
  expect(blocks.list.at(-1)?.end).toBe(99_999.5)
})

test('a lane lives from the start of its process to its end, and a new run begins anew', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  const started = {
    type: 'process-started',
    process: 1,
    pid: 9,
    name: 'Worker',
    parent: 0,
    daemon: false,
    warm: true,
  } as const
  history.event({ ...started, at: 100 })
  history.event({ type: 'process-ended', process: 1, pid: 9, name: 'Worker', exitcode: 0, reason: 'finished', at: 900 })
  expect(history.lanes.map(({ name, start, end }) => ({ name, start, end }))).toEqual([
    { name: 'Worker', start: 0.1, end: 0.9 },
  ])
  history.begin('b')
  expect(history.isEmpty).toBe(true)
})
