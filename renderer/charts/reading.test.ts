import { expect, test } from 'vitest'
import { scaleOf } from './axis'
import { TelemetryHistory } from '../../analysis/run/history'
import { Lane } from '../../analysis/run/lane'
import { batchOf, mapSample, processSample } from '../../analysis/run/samples'
import { rowHeight, rowOf } from '../timeline/lane-rows'
import { bytes, cutMiddle, duration, moment } from '../../analysis/numbers'
import { callLabels, readingOf, sentenceOf, stepFrom } from './reading'

const plain = (text: string) => text.replace(/\u2009/g, ' ')
const call = mapSample({ total: 200, done: 100, startedAt: 500, tasksPerSecond: 150 })
const sample = processSample({ pid: 9, state: 'waiting', waitsFor: 'Pool.map', cpu: 0.25, memory: 50e6 })

function ran(): TelemetryHistory {
  const history = new TelemetryHistory()
  history.begin('a')
  const batch = batchOf({ runId: 'a', processes: [sample] })
  history.add({ ...batch, at: 1000, cores: { at: 1000, cores: [1, 0.5] }, maps: [call] })
  const ended = { ...call, done: 200, failed: 2, endedAt: 1500, tasksPerSecond: 200 }
  history.add({
    ...batch,
    at: 2000,
    cores: { at: 2000, cores: [0.5, 0] },
    maps: [ended],
    processes: [{ ...sample, memory: 40e6 }],
  })
  return history
}
const said = (history: TelemetryHistory, time: number | null) => {
  const { cpu, memory, throughput } = readingOf(history, time)
  return [cpu, memory, throughput].map(({ value, detail }) => plain(`${value} (${detail})`))
}

test('the headlines say what is, what was at the crosshair, and what the run was', () => {
  const history = ran()
  expect(said(history, null)).toEqual([
    '25 % (mean of 2 cores)',
    '40 MB (0 running, 1 waiting)',
    '200 (square  200 of 200, 2 failed, mean)',
  ])
  expect(said(history, 1.4)).toEqual(['75 % (sample at 1.00 s)', '50 MB (0 running, 1 waiting)', '150 (square)'])
  expect(said(history, 0.1)).toEqual(['– (no sample yet)', '0 MB (0 running, 1 waiting)', '– ()'])
  history.end()
  expect(said(history, null).slice(0, 2)).toEqual(['50 % (mean of the run)', '50 MB (1 process, peak)'])
  expect(plain(sentenceOf(readingOf(history, 1.4), 1.4))).toBe(
    'At 1.40 s: CPU 75 %, memory 50 MB, 150 tasks per second. square',
  )
})

test('the keys go from sample to sample, but at least a hundredth of the clock', () => {
  const times = [0, 0.1, 0.2, 0.9]
  expect(stepFrom(times, 0.1, 1, 1)).toBe(0.2)
  expect(stepFrom(times, 0.1, 1, 20)).toBe(0.9)
  expect(stepFrom(times, 0.9, 1, 1)).toBe(0.9)
  expect(stepFrom(times, 0.15, -1, 1)).toBe(0.1)
  expect(stepFrom([], 0.5, -1, 1)).toBe(0.5)
})

test('calls are named where their names have room', () => {
  const scale = scaleOf(800, { start: 0, end: 10 })
  const maps = [0, 4000, 4100, 9900].map((startedAt, i) => ({ ...call, map: i, startedAt }))
  expect(callLabels(maps, scale, 10).map(({ map }) => map)).toEqual([0, 2])
})

test('a row has its figures while the process lives, and how it ended after that', () => {
  const lane = new Lane(3, 'Worker', 0)
  lane.add({ ...sample, name: 'Worker', state: 'running', waitsFor: '' }, 0, 1)
  const notes = { note: '', shortNote: '', failed: false, ended: false }
  const figures = { process: 3, name: 'Worker', cpu: '25 %', memory: '50 MB', ...notes }
  const row = (time: number | null) => {
    const { cpu, memory, ...rest } = rowOf(lane, time)
    return { ...rest, cpu: plain(cpu), memory: plain(memory) }
  }
  expect(row(null)).toEqual(figures)
  Object.assign(lane, { end: 2, exit: { exitcode: -9, reason: 'killed' } })
  expect(row(1.5)).toEqual(figures)
  const over = { ...figures, cpu: '', memory: '', ended: true }
  expect(row(null)).toEqual({ ...over, note: 'killed \u22129', shortNote: 'exit \u22129', failed: true })
  lane.exit = { exitcode: -15, reason: 'terminated' }
  expect(row(null)).toEqual({ ...over, note: 'terminated \u221215', shortNote: 'exit \u221215' })
  Object.assign(lane, { exit: { exitcode: 0, reason: 'finished' }, sample: { ...sample, tasksDone: 1200 } })
  const { note, shortNote } = row(null)
  expect([note, shortNote].map(plain)).toEqual(['1 200 tasks', '1 200 tasks'])
})

test('rows are as high as fits', () => {
  expect([3, 10, 15, 64].map((lanes) => rowHeight(420, lanes))).toEqual([48, 42, 28, 20])
})

test('figures have units and few digits, and long names lose their middle', () => {
  expect([0.25, 12.345].map(moment).map(plain)).toEqual(['250 ms', '12.35 s'])
  expect([42e-6, 3.52e-3, 0.352, 12].map(duration).map(plain)).toEqual(['42.0 µs', '3.52 ms', '352 ms', '12.0 s'])
  expect([61.4e6, 1.42e9].map(bytes).map(plain)).toEqual(['61 MB', '1.42 GB'])
  expect([cutMiddle('PoolWorker-3', 12), cutMiddle('ImageResizer-12', 10)]).toEqual(['PoolWorker-3', 'Image…r-12'])
})
