/** What is compared of runs: curves on one clock, and figures. */
import { bytes, count, duration, percent, rate } from '../../analysis/numbers'
import { changeOf, medianOf } from '../../analysis'
import type { TelemetryHistory } from '../../analysis/run/history'
import { historyOf } from '../../analysis/run/kept'
import type { Series } from '../../analysis/run/series'
import type { TimeSeries } from '../../figures'
import type { KeptRun } from '../../protocol/history'
import type { Interval } from '../../protocol/sweep'
import { texts } from '../../texts'
import type { Group } from './groups'

const words = texts.sideBySide

/** Points of a curve. */
const POINTS = 400

export interface Cell {
  readonly value: Interval | null
  /** Against the first group, as a share; `null` in it. */
  readonly change: Interval | null
}

export interface FigureRow {
  readonly title: string
  readonly say: (value: number) => string
  readonly cells: readonly Cell[]
}

export interface NamedHistory {
  readonly name: string
  readonly history: TelemetryHistory
}

const FIGURES: readonly {
  readonly title: string
  readonly say: (value: number) => string
  readonly of: (run: KeptRun) => number | null
}[] = [
  { title: words.rows.took, say: duration, of: ({ entry }) => entry.seconds },
  { title: words.rows.throughput, say: rate, of: ({ entry }) => entry.throughput },
  { title: words.rows.done, say: count, of: ({ figures }) => sum(figures?.maps, ({ done }) => done) },
  { title: words.rows.failed, say: count, of: ({ figures }) => sum(figures?.maps, ({ failed }) => failed) },
  { title: words.rows.processes, say: count, of: ({ figures }) => figures?.processes.length ?? null },
  { title: words.rows.cpu, say: percent, of: (run) => historyOf(run).meanOfRun[0] ?? null },
  { title: words.rows.memory, say: bytes, of: ({ figures }) => figures?.peakMemory || null },
]

/** Medians of each group, and how they differ from the first one's. What no run has is left out. */
export function figuresOf(groups: readonly Group[]): FigureRow[] {
  return FIGURES.flatMap(({ title, say, of }) => {
    const values = groups.map(({ runs }) => runs.map(of).filter((value) => value !== null))
    const [first = []] = values
    if (values.every((own) => own.length === 0 || own.every((value) => value === 0))) return []
    const cells = values.map((own, i) => ({ value: medianOf(own), change: i === 0 ? null : changeOf(first, own) }))
    return [{ title, say, cells }]
  })
}

export function throughputCurves(runs: readonly NamedHistory[]): TimeSeries {
  return {
    title: words.throughput,
    unit: words.throughputUnit,
    ...curves(runs, ({ totals }) => totals),
    isDistinct: true,
    label: count,
  }
}

export function cpuCurves(runs: readonly NamedHistory[]): TimeSeries {
  return {
    title: words.cpu,
    unit: words.cpuUnit,
    ...curves(runs, ({ cores }) => cores),
    isDistinct: true,
    top: 1,
    label: percent,
  }
}

/** The runs begin at the same place; each curve ends where its run did. */
function curves(
  runs: readonly NamedHistory[],
  of: (history: TelemetryHistory) => Series,
): Pick<TimeSeries, 'seconds' | 'lines'> {
  const end = Math.max(1e-3, ...runs.map(({ history }) => history.now))
  const seconds = Array.from({ length: POINTS + 1 }, (_, i) => (i / POINTS) * end)
  return {
    seconds,
    lines: runs.map(({ name, history }) => ({ name, values: seconds.map((second) => valueAt(of(history), second)) })),
  }
}

/** Of the first column, on the line between two samples; `null` before the first and after the last. */
function valueAt(series: Series, second: number): number | null {
  const { times, columns } = series
  const at = series.indexAt(second)
  const [from, to] = [times[at], times[at + 1]]
  const [low, high] = [columns[0]?.[at], columns[0]?.[at + 1]]
  if (from === undefined || low === undefined || to === undefined || high === undefined) return null
  return low + ((high - low) * (second - from)) / (to - from)
}

function sum<T>(all: readonly T[] | undefined, of: (one: T) => number): number | null {
  return all === undefined ? null : all.reduce((total, one) => total + of(one), 0)
}
