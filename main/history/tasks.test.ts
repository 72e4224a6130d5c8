import { expect, test } from 'vitest'
import { tasksOf } from '../../analysis/run/samples'
import type { TaskColumns } from '../../protocol/telemetry'
import { TaskRecords, unpackTasks } from './tasks'

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
  const { process, map, count, start, end, failed, dropped } = unpackTasks(records.packed(), records.dropped)
  expect([process.length <= 40, process.length > 15, records.chunksPerRecord]).toEqual([true, true, 8])
  expect({ dropped, items: count.reduce((sum, items) => sum + items, 0) }).toEqual({ dropped: 0, items: 900 })
  expect(Math.max(...count) / 3).toBe(records.chunksPerRecord)
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
