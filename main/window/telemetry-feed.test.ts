import { expect, test } from 'vitest'
import { batchOf, processSample, tasksOf } from '../../analysis/run/samples'
import type { ProcessSample, TelemetryBatch } from '../../protocol/telemetry'
import { merge } from './telemetry-feed'

const sample = (process: number, tasksDone: number) =>
  processSample({ process, pid: 100 + process, name: `Worker-${process}`, parent: 0, tasksDone })

function batch(at: number, processes: ProcessSample[], tasks: number, dropped = 0): TelemetryBatch {
  const column = Array.from({ length: tasks }, (_, i) => at + i)
  return batchOf({
    at,
    cores: { at, cores: [at] },
    processes,
    tasks: tasksOf({
      process: column,
      map: column,
      index: column,
      count: column,
      start: column,
      end: column,
      failed: column.map(() => false),
      dropped,
    }),
  })
}

test('a batch that waits is joined with the next: newest figures, also of those that ended, and all tasks', () => {
  const joined = merge(batch(10, [sample(1, 5), sample(2, 7)], 2), batch(20, [sample(1, 6)], 1, 3))
  expect(joined).toEqual({
    ...batch(20, [sample(1, 6), sample(2, 7)], 0),
    tasks: tasksOf({ ...columns([10, 11, 20]), dropped: 3 }),
  })
})

test('what a busy page cannot take is counted', () => {
  const { tasks } = merge(batch(0, [], 40_000, 1), batch(100_000, [], 30_000))
  expect([tasks.start.length, tasks.failed.length, tasks.start.at(0), tasks.dropped]).toEqual([
    50_000, 50_000, 20_000, 20_001,
  ])
})

function columns(values: number[]) {
  return { process: values, map: values, index: values, count: values, start: values, end: values }
}
