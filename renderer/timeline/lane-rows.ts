/** The rows of the lanes: how high they are, and the words and figures beside them. */
import type { TelemetryHistory } from '../../analysis/run/history'
import { itemAt, rowOf as rowOfItem } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { endOf, noteOf } from '../../analysis/run/lane-words'
import { FAILED } from '../../analysis/run/track'
import { bytes, count, duration, percent } from '../../analysis/numbers'

/** Pixels: the highest row, and the lowest, from which on the lanes are scrolled. */
const HIGHEST = 48
const LOWEST = 20

export interface LaneRow {
  readonly process: number
  readonly name: string
  readonly cpu: string
  readonly memory: string
  /** What it did and how it ended, in place of its figures; the short one has room in a narrow pane. */
  readonly note: string
  readonly shortNote: string
  readonly failed: boolean
  readonly ended: boolean
}

export function rowHeight(height: number, lanes: number): number {
  return Math.max(LOWEST, Math.min(HIGHEST, Math.floor(height / Math.max(1, lanes))))
}

/** @param time seconds at the crosshair, or `null` for the present */
export function rowOf(lane: Lane, time: number | null): LaneRow {
  const { process, name, end, failed } = lane
  const ended = end !== null && (time === null || time > end)
  const figures = ended ? null : time === null ? lane.sample : lane.at(time)
  return {
    process,
    name,
    cpu: figures === null ? '' : percent(figures.cpu),
    memory: figures === null || figures.memory === 0 ? '' : bytes(figures.memory),
    note: ended ? noteOf(lane) : '',
    shortNote: ended ? noteOf(lane, true) : '',
    failed: ended && failed,
    ended,
  }
}

/** What a process did at a time. @param slack seconds that the pointer may miss */
export function deedOf({ maps }: TelemetryHistory, lane: Lane, time: number, slack: number): string {
  const { tasks, name, end } = lane
  const found = itemAt(lane, time, slack)?.item
  if (found?.of === 'task') {
    const row = rowOfItem(lane, found)
    const { map, count: counts, marks } = tasks.rows
    const called = maps.find((one) => one.map === map[row])?.name ?? 'task'
    const items = counts[row] as number
    const failed = ((marks[row] as number) & FAILED) > 0 ? ', failed' : ''
    return `${name}: ${called}, ${items === 1 ? '' : `${count(items)} items in `}${duration(found.end - found.start)}${failed}`
  }
  if (time < lane.start) return `${name}: not started`
  if (end !== null && time > end) return `${name}: ${endOf(lane)}`
  const span = lane.spans.at(time)
  if (span === undefined) return name
  const length = duration(span.end - span.start)
  if (span.state === 'waiting')
    return `${name}: ${span.waitsFor === 'task' ? 'no task' : `waits for ${span.waitsFor}`}, about ${length}`
  return `${name}: ${span.state}, about ${length}`
}

/** A worker without a task waits for one. */
export function waitLabel(waitsFor: string): string {
  return waitsFor === 'task' ? 'no task' : waitsFor
}
