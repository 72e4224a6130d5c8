import { expect, test } from 'vitest'
import { NO_WAITS, type SharedSample, type Times } from '../../protocol/telemetry'
import { TelemetryHistory } from './history'
import { rowOf } from './items'
import { batchOf, mapSample, processSample, tasksOf } from './samples'

const NO_TIMES: Times = { count: 0, sum: 0, longest: 0, buckets: [] }
const lock: SharedSample = {
  object: 8,
  kind: 'Lock',
  label: 'tally',
  site: 1,
  maker: 0,
  holders: [2],
  waiters: [1],
  depth: 0,
  limit: 0,
  acquired: 1,
  waits: NO_TIMES,
  holds: NO_TIMES,
  bytes: 0,
  encode: 0,
  uses: [],
}
const site = (line: number) => ({ file: 'a.ts', line, column: 1 })

test('places keep their number in the run, whatever a batch calls them', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  history.add(batchOf({ at: 50, maps: [mapSample({ map: 1, site: 1 })], sites: [site(3), site(9)] }))
  history.add(batchOf({ at: 100, maps: [mapSample({ map: 2, site: 0 })], sites: [site(9)] }))
  history.add(batchOf({ at: 150, maps: [mapSample({ map: 3 })] }))
  const places = history.maps.map((map) => history.records.place(map.site)?.line ?? null)
  expect(places).toEqual([9, 9, null])
})

test('a row of a kept run that stands for several chunks counts their work, not the pauses between them', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  const tasks = { process: [1, 1], map: [1, 1], count: [8, 1], start: [0, 1000], end: [1000, 1500] }
  history.add(batchOf({ at: 2000, tasks: tasksOf({ ...tasks, joined: [{ row: 0, chunks: 4, busy: 250 }] }) }))
  const [lane] = history.lanes
  expect(lane?.busy).toBe(0.75)
  const { parts, busy, count } = lane?.tasks.rows ?? {}
  expect([parts, busy, count].map((column) => [...(column?.subarray(0, 2) ?? [])])).toEqual([
    [4, 1],
    [0.25, 0.5],
    [8, 1],
  ])
})

test('a wait knows its operation, its place, how it ended, and who held what it waited for', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  history.add(
    batchOf({
      at: 100,
      processes: [processSample({ process: 1 })],
      sites: [site(3), site(4)],
      shared: [lock],
      waits: {
        ...NO_WAITS,
        process: [1, 1],
        kind: ['Lock.acquire', 'task'],
        object: [8, 0],
        site: [0, -1],
        start: [60, 90],
        end: [90, 99],
        outcome: ['timed-out', 'got'],
      },
    }),
  )
  const [lane] = history.lanes
  const { records, sharing } = history
  if (lane === undefined) throw new Error('there is no lane')
  const { rows, length } = lane.waits
  expect([length, lane.waited]).toEqual([2, [0.009, 0.03, 0, 0].map((seconds) => expect.closeTo(seconds, 6) as number)])
  expect([...rows.site.subarray(0, 2)].map((number) => records.place(number - 1)?.line ?? null)).toEqual([3, null])
  expect(rowOf(lane, { process: 1, of: 'wait', start: 0.06, end: 0.09 })).toBe(0)
  expect(sharing.waitedFor('Lock.acquire', 8)?.sample.label).toBe('tally')
  expect([1, 2].map((waiting) => sharing.holdersDuring(8, 0.06, 0.15, waiting))).toEqual([[2], []])
})

test('what was lost has its place on the clock, and counts exactly', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  for (const [at, dropped] of [
    [50, 0],
    [100, 4],
    [150, 6],
    [200, 0],
    [250, 1],
  ] as const)
    history.add(batchOf({ at, tasks: tasksOf({ dropped }) }))
  expect(history.records.gaps).toEqual([
    { start: 0.05, end: 0.15, tasks: 10, waits: 0 },
    { start: 0.2, end: 0.25, tasks: 1, waits: 0 },
  ])
  expect(history.dropped.tasks).toBe(11)
})

test('what the newest tasks were given and returned is kept, the oldest makes room', () => {
  const history = new TelemetryHistory()
  history.begin('a')
  const rows = Array.from({ length: 30_000 }, (_, i) => i)
  for (const at of [100, 200]) {
    const shown = rows.map((row) => ({ row, items: `${at} ${row}`, result: 'ok' }))
    const process = rows.map(() => 1)
    history.add(batchOf({ at, tasks: tasksOf({ process, start: rows.map(() => at), end: rows.map(() => at), shown }) }))
  }
  const text = history.lanes[0]?.tasks.rows.text
  const told = (row: number) => history.records.texts.at(text?.[row] ?? 0)?.items ?? null
  expect([0, 9_999, 10_000, 59_999].map(told)).toEqual([null, null, '100 10000', '200 29999'])
})
