import { expect, test } from 'vitest'
import { NO_WAITS } from '../../protocol/telemetry'
import { TelemetryHistory } from './history'
import type { Item } from './items'
import { LineItems } from './line-items'
import { batchOf, mapSample, processSample, tasksOf } from './samples'

/** Two workers with three tasks of a function of line 2, called at line 9; waits at line 9 and at line 4 of another file. */
function ran(): TelemetryHistory {
  const history = new TelemetryHistory()
  history.begin('a')
  const held = { kind: 'Lock.acquire', object: 3, site: 2, since: 600 }
  history.add(
    batchOf({
      at: 1000,
      processes: [
        processSample({ process: 0, waits: [held] }),
        processSample({ process: 1 }),
        processSample({ process: 2 }),
      ],
      sites: [
        { file: 'a.ts', line: 9, column: 3 },
        { file: 'a.ts', line: 2, column: 1 },
        { file: 'a.ts', line: 4, column: 5 },
        { file: 'b.ts', line: 4, column: 5 },
      ],
      maps: [mapSample({ map: 1, site: 0, definedAt: 1 })],
      tasks: tasksOf({ process: [1, 2, 1], map: [1, 1, 1], start: [100, 100, 200], end: [200, 250, 250] }),
      waits: {
        ...NO_WAITS,
        process: [0, 0],
        kind: ['Pool', 'Event.wait'],
        object: [1, 2],
        site: [0, 3],
        start: [90, 300],
        end: [260, 400],
        outcome: ['got', 'got'],
      },
    }),
  )
  return history
}
const brief = (item: Item | null) => (item === null ? null : `${item.process}: ${item.of} ${item.start}–${item.end}`)

function walked(line: number, direction: -1 | 1, from: Item | null = null): (string | null)[] {
  const items = new LineItems(ran(), { line, isOwn: (file) => file === 'a.ts' })
  const all: (string | null)[] = []
  for (let item = items.next(from, direction); item !== null; item = items.next(item, direction)) all.push(brief(item))
  return all
}

test('a line has the tasks of its calls and functions and the waits at it, of all processes in the order of their ends', () => {
  const tasks = ['1: task 0.1–0.2', '2: task 0.1–0.25', '1: task 0.2–0.25']
  expect(walked(2, 1)).toEqual(tasks)
  expect(walked(9, 1)).toEqual([...tasks, '0: wait 0.09–0.26'])
  const after: Item = { process: 0, of: 'wait', start: 0.09, end: 0.26 }
  expect(walked(9, -1, after)).toEqual(tasks.toReversed())
  expect(walked(4, 1)).toEqual(['0: wait 0.6–Infinity'])
  expect(walked(5, 1)).toEqual([])
})

test('each has its place among all of its line', () => {
  const items = new LineItems(ran(), { line: 9, isOwn: () => true })
  expect(items.placeOf({ process: 2, of: 'task', start: 0.1, end: 0.25 })).toEqual({ at: 2, of: 4 })
})
