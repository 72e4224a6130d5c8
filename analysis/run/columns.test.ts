import { expect, test } from 'vitest'
import { Lane } from './lane'
import { processSample } from './samples'
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

test('alike spans are one, and too many become fewer without a hole', () => {
  const spans = new Spans(16)
  for (let i = 0; i < 4; i++) spans.add('running', '', i, i + 1)
  expect(spans.list).toEqual([{ start: 0, end: 4, state: 'running', waitsFor: '' }])
  for (let i = 4; i < 200; i++) spans.add(i % 2 ? 'running' : 'waiting', '', i, i + 1)
  expect(spans.list.length).toBeLessThan(16)
  expect([spans.list[0]?.start, spans.list.at(-1)?.end]).toEqual([0, 200])
  expect(spans.list.slice(1).map(({ start }) => start)).toEqual(spans.list.slice(0, -1).map(({ end }) => end))
})

test('the memory of a process stands on the clock of all, from its first measure to its end', () => {
  const lane = new Lane(1, 'Worker', 1)
  ;[0, 40e6, 60e6].forEach((memory, i) => lane.add(processSample({ memory }), i, i + 1))
  lane.end = 4.5
  expect(lane.memoryOver([0.5, 1, 2, 2.5, 3, 4, 5])).toEqual([null, null, 40e6, 40e6, 60e6, 60e6, null])
})
