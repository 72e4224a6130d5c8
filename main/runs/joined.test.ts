import { expect, test } from 'vitest'
import { batchOf, mapSample, processSample, sharedSample, tasksOf } from '../../analysis/run/samples'
import type { ProcessSample, TelemetryBatch } from '../../protocol/telemetry'
import { joined } from './joined'

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
  const both = joined(batch(10, [sample(1, 5), sample(2, 7)], 2), batch(20, [sample(1, 6)], 1, 3))
  expect(both).toEqual({
    ...batch(20, [sample(1, 6), sample(2, 7)], 0),
    tasks: tasksOf({ ...columns([10, 11, 20]), dropped: 3 }),
  })
})

test('what a busy page cannot take is counted', () => {
  const { tasks } = joined(batch(0, [], 40_000, 1), batch(100_000, [], 30_000))
  expect([tasks.start.length, tasks.failed.length, tasks.start.at(0), tasks.dropped]).toEqual([
    50_000, 50_000, 20_000, 20_001,
  ])
})

test('waits, shared things and places of both are told, each place once', () => {
  const place = (line: number) => ({ file: 'a.ts', line, column: 1 })
  const waits = (site: number, dropped: number) => ({
    process: [1],
    kind: ['Lock.acquire'],
    object: [7],
    site: [site],
    start: [1],
    end: [2],
    outcome: ['got' as const],
    dropped,
  })
  const lock = sharedSample({ object: 7, label: 'a', site: 0 })
  const both = joined(
    batchOf({ waits: waits(1, 1), shared: [lock, sharedSample({ object: 8 })], sites: [place(3), place(14)] }),
    batchOf({
      waits: waits(-1, 2),
      shared: [{ ...lock, site: 2, holders: [1] }],
      maps: [mapSample({ site: 0 })],
      processes: [processSample({ waits: [{ kind: 'Lock.acquire', object: 7, site: 1, since: 5 }] })],
      sites: [place(20), place(14), place(3)],
    }),
  )
  expect(both).toMatchObject({
    sites: [place(3), place(14), place(20)],
    waits: { site: [1, -1], start: [1, 1], dropped: 3 },
    shared: [
      { object: 7, site: 0, holders: [1] },
      { object: 8, site: -1 },
    ],
    maps: [{ site: 2 }],
    processes: [{ waits: [{ site: 1 }] }],
  })
})

function columns(values: number[]) {
  return { process: values, map: values, index: values, count: values, start: values, end: values }
}
