/** The charts of a run or a sweep, by the names of their files. */
import { answer } from '../../analysis'
import type { TelemetryHistory } from '../../analysis/run/history'
import { historyOf } from '../../analysis/run/kept'
import type { Sharing } from '../../analysis/run/sharing'
import { thingOf } from '../../analysis/run/things'
import {
  chunkChart,
  lanesChart,
  memoryChart,
  processorsChart,
  rateChart,
  speedUpChart,
  thingCharts,
  throughputChart,
  wallTimeChart,
  type FigureOptions,
} from '../../figures'
import type { KeptRun, KeptSweep } from '../../protocol/history'
import type { SweepAnswer } from '../../protocol/sweep'

/** Shared things with charts of their own, those that were waited for longest. */
const MOST_THINGS = 32

export interface Chart {
  readonly name: string
  readonly svg: string
}

/** Those that have something to show, the most telling first. */
export function chartsOf(kept: KeptRun | KeptSweep, options: FigureOptions = {}): Chart[] {
  if (kept.kind === 'sweep') return sweepCharts(answer(kept.data), options)
  const history = historyOf(kept)
  return [...runCharts(history, options), ...sharedCharts(history.sharing, options)]
}

export function sweepCharts(said: SweepAnswer, options: FigureOptions = {}): Chart[] {
  if (said.points.every(({ seconds }) => seconds === null)) return []
  return named({
    'speed-up': said.axis === 'pool-size' ? speedUpChart(said, options) : null,
    'chunk-size': chunkChart(said, options),
    throughput: said.measure === 'throughput' ? throughputChart(said, options) : null,
    'wall-time': wallTimeChart(said, options),
  })
}

export function runCharts(history: TelemetryHistory, options: FigureOptions = {}): Chart[] {
  return named({
    processes: history.isEmpty ? null : lanesChart(history, options),
    processors: processorsChart(history, options),
    throughput: rateChart(history, options),
    memory: memoryChart(history, options),
  })
}

function sharedCharts({ all }: Sharing, options: FigureOptions): Chart[] {
  const most = all.toSorted((a, b) => b.sample.waits.sum - a.sample.waits.sum).slice(0, MOST_THINGS)
  return most.flatMap((thing) => {
    const { kind, object } = thing.sample
    return thingCharts(thing, thingOf(thing.sample)).map(({ part, draw }) => ({
      name: `${kind.toLowerCase()}-${object}-${part}`,
      svg: draw(options),
    }))
  })
}

function named(charts: Readonly<Record<string, string | null>>): Chart[] {
  return Object.entries(charts).flatMap(([name, svg]) => (svg === null ? [] : [{ name, svg }]))
}
