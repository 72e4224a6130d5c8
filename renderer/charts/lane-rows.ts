/** The rows of the lanes: how high they are, and the words and figures beside them. */
import type { MapSample } from '../../protocol/telemetry'
import type { Lane } from '../../analysis/run/lane'
import { endOf, noteOf } from '../../analysis/run/lane-words'
import { bytes, count, duration, percent } from '../../analysis/numbers'

/** Pixels, the highest that fits. */
const HEIGHTS = [48, 36, 28, 20]

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
  return HEIGHTS.find((row) => row * lanes <= height) ?? 20
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

/** What a process did at a time, exactly. */
export function deedOf(lane: Lane, time: number, maps: readonly MapSample[]): string {
  const { tasks, name, end } = lane
  const i = tasks.firstAfter(time)
  if (i < tasks.length && (tasks.start[i] as number) <= time) {
    const called = maps.find(({ map }) => map === tasks.map[i])?.name ?? 'task'
    const items = tasks.count[i] as number
    const failed = (tasks.failed[i] as number) > 0 ? ', failed' : ''
    const length = (tasks.end[i] as number) - (tasks.start[i] as number)
    return `${name}: ${called}, ${items === 1 ? '' : `${count(items)} items in `}${duration(length)}${failed}`
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
