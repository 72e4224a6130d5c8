import { expect, test } from 'vitest'
import { TelemetryHistory } from '../../analysis/run/history'
import type { Item } from '../../analysis/run/items'
import { batchOf, mapSample, processSample, tasksOf, sharedSample } from '../../analysis/run/samples'
import { NO_WAITS } from '../../protocol/telemetry'
import { glimpseOf, saidOf } from '../timeline/glimpse'
import { detailsOf, placeOf } from './details'

const plain = (text: string) => text.replace(/\u2009/g, ' ')

function ran(): TelemetryHistory {
  const history = new TelemetryHistory()
  history.begin('a')
  const names = ['MainProcess', 'Worker'].map((name, process) => processSample({ process, name }))
  history.add(
    batchOf({
      at: 2000,
      processes: names,
      maps: [mapSample({ map: 4, name: 'resize', total: 20, done: 20, failed: 1, workers: 2, site: 0 })],
      sites: [{ file: 'a.ts', line: 12, column: 3 }],
      // Has the number of the process that is waited for.
      shared: [sharedSample({ object: 1, label: 'tally', holders: [1] })],
      tasks: {
        ...tasksOf({ process: [1, 1], map: [4, 4], start: [1000, 1100], end: [1090, 1300] }),
        index: [0, 4],
        count: [1, 4],
        failed: [false, true],
        attempt: [1, 2],
        decode: [0, 20],
        encode: [0, 12],
        bytesIn: [0, 8_100_000],
        bytesOut: [0, 240],
        shown: [{ row: 1, items: '[4, 5, 6, 7]', result: 'RangeError: too large' }],
      },
      waits: {
        ...NO_WAITS,
        process: [0],
        kind: ['Process.join'],
        object: [1],
        site: [0],
        start: [100],
        end: [1900],
        outcome: ['got'],
      },
    }),
  )
  return history
}
const failed: Item = { process: 1, of: 'task', start: 1.1, end: 1.3 }
const join: Item = { process: 0, of: 'wait', start: 0.1, end: 1.9 }
const rowsOf = (history: TelemetryHistory, item: Item) =>
  detailsOf(history, item)?.rows.map(({ name, value }) => plain(`${name}: ${value}`))

test('a task says what it was given, what came of it, and where its time went', () => {
  const history = ran()
  const { title, place, processName, length } = detailsOf(history, failed) ?? {}
  expect([title, place?.line, processName, plain(length ?? '')]).toEqual(['resize', 12, 'Worker', '200 ms'])
  expect(rowsOf(history, failed)).toEqual([
    'Items: items 4 to 7',
    'Call: all 20 done, 1 failed, by 2 workers',
    'Given: [4, 5, 6, 7]',
    'Error: RangeError: too large',
    'Attempt: 2, because its worker died before',
    'Started: 1.100 s',
    'Ended: 1.300 s',
    'Waiting before: 10.0 ms',
    'Copying: 20.0 ms before, 12.0 ms after, 16 % of it',
    'Moved: 8.1 MB in, 240 B out',
  ])
})

test('a wait says for what, how it ended, and from which line it comes', () => {
  const history = ran()
  expect(rowsOf(history, join)).toEqual(['For: Worker', 'Outcome: it came', 'Started: 100 ms', 'Ended: 1.900 s'])
  expect([placeOf(history, join)?.line, detailsOf(history, join)?.title]).toEqual([12, 'waits in Process.join'])
})

test('under the pointer, and for those who hear it, the same in short', () => {
  const history = ran()
  const [main, worker] = history.lanes
  if (main === undefined || worker === undefined) throw new Error('there are no lanes')
  expect(glimpseOf(history, worker, failed, 3)?.lines.map(({ text }) => plain(text))).toEqual([
    'failed: RangeError: too large',
    'items 4 to 7',
    'given [4, 5, 6, 7]',
    'copying 20.0 ms before, 12.0 ms after',
    'attempt 2',
    'at 1.100 s',
    'one of 3 tasks here; come closer to tell them apart',
  ])
  expect(plain(saidOf(history, main, join))).toBe('MainProcess: waits in Process.join, 1.80 s, line 12, at 100 ms')
})

test('of what is gone nothing is said', () => {
  const history = ran()
  expect(detailsOf(history, { ...failed, process: 9 })).toBeNull()
  expect(detailsOf(history, { ...failed, start: 5, end: 6 })).toBeNull()
})
