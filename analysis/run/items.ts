/** One task or wait of a process, found by time: rows change their places when room is made, times do not. */
import type { WaitSample } from '../../protocol/telemetry'
import type { Lane } from './lane'
import type { Track } from './track'
import { wayOf } from './waits'

export interface Item {
  readonly process: number
  readonly of: 'task' | 'wait'
  /** Seconds of the run; a wait that has not come to its end ends at `Infinity`. */
  readonly start: number
  readonly end: number
}

export const KINDS = ['task', 'wait'] as const

/** The row of an item, or of what it was joined into; `-1` when there is none, as for a wait that has no end yet. */
export function rowOf(lane: Lane, { of, start, end }: Item): number {
  const track = trackOf(lane, of)
  if (end === Infinity) return track.rows.start.subarray(0, track.length).lastIndexOf(start)
  const first = track.firstAfter(end)
  for (let i = first; i < track.length && (track.rows.end[i] as number) <= end; i++)
    if (track.rows.start[i] === start) return i
  return first < track.length && (track.rows.start[first] as number) <= start ? first : -1
}

/** What a process waits for at present, the longest first; none after its end. */
export function openWaitsOf({ end, sample }: Lane): readonly WaitSample[] {
  return end === null ? (sample?.waits ?? []).toSorted((a, b) => a.since - b.since) : []
}

/** What an item that has no end yet is, while it has none. */
export function openWaitOf(lane: Lane, { start, end }: Item): WaitSample | undefined {
  return end === Infinity ? openWaitsOf(lane).find(({ since }) => since / 1000 === start) : undefined
}

/** An item with the end that it may have come to meanwhile. */
export function settled(lane: Lane, item: Item): Item {
  return item.end === Infinity ? (itemOf(lane, item.of, rowOf(lane, item)) ?? item) : item
}

/** The seconds that an item takes up, so far. */
export function stretchOf(lane: Lane, item: Item, now: number): { readonly start: number; readonly end: number } {
  const { start, end } = settled(lane, item)
  return { start, end: Math.min(end, lane.end ?? now) }
}

/**
 * What stands at a time: a wait inside of a task before the task, and a wait for a task only where there is nothing else.
 *
 * @param now seconds of the run: what has no end yet lasts until then
 * @param slack seconds that the pointer may miss
 * @returns with the number of tasks that stand there as close as that
 */
export function itemAt(
  lane: Lane,
  time: number,
  now: number,
  slack: number,
): { readonly item: Item; readonly tasks: number } | null {
  let tasks = 0
  let found: Item | null = null
  let least = Infinity
  const take = (of: Item['of'], start: number, end: number, miss: number, isOpen = false) => {
    // The nearest; of several that hold the time the shortest.
    const rank = miss > 0 ? miss : (end - start - 1e9) * 1e-12
    if (rank >= least) return
    least = rank
    found = { process: lane.process, of, start, end: isOpen ? Infinity : end }
  }
  const takeOpen = (isTaken: (way: number) => boolean) => {
    for (const { since, kind } of openWaitsOf(lane)) {
      const start = since / 1000
      const miss = Math.max(start - time, time - now, 0)
      if (miss <= slack && isTaken(wayOf(kind))) take('wait', start, now, miss, true)
    }
  }
  const around = [time - slack, time + slack] as const
  lane.tasks.each(around, 0, (start, end) => {
    tasks++
    take('task', start, end, Math.max(start - time, time - end, 0))
  })
  lane.waits.each(around, 0, (start, end, _busy, way) => {
    if (way > 0) take('wait', start, end, Math.max(start - time, time - end, 0))
  })
  takeOpen((way) => way > 0)
  if (found === null) {
    lane.waits.each(around, 0, (start, end) => take('wait', start, end, Math.max(start - time, time - end, 0)))
    takeOpen((way) => way === 0)
  }
  return found === null ? null : { item: found, tasks }
}

/**
 * The item after another in its lane, or before it, in the order of their ends; what ends a task stands after it. Waits
 * for a task are passed over where there are tasks.
 */
export function neighbour(lane: Lane, item: Item, direction: -1 | 1): Item | null {
  const from = settled(lane, item)
  const open = openItemsOf(lane)
  const at = from.end === Infinity ? open.findIndex(({ start }) => start === from.start) : -1
  if (at >= 0 && (direction > 0 || at > 0)) return open[at + direction] ?? null
  const [task, wait] = KINDS.map((of) => {
    const own = from.of === of ? rowOf(lane, from) : -1
    let row = own >= 0 ? own + direction : beside(lane, of, from.end, direction)
    while (of === 'wait' && lane.tasks.length > 0 && lane.waits.rows.kind[row] === 0 && row < lane.waits.length)
      row += direction
    return itemOf(lane, of, row)
  }) as [Item | null, Item | null]
  if (task === null || wait === null) return task ?? wait ?? (direction > 0 ? (open[0] ?? null) : null)
  const isTaskFirst = task.end <= wait.end
  return isTaskFirst === direction > 0 ? task : wait
}

/** The task nearest to a time, or where there is none the wait. */
export function nearest(lane: Lane, time: number): Item | null {
  const of = lane.tasks.length > 0 ? 'task' : 'wait'
  const track = trackOf(lane, of)
  const open = openItemsOf(lane)
  if (track.length === 0 || time === Infinity) return open.at(-1) ?? itemOf(lane, of, track.length - 1)
  const after = Math.min(track.firstAfter(time), track.length - 1)
  const before = Math.max(0, after - 1)
  const misses = (i: number) =>
    Math.max((track.rows.start[i] as number) - time, time - (track.rows.end[i] as number), 0)
  return itemOf(lane, of, misses(before) < misses(after) ? before : after)
}

/** Waits that have no end yet, as items; for a task where there is nothing else. */
function openItemsOf(lane: Lane): readonly Item[] {
  return openWaitsOf(lane)
    .filter(({ kind }) => lane.tasks.length === 0 || wayOf(kind) > 0)
    .map(({ since }) => ({ process: lane.process, of: 'wait', start: since / 1000, end: Infinity }))
}

/** The row beside a time; a wait that ends at it stands after it, a task before. */
function beside(lane: Lane, of: Item['of'], end: number, direction: -1 | 1): number {
  const track = trackOf(lane, of)
  let row = track.firstAfter(end)
  if (of === 'task') while (row < track.length && track.rows.end[row] === end) row++
  return direction > 0 ? row : row - 1
}

export function itemOf(lane: Lane, of: Item['of'], row: number): Item | null {
  const { rows, length } = trackOf(lane, of)
  if (row < 0 || row >= length) return null
  return { process: lane.process, of, start: rows.start[row] as number, end: rows.end[row] as number }
}

export function trackOf(lane: Lane, of: Item['of']): Track {
  return (of === 'task' ? lane.tasks : lane.waits) as unknown as Track
}
