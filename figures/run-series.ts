/** What the processors and the pool calls of a run did, and its memory, over its clock. */
import { bytes, count, percent, rate } from '../analysis/numbers'
import type { TelemetryHistory } from '../analysis/run/history'
import { texts } from '../texts'
import type { FigureOptions } from './frame'
import { seriesChart, type TimeSeries } from './series'

/** More processors are told by their mean, the least and the most busy one; of processes, those with the most memory. */
const MOST_LINES = 8
/** Columns of `TelemetryHistory.cores` before those of each processor. */
const SUMS = texts.figures.ofRun.cores

const words = texts.figures.ofRun

export function processorsChart({ cores }: TelemetryHistory, options: FigureOptions = {}): string | null {
  const each = cores.columns.slice(SUMS.length)
  const columns = each.length <= MOST_LINES ? each : cores.columns.slice(0, SUMS.length)
  return chart(
    {
      ...words.processors,
      seconds: cores.times,
      lines: columns.map((values, i) => ({
        name: columns === each ? words.core(i) : (SUMS[i] as string),
        values,
      })),
      top: 1,
      label: percent,
    },
    options,
  )
}

export function rateChart({ totals, maps }: TelemetryHistory, options: FigureOptions = {}): string | null {
  if (maps.length === 0) return null
  const lines = [{ name: words.allCalls, values: totals.columns[0] ?? [] }]
  return chart({ ...words.rate, seconds: totals.times, lines, label: round }, options)
}

export function memoryChart({ totals, lanes }: TelemetryHistory, options: FigureOptions = {}): string | null {
  const largest = lanes.toSorted((a, b) => b.mostMemory - a.mostMemory).slice(0, MOST_LINES - 1)
  const lines = [
    { name: words.allProcesses, values: totals.columns[1] ?? [] },
    ...largest.map((lane) => ({ name: lane.name, values: lane.memoryOver(totals.times) })),
  ]
  return chart({ ...words.memory, seconds: totals.times, lines, label: bytes }, options)
}

/** `null` where nothing was sampled. */
function chart(series: TimeSeries, options: FigureOptions): string | null {
  return series.seconds.length === 0 || series.lines.length === 0 ? null : seriesChart(series, { ...SIZE, ...options })
}

/** As few digits as it has. */
function round(value: number): string {
  return Number.isInteger(value) ? count(value) : rate(value)
}

const SIZE = { width: 800, height: 280 }
