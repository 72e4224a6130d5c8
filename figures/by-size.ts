/** Throughput and wall time by the value that was swept, of one sweep or of several laid over each other. */
import { count, duration, rate, times } from '../analysis/numbers'
import type { Interval, SweepAnswer, SweepPoint } from '../protocol/sweep'
import { texts } from '../texts'
import { amounts, powers, sizes } from './axes'
import { best, estimates, pointsIn, spoken } from './estimates'
import { areaOf, figure, labels, labelWidth, type FigureOptions } from './frame'
import { colourOf, sample, stroke, strokeOf } from './marks'

export interface NamedSweep {
  readonly name: string
  readonly answer: SweepAnswer
}

const words = texts.figures

/** What is drawn upwards. */
export type Quantity = 'throughput' | 'seconds' | 'speedUp'

const QUANTITIES: Readonly<
  Record<
    Quantity,
    { title: string; unit: string; of: (point: SweepPoint) => Interval | null; say: (value: number) => string }
  >
> = {
  throughput: {
    ...words.throughput,
    of: (one) => one.throughput,
    say: rate,
  },
  seconds: { ...words.seconds, of: (one) => one.seconds, say: duration },
  speedUp: { ...words.speedUp, of: (one) => one.speedUp, say: times },
}

/** Pixels between the points of two sweeps at the same value. */
const APART = 7

export function throughputChart(answer: SweepAnswer, options: FigureOptions = {}): string {
  return overlayChart([{ name: '', answer }], 'throughput', options)
}

export function wallTimeChart(answer: SweepAnswer, options: FigureOptions = {}): string {
  return overlayChart([{ name: '', answer }], 'seconds', options)
}

/** Sweeps of the same axis over each other; the first is the one that others are compared with. */
export function overlayChart(sweeps: readonly NamedSweep[], quantity: Quantity, options: FigureOptions = {}): string {
  const { title, unit, of, say } = QUANTITIES[quantity]
  const axis = sweeps[0]?.answer.axis ?? 'pool-size'
  const values = [...new Set(sweeps.flatMap(({ answer }) => answer.points.map(({ value }) => value)))].sort(
    (a, b) => a - b,
  )
  const series = sweeps.map(({ name, answer }, i) => ({
    name: shortened(name),
    points: pointsIn(answer, of),
    colour: colourOf(i),
    style: strokeOf(i),
    shift: (i - (sweeps.length - 1) / 2) * APART,
  }))
  const area = areaOf(options, labelWidth(series.map(({ name }) => name).filter((name) => name !== '')))
  const x = axis === 'pool-size' ? sizes(area, values) : powers(area, values)
  const y = amounts(
    area,
    1.05 * Math.max(0, ...series.flatMap(({ points }) => points.map(({ interval }) => interval.high))),
    label(quantity),
  )
  const only = sweeps.length === 1 ? sweeps[0] : undefined
  return figure(
    options,
    {
      title: words.bySize[axis](title),
      unit,
      across: words.across[axis],
      description: series
        .map(({ name, points }) =>
          name === '' ? spoken(points, axis, say) : words.ofRun.line(name, spoken(points, axis, say)),
        )
        .join(' '),
    },
    area,
    x,
    y,
    [
      ...(only === undefined ? [] : best(only.answer, area, x)),
      ...series.flatMap(({ points, colour, style, shift }, i) => [
        stroke(
          colour,
          points.map(({ value, interval }) => [x.scale(value) + shift, y.scale(interval.value)]),
          style,
          1.5,
        ),
        ...estimates(points, i, x, y, { axis, say }, shift),
      ]),
      ...labels(
        area,
        series.flatMap(({ name, points, colour, style }, i) => {
          const last = points.at(-1)
          if (name === '' || last === undefined) return []
          return [{ y: y.scale(last.interval.value), words: name, sample: sample(colour, style, i) }]
        }),
      ),
    ],
  )
}

function label(quantity: Quantity): (value: number) => string {
  if (quantity === 'speedUp') return (value) => `${value}×`
  return quantity === 'seconds' ? (value) => (value === 0 ? '0' : `${value}\u2009s`) : count
}

/** A name that leaves room for the chart. */
function shortened(name: string): string {
  return name.length <= 22 ? name : `${name.slice(0, 13)}…${name.slice(-8)}`
}
