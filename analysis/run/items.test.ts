import { expect, test } from 'vitest'
import { itemAt, nearest, neighbour, rowOf, stretchOf, type Item } from './items'
import { Lane } from './lane'
import { processSample, taskOf, waitOf } from './samples'

/** Tasks from 0 to 1, 2 to 3 and so on, waits for one between them, and for a lock inside of the second. */
function filled(): Lane {
  const lane = new Lane(4, 'Worker', 0)
  for (let i = 0; i < 5; i++) {
    if (i === 1) lane.wait(waitOf({ start: 2.25, end: 2.75, kind: 1 }))
    lane.work(taskOf({ start: 2 * i, end: 2 * i + 1 }))
    lane.wait(waitOf({ start: 2 * i + 1, end: 2 * i + 2 }))
  }
  return lane
}
const brief = (item: Item | null) => (item === null ? null : `${item.of} ${item.start}–${item.end}`)

test('a task is found under the pointer, or nearby, and before it what it waits for inside', () => {
  const lane = filled()
  const found = (time: number, slack: number) => brief(itemAt(lane, time, 30, slack)?.item ?? null)
  expect([2.1, 2.5, 3.1, 3.5, 30].map((time) => found(time, 0))).toEqual([
    'task 2–3',
    'wait 2.25–2.75',
    'wait 3–4',
    'wait 3–4',
    null,
  ])
  expect([3.1, 3.6, 3.95].map((time) => found(time, 0.2))).toEqual(['task 2–3', 'wait 3–4', 'task 4–5'])
  expect(itemAt(lane, 5, 30, 4)?.tasks).toBe(5)
})

test('of waits that lie over each other the shortest is found', () => {
  const lane = new Lane(0, 'MainProcess', 0)
  lane.wait(waitOf({ start: 2, end: 3 }))
  lane.wait(waitOf({ start: 0, end: 10 }))
  expect([2.5, 5].map((time) => brief(itemAt(lane, time, 10, 0)?.item ?? null))).toEqual(['wait 2–3', 'wait 0–10'])
})

test('one goes from item to item to both ends, and waits for a task are passed over', () => {
  const lane = filled()
  const way = ['task 0–1', 'wait 2.25–2.75', 'task 2–3', 'task 4–5', 'task 6–7', 'task 8–9']
  const walked = (from: Item | null, direction: -1 | 1) => {
    const all: (string | null)[] = []
    for (let item = from; item !== null; item = neighbour(lane, item, direction)) all.push(brief(item))
    return all
  }
  expect(walked(nearest(lane, 0), 1)).toEqual(way)
  expect(walked(nearest(lane, 100), -1)).toEqual(way.toReversed())
})

test('a lane without tasks has its waits, and an empty one nothing', () => {
  const lane = new Lane(0, 'MainProcess', 0)
  expect(nearest(lane, 1)).toBeNull()
  lane.wait(waitOf({ start: 1, end: 2 }))
  lane.wait(waitOf({ start: 5, end: 6 }))
  expect([0, 3, 4, 9].map((time) => brief(nearest(lane, time)))).toEqual([
    'wait 1–2',
    'wait 1–2',
    'wait 5–6',
    'wait 5–6',
  ])
})

test('an item that was joined with others is found in their row', () => {
  const lane = new Lane(1, 'Worker', 0)
  for (let i = 0; i < 1000; i++) lane.work(taskOf({ start: i, end: i + 0.5 }))
  const item: Item = { process: 1, of: 'task', start: 500, end: 500.5 }
  expect(rowOf(lane, item)).toBe(500)
  lane.tasks.halve()
  const { rows } = lane.tasks
  const row = rowOf(lane, item)
  expect([(rows.start[row] as number) <= 500, (rows.end[row] as number) >= 500.5]).toEqual([true, true])
})

test('a wait without an end is found and gone to as the last of its lane, and stays the same when it ends', () => {
  const lane = filled()
  const waits = [
    { kind: 'task', object: 0, site: -1, since: 9000 },
    { kind: 'Lock.acquire', object: 2, site: 3, since: 9500 },
  ]
  lane.add(processSample({ process: 4, state: 'waiting', waits }), 9, 12)
  const open: Item = { process: 4, of: 'wait', start: 9.5, end: Infinity }
  expect(itemAt(lane, 11, 12, 0)?.item).toEqual(open)
  expect(itemAt(lane, 13, 12, 0)).toBeNull()
  const last: Item = { process: 4, of: 'task', start: 8, end: 9 }
  expect([neighbour(lane, last, 1), neighbour(lane, open, -1), neighbour(lane, open, 1)]).toEqual([open, last, null])
  expect(nearest(lane, Infinity)).toEqual(open)
  expect(stretchOf(lane, open, 12)).toEqual({ start: 9.5, end: 12 })
  lane.add(processSample({ process: 4 }), 12, 14)
  lane.wait(waitOf({ start: 9.5, end: 13, kind: 1 }))
  expect(stretchOf(lane, open, 14)).toEqual({ start: 9.5, end: 13 })
  expect(brief(neighbour(lane, open, -1))).toBe('task 8–9')
})
