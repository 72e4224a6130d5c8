/** How long one shared thing was waited for and held, and how full it was. */
import { count } from '../analysis/numbers'
import type { SharedThing } from '../analysis/run/sharing'
import { texts } from '../texts'
import type { FigureOptions } from './frame'
import { histogramChart } from './histogram'
import { seriesChart } from './series'

export interface ThingChart {
  readonly part: 'waits' | 'holds' | 'depth'
  draw(options?: FigureOptions): string
}

const words = texts.sharing

/** Those that have something to show. @param name of the thing, for charts that stand alone */
export function thingCharts({ sample, depth, hasDepth }: SharedThing, name = ''): ThingChart[] {
  const { waits, holds, kind, limit } = sample
  const titled = (what: string) => (name === '' ? what : texts.figures.ofThing(what, name))
  const charts: ThingChart[] = []
  if (waits.count > 0)
    charts.push({ part: 'waits', draw: (options) => histogramChart(titled(words.waits), waits, 1, options) })
  if (holds.count > 0)
    charts.push({ part: 'holds', draw: (options) => histogramChart(titled(words.holds), holds, 0, options) })
  if (hasDepth && depth.times.length > 1) {
    const { title, tasks, items, of } = words.depth
    const series = {
      title: titled(title),
      unit: kind === 'Pool' ? tasks : limit > 0 ? of(count(limit)) : items,
      seconds: depth.times,
      lines: [{ name: '', values: depth.columns[0] ?? [] }],
      label: (value: number) => (Number.isInteger(value) ? count(value) : ''),
    }
    charts.push({ part: 'depth', draw: (options) => seriesChart(series, options) })
  }
  return charts
}
