import { expect, test } from 'vitest'
import { RUN } from './sample'
import { trace } from './trace'
import type { TraceEvent } from './trace-events'

interface Trace {
  readonly displayTimeUnit: string
  readonly otherData: Readonly<Record<string, unknown>>
  readonly traceEvents: readonly TraceEvent[]
}

const { displayTimeUnit, otherData, traceEvents } = JSON.parse(trace(RUN)) as Trace
const of = <P extends TraceEvent['ph']>(ph: P) =>
  traceEvents.filter((event): event is Extract<TraceEvent, { ph: P }> => event.ph === ph)

test('processes have their names, and order, before anything else', () => {
  const named = of('M').filter(({ name }) => name === 'process_name')
  expect(named.map(({ pid, args }) => [pid, args['name']])).toEqual([
    [2 ** 22, 'Machine'],
    [100, 'MainProcess'],
    [101, 'PoolWorker-1'],
    [102, 'PoolWorker-2'],
  ])
  expect(traceEvents.slice(0, of('M').length).every(({ ph }) => ph === 'M')).toBe(true)
})

test('a task is a complete event in microseconds on its process', () => {
  const tasks = of('X').filter(({ cat }) => cat === 'task')
  const frame = { ph: 'X', name: 'isPrime', cat: 'task', tid: 1 }
  const moved = (bytesIn: number, bytesOut: number, decode: number, encode: number) => {
    return { attempt: 1, 'bytes in': bytesIn, 'bytes out': bytesOut, 'decode, µs': decode, 'encode, µs': encode }
  }
  const nothing = moved(0, 0, 0, 0)
  const first = { call: 2, first: 0, items: 2, failed: false, ...moved(64, 16, 1500, 250), given: '7', result: 'true' }
  expect(tasks).toEqual([
    { ...frame, ts: 10_000, dur: 39_500, pid: 101, args: first },
    { ...frame, ts: 11_250, dur: 87_750, pid: 102, args: { call: 2, first: 4, items: 2, failed: true, ...nothing } },
    { ...frame, ts: 50_000, dur: 40_000, pid: 101, args: { call: 2, first: 2, items: 2, failed: false, ...nothing } },
  ])
})

test('decoding and encoding stand inside their task', () => {
  const place = { ph: 'X', cat: 'copy', pid: 101, tid: 1, args: {} }
  expect(of('X').filter(({ cat }) => cat === 'copy')).toEqual([
    { ...place, name: 'decode', ts: 10_000, dur: 1_500 },
    { ...place, name: 'encode', ts: 49_250, dur: 250 },
  ])
  const merged = { ...RUN, telemetry: { ...RUN.telemetry!, chunksPerRecord: 2 } }
  expect(
    (JSON.parse(trace(merged)) as Trace).traceEvents.some((event) => event.ph === 'X' && event.cat === 'copy'),
  ).toBe(false)
})

test('ended waits stand on threads of their own, of which none overlap', () => {
  const line = '/scripts/a <b>.ts:14'
  const wait = { ph: 'X', cat: 'wait', pid: 100 }
  expect(of('X').filter(({ cat }) => cat === 'wait')).toEqual([
    { ...wait, name: 'Lock.acquire', ts: 20_000, dur: 40_000, tid: 3, args: { object: 3, outcome: 'got', line } },
    { ...wait, name: 'Lock.acquire', ts: 30_000, dur: 25_000, tid: 4, args: { object: 4, outcome: 'timed-out' } },
    { ...wait, name: 'Process.join', ts: 110_000, dur: 30_000, tid: 3, args: { object: 1, outcome: 'got', line } },
  ])
  expect(
    of('M')
      .filter(({ tid }) => tid > 2)
      .map(({ pid, tid, args }) => [pid, tid, args['name']]),
  ).toEqual([
    [100, 3, 'waits'],
    [100, 4, 'waits, at the same time 2'],
  ])
})

test('a call lies between its begin and its end, on the process that made the pool', () => {
  const place = { name: 'isPrime', cat: 'call', pid: 100, tid: 1, id: 2 }
  expect([...of('b'), ...of('e')]).toEqual([
    { ph: 'b', ts: 5_000, args: { items: 6, chunksize: 2 }, ...place },
    {
      ph: 'e',
      ts: 150_000,
      args: { done: 6, failed: 1, bytes: 120, 'encode, µs': 3_500, 'work, µs': 160_000 },
      ...place,
    },
  ])
})

test('waits, starts and ends, counters; what is missing is counted', () => {
  const waits = of('X').filter(({ name }) => name === 'waits for task')
  expect(waits.map(({ pid, ts, dur, tid }) => [pid, ts, dur, tid])).toEqual([
    [100, 1_000, 149_000, 2],
    [101, 100_000, 50_000, 2],
    [102, 100_000, 50_000, 2],
  ])
  expect(of('i').map(({ name, pid, s }) => [name, pid, s])).toEqual([
    ['process-started', 100, 'p'],
    ['process-started', 101, 'p'],
    ['process-started', 102, 'p'],
    ['process-ended', 101, 'p'],
    ['process-ended', 102, 'p'],
  ])
  expect(of('C').filter(({ name }) => name.startsWith('CPU'))[0]).toMatchObject({
    ts: 50_000,
    pid: 2 ** 22,
    args: { 'core 0': 50, 'core 1': 25 },
  })
  expect(of('C').filter(({ name }) => name === 'Items a second')).toHaveLength(3)
  expect(otherData).toMatchObject({ 'task-records-dropped': 2, 'chunks-per-task-record': 1, version: 'Parallab 0.1.0' })
  expect(displayTimeUnit).toBe('ms')
})

test('what is timed stands in the order of time, and every number is one', () => {
  const timed = traceEvents.flatMap((event) => (event.ph === 'M' ? [] : [event.ts]))
  expect(timed).toEqual([...timed].sort((a, b) => a - b))
  expect(JSON.stringify(traceEvents)).not.toContain('null')
  expect(of('X').every(({ dur }) => dur >= 0)).toBe(true)
})

test('a process whose number the system has given again is told apart', () => {
  const again = RUN.events.map((event) => (event.type === 'process-started' ? { ...event, pid: 100 } : event))
  const { traceEvents: events } = JSON.parse(trace({ ...RUN, events: again })) as Trace
  const pids = events.filter(({ name }) => name === 'process_name').map(({ pid }) => pid)
  expect(new Set(pids).size).toBe(4)
})

test('a run without telemetry, or cut off in a call, has a trace too', () => {
  const cut = RUN.events.filter(({ type }) => type !== 'map-ended')
  const { traceEvents: events } = JSON.parse(trace({ ...RUN, events: cut, telemetry: null })) as Trace
  expect(events.find(({ ph }) => ph === 'e')).toMatchObject({ ts: 200_000, args: { cut: true } })
})
