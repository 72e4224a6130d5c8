/** The rows of the lanes: how high they are, and the words and figures beside them. */
import type { Lane } from '../../analysis/run/lane'
import { noteOf } from '../../analysis/run/lane-words'
import { texts } from '../../texts'
import { bytes, percent } from '../../analysis/numbers'

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

/** A worker without a task waits for one. */
export function waitLabel(waitsFor: string): string {
  return waitsFor === 'task' ? texts.processes.deeds.noTask : waitsFor
}
