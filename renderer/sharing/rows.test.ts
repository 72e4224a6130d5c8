import { expect, test } from 'vitest'
import { Sharing } from '../../analysis/run/sharing'
import { batchOf, sharedSample } from '../../analysis/run/samples'
import { depthText, listed, rowOf, timeText, type SharedKey } from './rows'

const times = (count: number, sum: number, longest: number) => ({ count, sum, longest, buckets: [] })

const made = new Sharing()
made.begin()
made.add(
  batchOf({
    shared: [
      sharedSample({
        object: 1,
        label: 'b',
        holders: [1],
        waiters: [2, 3],
        waits: times(2, 90, 60),
        holds: times(4, 8, 5),
      }),
      sharedSample({ object: 2, kind: 'Queue', label: 'jobs', depth: 3, limit: 10, acquired: 7 }),
      sharedSample({ object: 10, kind: 'Event', depth: 1 }),
    ],
  }),
)
const rows = made.all.map(rowOf)
const names = (words: string, key: SharedKey, descending = false) =>
  listed(rows, words, key, descending, (process) => `Worker-${process}`).map(({ name }) => name)

test('rows are found by name, kind and process, and sorted by a column', () => {
  expect(names('', 'name')).toEqual(['10', 'b', 'jobs'])
  expect(names('', 'waited', true)).toEqual(['b', 'jobs', '10'])
  expect(names('', 'meanHold', true)).toEqual(['b', 'jobs', '10'])
  expect([names('queue', 'name'), names('worker-3', 'name'), names('x', 'name')]).toEqual([['jobs'], ['b'], []])
})

test('amounts are said as each kind has them', () => {
  expect(rows.map(depthText)).toEqual(['–', '3 of 10', 'set'])
  expect(rows[0]).toMatchObject({ waited: 0.09, longest: 0.06, meanHold: 0.002 })
  expect([timeText(0.002), timeText(null)]).toEqual(['2.00\u2009ms', '–'])
})
