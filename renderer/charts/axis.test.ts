import { expect, test } from 'vitest'
import { amountTicks, clockEnd, niceTop, originOf, scaleOf, timeTicks, toTime, toX } from './axis'
import { barsOf } from '../../figures/bars'
import { taskOf } from '../../analysis/run/samples'
import { taskTrack } from '../../analysis/run/tasks'
import { FAILED } from '../../analysis/run/track'

const plain = (text: string) => text.replace(/\u2009/g, ' ')

test('a time and its pixel answer each other, and the gutters have no time', () => {
  const scale = scaleOf(700, { start: 0, end: 10 })
  expect(toTime(scale, toX(scale, 4))).toBeCloseTo(4)
  expect([toTime(scale, scale.left - 1), toTime(scale, scale.right + 1)]).toEqual([null, null])
})

test('the clock goes on in small steps and ends with the run', () => {
  expect([0, 0.3, 1.01, 9.5, 61].map((now) => clockEnd(now, false))).toEqual([1, 1, 1.1, 10, 66])
  expect(clockEnd(9.53, true)).toBe(9.53)
  for (let now = 1; now < 1e5; now *= 1.03) expect(now / clockEnd(now, false)).toBeGreaterThan(0.88)
})

test.each([
  [0.001, '0, 0.2 ms, 0.4 ms, 0.6 ms, 0.8 ms, 1 ms'],
  [1.2, '0, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1 s, 1.2 s'],
  [12, '0, 2 s, 4 s, 6 s, 8 s, 10 s, 12 s'],
  [110, '0, 20 s, 40 s, 60 s, 80 s, 100 s'],
  [330, '0, 1 min, 2 min, 3 min, 4 min, 5 min'],
  [11_000, '0, 20 min, 40 min, 1 h, 1:20 h, 1:40 h, 2 h, 2:20 h, 2:40 h, 3 h'],
])('the ruler of %d s has round times', (end, labels) => {
  expect(
    timeTicks(scaleOf(800, { start: 0, end }))
      .map(({ label }) => plain(label))
      .join(', '),
  ).toBe(labels)
})

test.each([
  [10, 12, '10 s, 10.5 s, 11 s, 11.5 s, 12 s'],
  [312.3456, 312.3466, '0.6 ms, 0.8 ms, 1 ms, 1.2 ms, 1.4 ms, 1.6 ms'],
  [312.3456775, 312.3456885, '78 µs, 80 µs, 82 µs, 84 µs, 86 µs, 88 µs'],
])('a window from %d s to %d s has round times', (start, end, labels) => {
  const scale = scaleOf(800, { start, end })
  const ticks = timeTicks(scale)
  expect(ticks.map(({ label }) => plain(label)).join(', ')).toBe(labels)
  expect(ticks.every(({ value }) => value >= start - 1e-9 && value <= end + 1e-9)).toBe(true)
})

test('a window deep in the run says from where its times are told', () => {
  expect(originOf({ start: 10, end: 12 })).toBeNull()
  expect(plain(originOf({ start: 312.3456, end: 312.3466 })?.label ?? '')).toBe('312.345 s')
  expect(plain(originOf({ start: 0.3456, end: 0.345601 })?.label ?? '')).toBe('345.600 ms')
})

test.each([
  [0, 1, '0, 0.5, 1'],
  [0.9, 1, '0, 0.5, 1'],
  [168, 200, '0, 100, 200'],
  [1490, 1600, '0, 800, 1 600'],
  [98_000, 120_000, '0, 60 000, 120 000'],
])('a plot of up to %d goes up to %d', (high, top, labels) => {
  expect(niceTop(high)).toBeCloseTo(top)
  expect(
    amountTicks(top)
      .map(({ label }) => plain(label))
      .join(', '),
  ).toBe(labels)
})

test('wide tasks are bars with a gap, narrow ones one strip as strong as their share', () => {
  const tasks = taskTrack()
  tasks.add(taskOf({ end: 10 }))
  for (let i = 0; i < 40; i++)
    tasks.add(taskOf({ start: 20 + i / 4, end: 20 + i / 4 + 0.125, marks: i === 8 ? FAILED : 0 }))
  expect(barsOf(tasks, 1, 100, 1)).toEqual({
    bars: [
      { x: 0, width: 9, strength: 1 },
      { x: 20, width: 10, strength: 0.5 },
    ],
    failed: [22.0625],
  })
})
