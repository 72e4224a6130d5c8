import { expect, test } from 'vitest'
import { batchOf, processSample } from '../../analysis/run/samples'
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
