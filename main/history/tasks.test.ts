import { expect, test } from 'vitest'
import { tasksOf } from '../../analysis/run/samples'
import type { TaskColumns } from '../../protocol/telemetry'
import { TaskRecords, unpackTasks, type PackedTask } from './tasks'

/** Chunks of two processes in turn, a millisecond each. */
function chunks(from: number, to: number): TaskColumns {
  const all = Array.from({ length: to - from }, (_, i) => from + i)
  return tasksOf({
    process: all.map((i) => 1 + (i % 2)),
    map: all.map((i) => (i < 100 ? 5 : 6)),
    index: all,
    count: all.map(() => 3),
    start: all,
    end: all.map((i) => i + 1),
    failed: all.map((i) => i === 8),
    dropped: 0,
  })
}

test('few records are kept as they are', () => {
  const records = new TaskRecords(10)
  records.add(chunks(0, 10))
  expect(unpackTasks(records.packed(), records.dropped)).toEqual(chunks(0, 10))
  expect(records.chunksPerRecord).toBe(1)
})

test('of too many, neighbours of one process and call become one, and nothing is left out', () => {
  const records = new TaskRecords(40)
  for (let i = 0; i < 300; i += 10) records.add(chunks(i, i + 10))
  const { process, map, count, start, end, failed, dropped, joined } = unpackTasks(records.packed(), records.dropped)
  expect([process.length <= 40, process.length > 15, records.chunksPerRecord]).toEqual([true, true, 8])
  expect({ dropped, items: count.reduce((sum, items) => sum + items, 0) }).toEqual({ dropped: 0, items: 900 })
  expect(Math.max(...count) / 3).toBe(records.chunksPerRecord)
  const single = process.length - joined.length
  expect(joined.reduce((sum, { chunks }) => sum + chunks, single)).toBe(300)
  expect(joined.reduce((sum, { busy }) => sum + busy, single)).toBe(300)
  // The times of a process do not overlap, and each call begins where it began.
  for (const number of [1, 2]) {
    const own = process.flatMap((one, i) => (one === number ? [i] : []))
    expect(own.every((i, at) => at === 0 || (start[i] as number) >= (end[own[at - 1] as number] as number))).toBe(true)
  }
  expect(Math.min(...start.filter((_, i) => map[i] === 6))).toBe(100)
  expect(failed.filter(Boolean).length).toBe(1)
})

test('of more processes than there is room for, the first ones are dropped, and counted', () => {
  const records = new TaskRecords(4)
  const six = Array.from({ length: 6 }, (_, i) => i)
  const ones = six.map(() => 1)
  records.add(
    tasksOf({
      process: six,
      map: ones,
      index: six,
      count: ones,
      start: six,
      end: six,
      failed: six.map(() => false),
      dropped: 7,
    }),
  )
  expect(unpackTasks(records.packed(), records.dropped)).toMatchObject({ process: [2, 3, 4, 5], dropped: 9 })
})

test('what the longest tasks were given is kept, and what records move and take is added up', () => {
  const records = new TaskRecords(2)
  records.add(
    tasksOf({
      process: [1, 1, 1, 1],
      map: [5, 5, 5, 5],
      index: [0, 1, 2, 3],
      count: [1, 1, 1, 1],
      start: [0, 10, 20, 30],
      end: [1, 19, 25, 31],
      failed: [false, false, true, false],
      attempt: [1, 1, 2, 1],
      bytesIn: [1, 2, 3, 4],
      bytesOut: [10, 20, 30, 40],
      decode: [0.5, 0.25, 0, 0],
      encode: [0, 0, 0.125, 0.125],
      shown: [
        { row: 1, items: '1', result: '"nine"' },
        { row: 2, items: '2', result: 'Error: no' },
        { row: 3, items: '3', result: '"one"' },
      ],
    }),
  )
  const packed = JSON.parse(JSON.stringify(records.packed())) as PackedTask[]
  expect(unpackTasks(packed, 0)).toEqual(
    tasksOf({
      process: [1, 1],
      map: [5, 5],
      index: [0, 2],
      count: [2, 2],
      start: [0, 20],
      end: [19, 31],
      failed: [false, true],
      attempt: [1, 2],
      bytesIn: [3, 7],
      bytesOut: [30, 70],
      decode: [0.75, 0],
      encode: [0, 0.25],
      shown: [
        { row: 0, items: '1', result: '"nine"' },
        { row: 1, items: '2', result: 'Error: no' },
      ],
      // The pauses of 9 and 5 ms between them are not work.
      joined: [
        { row: 0, chunks: 2, busy: 10 },
        { row: 1, chunks: 2, busy: 6 },
      ],
    }),
  )
})

test('records of an older Parallab have none of this', () => {
  expect(unpackTasks([[1, 5, 0, 4, 1000, 500, 0]], 0)).toEqual(
    tasksOf({ process: [1], map: [5], count: [4], start: [1], end: [1.5] }),
  )
})
