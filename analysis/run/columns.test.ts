import { expect, test } from 'vitest'
import { Blocks } from './blocks'
import { Series } from './series'
import { Spans } from './spans'

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

test('a million tasks keep their counts, their busy time and when they were busy', () => {
  const blocks = new Blocks(1024)
  for (let i = 0; i < 1_000_000; i++) blocks.add(i, i + (i < 500_000 ? 0.5 : 0.9), 2, i === 7 ? 1 : 0, 1)
  const sum = (column: Float64Array) => column.subarray(0, blocks.length).reduce((all, one) => all + one, 0)
  const half = blocks.firstAfter(500_000)
  const share = (i: number) => (blocks.busy[i] as number) / ((blocks.end[i] as number) - (blocks.start[i] as number))
  expect(blocks.length).toBeLessThanOrEqual(1024)
  expect(blocks.length).toBeGreaterThan(256)
  expect([sum(blocks.count), sum(blocks.failed)]).toEqual([2_000_000, 1])
  expect(sum(blocks.busy)).toBeCloseTo(700_000, 3)
  expect(share(half - 2)).toBeCloseTo(0.5, 2)
  expect(share(half + 2)).toBeCloseTo(0.9, 2)
})

test('long tasks stay their own blocks among many short ones', () => {
  const blocks = new Blocks(64)
  for (let i = 0; i < 1000; i++) blocks.add(i, i + (i % 500 === 100 ? 400 : 0.1), 1, 0, 1)
  const long = [...blocks.end.subarray(0, blocks.length)].filter((end, i) => end - (blocks.start[i] as number) >= 400)
  expect(long).toEqual([500, 1000])
})

test('alike spans are one, and too many become fewer without a hole', () => {
  const spans = new Spans(16)
  for (let i = 0; i < 4; i++) spans.add('running', '', i, i + 1)
  expect(spans.list).toEqual([{ start: 0, end: 4, state: 'running', waitsFor: '' }])
  for (let i = 4; i < 200; i++) spans.add(i % 2 ? 'running' : 'waiting', '', i, i + 1)
  expect(spans.list.length).toBeLessThan(16)
  expect([spans.list[0]?.start, spans.list.at(-1)?.end]).toEqual([0, 200])
  expect(spans.list.slice(1).map(({ start }) => start)).toEqual(spans.list.slice(0, -1).map(({ end }) => end))
})
