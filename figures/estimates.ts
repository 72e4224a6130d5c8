/** What the charts of a sweep share: its points with intervals, the best value, and the same in words. */
import { count, sizeOf } from '../analysis/numbers'
import type { Interval, SweepAnswer, SweepAxis, SweepPoint } from '../protocol/sweep'
import { texts } from '../texts'
import { widthOf, type Area, type Axis } from './frame'
import { estimate, upright } from './marks'
import { element, escaped, text } from './svg'
import { classOf } from './theme'

export interface Point {
  readonly value: number
  readonly interval: Interval
}

export function pointsIn({ points }: SweepAnswer, of: (point: SweepPoint) => Interval | null): Point[] {
  return points.flatMap((point) => {
    const interval = of(point)
    return interval === null ? [] : [{ value: point.value, interval }]
  })
}

/** How the points are told in words. */
export interface Telling {
  readonly axis: SweepAxis
  readonly say: (value: number) => string
}

/** Each tells its numbers to who points at it. @param shift pixels to the right, where several series stand at the same values */
export function estimates(
  points: readonly Point[],
  series: number,
  x: Axis,
  y: Axis,
  telling: Telling,
  shift = 0,
): string[] {
  return points.map((point) => {
    const { value, interval } = point
    const drawn = estimate(series, x.scale(value) + shift, interval, y.scale)
    return element('g', {}, element('title', {}, escaped(told(point, telling))), drawn)
  })
}

/** The best value as a line with its name above the area, and the values that may be as good as a band. */
export function best({ best }: SweepAnswer, area: Area, x: Axis): string[] {
  if (best === null) return []
  const at = x.scale(best.value)
  const [low, high] = [x.scale(best.low) - 6, x.scale(best.high) + 6]
  const words = texts.figures.best(count(best.value))
  const half = widthOf(words) / 2
  return [
    element('rect', {
      x: low,
      y: area.top,
      width: high - low,
      height: area.bottom - area.top,
      class: classOf('fill', 'line'),
      'fill-opacity': 0.5,
    }),
    upright(at, area, 'secondary'),
    text(
      {
        x: Math.min(Math.max(at, area.left + half), area.right - half),
        y: area.top - 6,
        'text-anchor': 'middle',
        class: classOf('fill', 'text'),
      },
      words,
    ),
  ]
}

/** "1 worker: 1.00×; 2 workers: 1.92× (1.85× to 1.98×); …" */
export function spoken(points: readonly Point[], axis: SweepAxis, say: (value: number) => string): string {
  const each = points.map((point) => told(point, { axis, say }))
  return each.length === 0 ? texts.figures.nothingMeasured : `${each.join('; ')}.`
}

function told({ value, interval: { value: middle, low, high } }: Point, { axis, say }: Telling): string {
  const size = `${sizeOf(axis, value)}: ${say(middle)}`
  return low === high ? size : `${size} (${texts.figures.range(say(low), say(high))})`
}
