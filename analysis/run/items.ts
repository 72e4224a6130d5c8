/** One task or wait of a process, found by time: rows change their places when room is made, times do not. */
import type { Lane } from './lane'
import type { Track } from './track'

export interface Item {
  readonly process: number
  readonly of: 'task' | 'wait'
  /** Seconds of the run. */
  readonly start: number
  readonly end: number
}

/** The row of an item, or of what it was joined into; `-1` when there is none. */
export function rowOf(lane: Lane, { of, start, end }: Item): number {
  const track = trackOf(lane, of)
  const first = track.firstAfter(end)
  for (let i = first; i < track.length && (track.rows.end[i] as number) <= end; i++)
    if (track.rows.start[i] === start) return i
  return first < track.length && (track.rows.start[first] as number) <= start ? first : -1
}

/**
 * What stands at a time: a wait inside of a task before the task, and a wait for a task only where there is nothing else.
 *
 * @param slack seconds that the pointer may miss
 * @returns with the number of tasks that stand there as close as that
 */
export function itemAt(
  lane: Lane,
  time: number,
  slack: number,
): { readonly item: Item; readonly tasks: number } | null {
  let tasks = 0
  let found: Item | null = null
  let least = Infinity
  const take = (of: Item['of'], start: number, end: number, miss: number) => {
    // The nearest; of several that hold the time the shortest.
    const rank = miss > 0 ? miss : (end - start - 1e9) * 1e-12
    if (rank >= least) return
    least = rank
    found = { process: lane.process, of, start, end }
  }
  const around = [time - slack, time + slack] as const
  lane.tasks.each(around, 0, (start, end) => {
    tasks++
    take('task', start, end, Math.max(start - time, time - end, 0))
  })
  lane.waits.each(around, 0, (start, end, _busy, way) => {
    if (way > 0) take('wait', start, end, Math.max(start - time, time - end, 0))
  })
  if (found === null)
    lane.waits.each(around, 0, (start, end) => take('wait', start, end, Math.max(start - time, time - end, 0)))
  return found === null ? null : { item: found, tasks }
}

/**
 * The item after another in its lane, or before it, in the order of their ends; what ends a task stands after it. Waits
 * for a task are passed over where there are tasks.
 */
export function neighbour(lane: Lane, from: Item, direction: -1 | 1): Item | null {
  const [task, wait] = (['task', 'wait'] as const).map((of) => {
    let row = from.of === of ? rowOf(lane, from) + direction : beside(lane, of, from.end, direction)
    while (of === 'wait' && lane.tasks.length > 0 && lane.waits.rows.kind[row] === 0 && row < lane.waits.length)
      row += direction
    return itemOf(lane, of, row)
  }) as [Item | null, Item | null]
  if (task === null || wait === null) return task ?? wait
  const isTaskFirst = task.end <= wait.end
  return isTaskFirst === direction > 0 ? task : wait
}

/** The task nearest to a time, or where there is none the wait. */
export function nearest(lane: Lane, time: number): Item | null {
  const of = lane.tasks.length > 0 ? 'task' : 'wait'
  const track = trackOf(lane, of)
  const after = Math.min(track.firstAfter(time), track.length - 1)
  const before = Math.max(0, after - 1)
  if (after < 0) return null
  const misses = (i: number) =>
    Math.max((track.rows.start[i] as number) - time, time - (track.rows.end[i] as number), 0)
  return itemOf(lane, of, misses(before) < misses(after) ? before : after)
}

/** The row beside a time; a wait that ends at it stands after it, a task before. */
function beside(lane: Lane, of: Item['of'], end: number, direction: -1 | 1): number {
  const track = trackOf(lane, of)
  let row = track.firstAfter(end)
  if (of === 'task') while (row < track.length && track.rows.end[row] === end) row++
  return direction > 0 ? row : row - 1
}

function itemOf(lane: Lane, of: Item['of'], row: number): Item | null {
  const { rows, length } = trackOf(lane, of)
  if (row < 0 || row >= length) return null
  return { process: lane.process, of, start: rows.start[row] as number, end: rows.end[row] as number }
}

function trackOf(lane: Lane, of: Item['of']): Track {
  return (of === 'task' ? lane.tasks : lane.waits) as unknown as Track
}
