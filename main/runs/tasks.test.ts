import { afterEach, beforeEach, expect, test } from 'vitest'
import { MEASURE, RECORDS_AT, SHOWN, SLOT, TASK_RECORD, TASK_RECORDS } from '../../multiprocessing/segment/layout'
import { Segment } from '../../multiprocessing/segment/segment'
import { slotAt, writeName } from '../../multiprocessing/segment/slots'
import { TaskReader } from './tasks'

const SLOT_OF_WORKER = 3
const worker = {
  number: 7,
  slot: SLOT_OF_WORKER,
  pid: 1,
  name: 'PoolWorker-1',
  parent: 0,
  daemon: true,
}

let segment: Segment
let written = 0

beforeEach(() => {
  segment = Segment.create(2, 1)
  written = 0
})
afterEach(() => segment.memory.unmap())

/** Writes as a worker does, a task each millisecond. */
function write(duration: number, failed = false, texts: readonly [string, string] = ['', '']): void {
  const at = RECORDS_AT + (SLOT_OF_WORKER * TASK_RECORDS + (written % TASK_RECORDS)) * TASK_RECORD.size
  const start = written * 1e6
  segment.setF64(at + TASK_RECORD.start, start)
  segment.setF64(at + TASK_RECORD.end, start + duration)
  segment.setU32(at + TASK_RECORD.work, 2)
  segment.setU32(at + TASK_RECORD.index, written)
  segment.setU32(at + TASK_RECORD.count, 1)
  segment.setU32(at + TASK_RECORD.failed, failed ? 1 : 0)
  segment.setU32(at + TASK_RECORD.attempt, 1)
  segment.setU32(at + TASK_RECORD.bytesIn, 12)
  segment.setU32(at + TASK_RECORD.bytesOut, 16)
  segment.setF64(at + TASK_RECORD.decode, 1000)
  segment.setF64(at + TASK_RECORD.encode, 2000)
  writeName(segment, at + TASK_RECORD.items, texts[0], TASK_RECORD.shortBytes)
  writeName(segment, at + TASK_RECORD.result, texts[1], TASK_RECORD.shortBytes)
  segment.setF64(slotAt(SLOT_OF_WORKER) + SLOT.measure + MEASURE.records, ++written)
}

function reader(): TaskReader {
  return new TaskReader(segment, (time) => time / 1e6)
}

test('all that a worker noted of a task is read, once; what a short one was given is not', () => {
  const tasks = reader()
  write(SHOWN - 1, false, ['stale', 'stale'])
  write(SHOWN, false, ['7', '"ä"'])
  write(10, true, ['8', 'RangeError: eight'])
  expect(tasks.read([worker])).toEqual({
    process: [7, 7, 7],
    map: [2, 2, 2],
    index: [0, 1, 2],
    count: [1, 1, 1],
    start: [0, 1, 2],
    end: [(SHOWN - 1) / 1e6, 1 + SHOWN / 1e6, 2.00001],
    failed: [false, false, true],
    attempt: [1, 1, 1],
    bytesIn: [12, 12, 12],
    bytesOut: [16, 16, 16],
    decode: [0.001, 0.001, 0.001],
    encode: [0.002, 0.002, 0.002],
    joined: [],
    shown: [
      { row: 1, items: '7', result: '"ä"' },
      { row: 2, items: '8', result: 'RangeError: eight' },
    ],
    dropped: 0,
  })
  expect(tasks.read([worker]).process).toEqual([])
})

test('what was written over before it was read is counted', () => {
  const tasks = reader()
  for (let i = 0; i < TASK_RECORDS + 10; i++) write(1)
  const { index, dropped } = tasks.read([worker])
  expect({ first: index[0], last: index.at(-1), dropped }).toEqual({
    first: 11,
    last: TASK_RECORDS + 9,
    dropped: 11,
  })
})

test('of very many long tasks the failed and the longest are told in short', () => {
  const tasks = reader()
  for (let i = 0; i < 1000; i++) write(SHOWN + i, i === 3, [String(i), 'r'])
  const { index, shown } = tasks.read([worker])
  const told = shown.map(({ row, items }) => [index[row], Number(items)])
  expect(told.every(([item, text]) => item === text)).toBe(true)
  expect(new Set(told.map(([item]) => item))).toEqual(new Set([3, ...Array.from({ length: 499 }, (_, i) => 501 + i)]))
})
