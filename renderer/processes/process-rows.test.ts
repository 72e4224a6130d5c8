import { expect, test } from 'vitest'
import { batchOf, mapSample, processSample, sharedSample } from '../../analysis/run/samples'
import type { ProcessSample } from '../../protocol/telemetry'
import { asText, cellsOf, hasText } from './cells'
import { deedsOf, deedText, type Known } from './deeds'
import { ProcessTable, sortRows } from './process-rows'

const started = (process: number, parent: number | null, name: string) =>
  ({
    type: 'process-started',
    process,
    pid: 100 + process,
    name,
    parent,
    daemon: false,
    warm: true,
    at: process,
  }) as const

function table(): ProcessTable {
  const made = new ProcessTable()
  made.begin('run')
  made.event(started(0, null, 'MainProcess'))
  made.event(started(1, 0, 'A'))
  made.event(started(2, 0, 'B'))
  made.event(started(3, 1, 'A:1'))
  return made
}

const site = { file: '/home/me/jobs.ts', line: 14, column: 3 }
const known: Known = {
  thing: (object) =>
    ({
      7: { ...sharedSample({ object: 7, label: 'b', holders: [1] }), site, uses: [] },
      8: { ...sharedSample({ object: 8, kind: 'Queue', label: 'jobs', limit: 10 }), site, uses: [] },
      9: { ...sharedSample({ object: 9, kind: 'Barrier', depth: 2, limit: 3 }), site, uses: [] },
    })[object],
  map: (map) => (map === 1 ? mapSample({ name: 'isPrime', total: 40 }) : undefined),
  nameOf: (process) => `Worker-${process}`,
}

/** What a process in this state does, as text. */
function doing(sample: Partial<ProcessSample>, at = 100): string {
  const made = table()
  made.add(batchOf({ at, sites: [site], processes: [processSample({ process: 2, ...sample })] }))
  const row = made.rows().at(-1)
  if (row === undefined) throw new Error('the process is not in the table')
  return deedText(deedsOf(row, known))
}

const wait = (kind: string, object: number, of = 0) => ({ kind, object, site: of, since: 0 })
const waiting = (...waits: ReturnType<typeof wait>[]) => doing({ state: 'waiting', waits })

test('children stand under their parents', () => {
  expect(
    table()
      .rows()
      .map(({ name, depth }) => `${depth} ${name}`),
  ).toEqual(['0 MainProcess', '1 A', '2 A:1', '1 B'])
})

test('a process that has ended keeps its exit code and its last memory', () => {
  const made = table()
  const sample = processSample({
    process: 2,
    pid: 102,
    name: 'B',
    parent: 0,
    waitsFor: 'task',
    cpu: 0.5,
    memory: 7,
    tasksDone: 4,
  })
  const batch = batchOf({ at: 9 })
  made.add({ ...batch, processes: [{ ...sample, state: 'waiting' }] })
  made.event({ type: 'process-ended', process: 2, pid: 102, name: 'B', exitcode: -9, reason: 'killed', at: 10 })
  made.add({ ...batch, processes: [{ ...sample, state: 'ended', memory: 0, tasksDone: 5 }] })
  expect(made.rows().at(-1)).toMatchObject({ state: 'ended', exitcode: -9, memory: 7, tasksDone: 5, cpu: 0 })
})

test('rows are sorted by a column either way', () => {
  const rows = table().rows()
  expect(sortRows(rows, 'pid', true).map(({ pid }) => pid)).toEqual([103, 102, 101, 100])
  expect(sortRows(rows, 'tree', true)).toBe(rows)
})

test('what a process waits for is said with its thing, its line and who has it', () => {
  expect(waiting(wait('Lock.acquire', 7))).toBe('lock b (line 14), held by Worker-1')
  expect(waiting(wait('Queue.put', 8), wait('Process.join', 3, -1))).toBe(
    'room in queue jobs (line 14) for 10 · the end of Worker-3',
  )
  expect(waiting(wait('Barrier.wait', 9, -1))).toBe('barrier 9, 2 of 3 there')
  expect([waiting(wait('task', 4)), waiting(wait('sleep', 0)), waiting(wait('wait', 0, -1))]).toEqual([
    'no task',
    'sleep (line 14)',
    'one of several',
  ])
  expect(doing({ state: 'waiting', waitsFor: 'Queue.get' })).toBe('Queue.get')
})

test('what a process computes is said with the item; without a sign of life for seconds it is busy', () => {
  const task = { map: 1, index: 11, count: 1, attempt: 1 }
  expect(doing({ task })).toBe('isPrime 12 of 40')
  expect(doing({ task: { ...task, count: 8, attempt: 2 }, seenAt: 100 }, 3300)).toBe(
    'isPrime 12 to 19 of 40, attempt 2, busy for 3.20\u2009s',
  )
  expect([doing({}, 500), doing({}, 5002)]).toEqual(['', 'busy for 5.00\u2009s'])
})

test('rows are found by what stands in them, and copied as lines', () => {
  const made = table()
  const processes = [processSample({ process: 1, cpu: 0.5, memory: 2e6, tasksDone: 3, seenAt: 100 })]
  made.add(batchOf({ at: 1600, processes }))
  const lines = made.rows().map((row) => ({ row, cells: cellsOf(row, known) }))
  expect(lines.filter(({ row, cells }) => hasText(row, cells, 'BUSY')).map(({ row }) => row.name)).toEqual(['A'])
  expect(asText(lines.slice(1, 2)).split('\n')[1]?.split('\t')).toEqual([
    'A',
    '101',
    'running',
    'busy for 1.50\u2009s',
    '50\u2009%',
    '2\u2009MB',
    '3',
    '1.5\u2009s',
    '',
  ])
})
