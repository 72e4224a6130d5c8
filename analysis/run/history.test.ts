import { expect, test } from 'vitest'
import type { TelemetryBatch } from '../../protocol/telemetry'
import { TelemetryHistory } from './history'
import { batchOf, mapSample, processSample, tasksOf } from './samples'

const started = { type: 'process-started', pid: 9, name: 'Worker', parent: 0, daemon: false, warm: true } as const
const ended = { type: 'process-ended', pid: 9, name: 'Worker' } as const
const worker = processSample({ process: 1, pid: 9, name: 'Worker', parent: 0, cpu: 0.5, memory: 1e6 })
const call = mapSample()

const batch = (at: number, parts: Partial<TelemetryBatch> = {}) => batchOf({ runId: 'a', at, ...parts })

test('a lane lives from the start of its process to its end, and a new run begins anew', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  history.event({ ...started, process: 1, at: 100 })
  history.event({ ...ended, process: 1, exitcode: -9, reason: 'killed', at: 900 })
  expect(history.lanes.map(({ name, start, end, failed }) => ({ name, start, end, failed }))).toEqual([
    { name: 'Worker', start: 0.1, end: 0.9, failed: true },
  ])
  history.begin('b')
  expect([history.isEmpty, history.now, history.lanes]).toEqual([true, 0, []])
})

test('what a process does becomes spans, from one look to the next', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  history.event({ ...started, process: 1, at: 20 })
  for (const at of [50, 100]) history.add(batch(at, { processes: [worker] }))
  history.add(batch(150, { processes: [{ ...worker, state: 'waiting', waitsFor: 'Queue.get', cpu: 0 }] }))
  const [lane] = history.lanes
  expect(lane?.spans.list).toEqual([
    { start: 0.02, end: 0.1, state: 'running', waitsFor: '' },
    { start: 0.1, end: 0.15, state: 'waiting', waitsFor: 'Queue.get' },
  ])
  expect([0.01, 0.12, 0.2].map((time) => lane?.at(time))).toEqual([
    null,
    { cpu: 0.5, memory: 1e6 },
    { cpu: 0, memory: 1e6 },
  ])
})

test('the cores are kept once for each time the system was asked, also when they do not change, with their mean', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  const cores = { at: 50, cores: [1, 0.5] }
  for (const at of [50, 100, 150]) history.add(batch(at, { cores }))
  history.add(batch(300, { cores: { ...cores, at: 300 } }))
  for (const at of [550, 800]) history.add(batch(at, { cores: { at, cores: [0, 0.5] } }))
  expect([history.cores.times, history.cores.columns, history.meanOfRun]).toEqual([
    [0.05, 0.3, 0.55, 0.8],
    [
      [0.75, 0.75, 0.25, 0.25],
      [0.5, 0.5, 0, 0],
      [1, 1, 0.5, 0.5],
      [1, 1, 0, 0],
      [0.5, 0.5, 0.5, 0.5],
    ],
    [0.5, 0.5, 0.5],
  ])
})

test('a call that begins and ends between two looks counts with its items, once', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  history.add(batch(100))
  const done = { ...call, done: 100, startedAt: 110, endedAt: 120, tasksPerSecond: 10_000 }
  for (const at of [200, 300]) history.add(batch(at, { maps: [done] }))
  expect(history.totals.columns[0]?.map(Math.round)).toEqual([0, 1000, 0])
  expect([history.mapAt(0.1), history.mapAt(0.2)?.name]).toEqual([undefined, 'square'])
})

test('tasks stand in the lane of their process, and dropped records are told', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  const tasks = tasksOf({
    process: [1, 2, 1],
    map: [1, 1, 1],
    index: [0, 1, 2],
    count: [1, 1, 4],
    start: [0, 5, 10],
    end: [10, 20, 30],
    failed: [false, false, true],
    dropped: 3,
  })
  history.add(batch(50, { tasks }))
  expect(history.lanes.map(({ process, tasks: { length } }) => [process, length])).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect([history.lanes[0]?.tasks.rows.marks[1], history.dropped.tasks]).toEqual([1, 3])
})

test('of thousands of processes those that ended first make room', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  for (let process = 0; process < 2000; process++) {
    history.event({ ...started, process, at: process })
    if (process > 0) history.event({ ...ended, process, exitcode: 0, reason: 'finished', at: process })
  }
  expect([history.lanes.length, history.dropped.lanes, history.lanes[0]?.process]).toEqual([512, 1488, 0])
})
