/** How long many things took: bars over the logarithm of time. */
import { scaleLog } from 'd3-scale'
import { count, duration } from '../analysis/numbers'
import { bucketsOf, quantile, type Bucket } from '../analysis/run/buckets'
import type { Times } from '../protocol/telemetry'
import { texts } from '../texts'
import { amounts } from './axes'
import { areaOf, figure, type Area, type Axis, type FigureOptions } from './frame'
import { element } from './svg'
import { classOf } from './theme'

/** @param series colour, counted from 0 */
export function histogramChart(title: string, times: Times, series: number, options: FigureOptions = {}): string {
  const words = texts.figures.histogram
  const buckets = bucketsOf(times)
  const area = areaOf(options, 0)
  const x = durations(area, buckets)
  const y = amounts(area, Math.max(1, ...buckets.map((bucket) => bucket.count)), (value) =>
    Number.isInteger(value) ? count(value) : '',
  )
  const median = quantile(times, 0.5)
  const description =
    median === null
      ? texts.figures.nothingMeasured
      : words.description(count(times.count), duration(median), duration(times.longest / 1000))
  return figure(
    options,
    { title, unit: words.unit, across: words.across, description },
    area,
    x,
    y,
    buckets.map((bucket) => bar(bucket, x, y, area.bottom, series)),
  )
}

function bar({ from, to, count: height }: Bucket, x: Axis, y: Axis, bottom: number, series: number): string {
  const [left, right] = [x.scale(from === 0 ? to / Math.SQRT2 : from), x.scale(to)]
  const top = y.scale(height)
  return element('rect', {
    x: left,
    width: Math.max(1, right - left - 1),
    y: top,
    height: Math.max(0, bottom - top),
    class: classOf('fill', `data-${series + 1}`),
  })
}

/** At least a decade wide, with a tick at each power of ten. */
function durations({ left, right }: Area, buckets: readonly Bucket[]): Axis {
  const first = buckets[0]
  const low = first === undefined ? 1e-6 : first.from === 0 ? first.to / Math.SQRT2 : first.from
  const high = buckets.at(-1)?.to ?? low * 10
  const widened = Math.max(1, Math.sqrt(10 / (high / low)))
  const scale = scaleLog([low / widened, high * widened], [left, right])
  const powers = scale.ticks(4).filter((value) => /^1e/.test(value.toExponential()))
  return { scale, ticks: powers.map((value) => ({ value, label: powerOfTen(value) })) }
}

/** `10 ms`; its figures are never but 1, 10 and 100. */
function powerOfTen(seconds: number): string {
  const [scaled, unit] =
    seconds < 0.9e-3 ? [seconds * 1e6, 'µs'] : seconds < 0.9 ? [seconds * 1e3, 'ms'] : [seconds, 's']
  return `${Math.round(scaled)}\u2009${unit}`
}
