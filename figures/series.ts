/** Lines over a run's clock: processors, throughput, memory, for exports. */
import { texts } from '../texts'
import { amounts, clock } from './axes'
import { areaOf, figure, labels, labelWidth, type Area, type FigureOptions } from './frame'
import { colourOf, sample, stroke, strokeOf } from './marks'
import { COLOURS } from './theme'

export interface TimeSeries {
  readonly title: string
  readonly unit: string
  /** Seconds of the run's clock, ascending. */
  readonly seconds: readonly number[]
  /** As long as `seconds`; `null` where nothing was sampled. */
  readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  /** The scale's upper end, where one is natural (100 %); else from the data. */
  readonly top?: number
  readonly label: (value: number) => string
  /** The lines are few and are to be told apart without colour: each has its own dashes. */
  readonly isDistinct?: boolean
}

export function seriesChart(
  { title, unit, seconds, lines, top, label, isDistinct = false }: TimeSeries,
  options: FigureOptions = {},
): string {
  const area = areaOf(options, labelWidth(lines.map(({ name }) => name)))
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null))
  const x = clock(area, seconds)
  const y = amounts(area, top ?? 1.05 * Math.max(0, ...known), label)
  const drawn = lines.map(({ name, values }, i) => ({
    name,
    colour: colourOf(i),
    // Each round of the palette has its own dashes.
    style: strokeOf(isDistinct ? i : Math.floor(i / COLOURS)),
    points: seconds.map((second, at) => [x.scale(second), y.scale(values[at] ?? NaN)] as const),
  }))
  return figure(
    options,
    { title, unit, across: texts.figures.ofRun.across, description: described(lines, seconds, label) },
    area,
    x,
    y,
    [
      ...drawn.map(({ colour, style, points }) => stroke(colour, points, style, 1.5)),
      ...labels(
        area,
        drawn.map(({ name, colour, style, points }) => ({
          y: lastOf(points, area),
          words: name,
          sample: sample(colour, style),
        })),
      ),
    ],
  )
}

function lastOf(points: readonly (readonly [number, number])[], { bottom }: Area): number {
  return points.findLast(([, y]) => Number.isFinite(y))?.[1] ?? bottom
}

function described(lines: TimeSeries['lines'], seconds: readonly number[], label: (value: number) => string): string {
  const words = texts.figures.ofRun
  const each = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null)
    const range = () => texts.figures.range(label(Math.min(...known)), label(Math.max(...known)))
    return words.line(name, known.length === 0 ? words.noSamples : range())
  })
  return words.description(seconds.at(-1) ?? 0, each)
}
