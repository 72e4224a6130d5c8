import { expect, test } from 'vitest'
import type { RunEvent, StuckWait } from '../../protocol/run-event'
import { deadlockAfter, partsOf, stuckLines, type Deadlock } from './deadlock'

const wait = (process: number, name: string, line: number, file = 'jobs.ts'): StuckWait => ({
  process,
  name,
  kind: 'Lock.acquire',
  object: process,
  what: 'lock b',
  site: { file, line, column: 5 },
  waitsOn: [],
})
const waits = [wait(3, 'Worker-12', 14), wait(1, 'Worker-1', 9), wait(2, 'Worker (2)', 14, 'other.ts')]

test('the sentence names its processes and leads to its lines', () => {
  const sentence =
    'Worker-12 waits for lock b (line 14), held by Worker-1, which waits for lock a (line 9), held by Worker (2), which waits for lock c (line 14), which nobody holds (other.ts, line 99). Main waits for Worker-12 to end (line 20)'
  const parts = partsOf({ sentence, waits }, [{ name: 'Main', process: 0 }])
  expect(parts.map(({ text }) => text).join('')).toBe(sentence)
  expect(parts.flatMap(({ text, process }) => (process === undefined ? [] : [[text, process]]))).toEqual([
    ['Worker-12', 3],
    ['Worker-1', 1],
    ['Worker (2)', 2],
    ['Main', 0],
    ['Worker-12', 3],
  ])
  expect(parts.flatMap(({ site }) => (site === undefined ? [] : [`${site.file}:${site.line}`]))).toEqual([
    'jobs.ts:14',
    'jobs.ts:9',
    'other.ts:14',
    'jobs.ts:20',
  ])
})

test('each line at which processes are stuck says who waits there for what', () => {
  const third = { ...wait(4, 'Main', 14), what: 'process Worker-1' }
  expect(
    stuckLines({ waits: [...waits, wait(5, 'Worker-5', 14), third] }).map(({ site, text }) => [site.line, text]),
  ).toEqual([
    [14, 'Worker-12 and Worker-5 wait here for lock b; Main waits here for process Worker-1'],
    [9, 'Worker-1 waits here for lock b'],
    [14, 'Worker (2) waits here for lock b'],
  ])
})

test('a deadlock stays in the list and says how it ended', () => {
  const found = (deadlock: number): RunEvent => ({
    type: 'deadlock',
    at: 5,
    deadlock,
    sentence: 'A waits',
    waits,
    breaks: 1,
    rescuers: [],
  })
  const events: RunEvent[] = [
    found(1),
    { type: 'deadlock-ended', at: 6, deadlock: 1, how: 'broken' },
    { type: 'lock-abandoned', at: 7, lock: 'a', process: 1, name: 'A' },
    found(2),
    { type: 'run-ended', at: 8, exitcode: 1, outcome: 'stopped', seconds: 1 },
  ]
  const after = events.reduce<readonly Deadlock[]>(deadlockAfter, [])
  expect(after.map(({ deadlock, ended }) => [deadlock, ended])).toEqual([
    [1, 'broken'],
    [2, 'run-ended'],
  ])
})
