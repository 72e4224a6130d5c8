/** Points with their intervals, and lines. A series has its colour, its mark and its dashes: never colour alone. */
import { line as lineOf, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from 'd3-shape'
import type { Interval } from '../protocol/sweep'
import type { Area } from './frame'
import { element } from './svg'
import { classOf, COLOURS } from './theme'

const SYMBOLS = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolWye]
const CAP = 4

/** Of a series, counted from 0. */
export function colourOf(series: number): string {
  return `data-${(series % COLOURS) + 1}`
}

export function mark(series: number, x: number, y: number): string {
  const shape = symbol(SYMBOLS[series % SYMBOLS.length], 64)() ?? ''
  return element('path', {
    d: rounded(shape),
    transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`,
    class: `${classOf('fill', colourOf(series))} ${classOf('stroke', 'pane')}`,
  })
}

/** From the lower to the upper end, with caps. */
export function whisker(series: number, x: number, low: number, high: number): string {
  return element('path', {
    d: rounded(`M${x},${low}V${high}M${x - CAP},${low}h${2 * CAP}M${x - CAP},${high}h${2 * CAP}`),
    fill: 'none',
    'stroke-width': 1.5,
    class: classOf('stroke', colourOf(series)),
  })
}

export function estimate(
  series: number,
  x: number,
  { value, low, high }: Interval,
  scale: (value: number) => number,
): string {
  return (low === high ? '' : whisker(series, x, scale(low), scale(high))) + mark(series, x, scale(value))
}

export type Stroke = 'solid' | 'dashed' | 'dotted'

const STROKES: readonly Stroke[] = ['solid', 'dashed', 'dotted']
const DASHES: Readonly<Record<Stroke, string>> = { solid: 'none', dashed: '7 4', dotted: '2 4' }

/** Of a series, or of a round of the palette, counted from 0. */
export function strokeOf(number: number): Stroke {
  return STROKES[number % STROKES.length] as Stroke
}

export function stroke(
  colour: string,
  points: readonly (readonly [number, number])[],
  style: Stroke = 'solid',
  width = 2,
): string {
  const d = lineOf<readonly [number, number]>()
    .defined(([, y]) => Number.isFinite(y))
    .digits(2)(points)
  return d === null
    ? ''
    : element('path', {
        d,
        fill: 'none',
        'stroke-width': width,
        'stroke-dasharray': DASHES[style],
        'stroke-linejoin': 'round',
        class: classOf('stroke', colour),
      })
}

/** A thin line over the whole height. */
export function upright(x: number, { top, bottom }: Area, colour: string, dashes = 'none'): string {
  return element('line', {
    x1: x,
    x2: x,
    y1: top,
    y2: bottom,
    'stroke-dasharray': dashes,
    class: classOf('stroke', colour),
  })
}

/** A piece of a line, for its label. */
export function sample(colour: string, style: Stroke = 'solid', series: number | null = null): string {
  const piece = stroke(
    colour,
    [
      [0, 0],
      [22, 0],
    ],
    style,
  )
  return series === null ? piece : piece + mark(series, 11, 0)
}

/** A mark alone, for its label. */
export function sampleMark(series: number): string {
  return mark(series, 11, 0)
}

function rounded(path: string): string {
  return path.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100))
}
