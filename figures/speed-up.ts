/** Speed-up by pool size: what was measured, the ideal, both laws, and the best size. */
import { secondsOf } from '../analysis'
import { percent, times } from '../analysis/numbers'
import type { Fit, SweepAnswer } from '../protocol/sweep'
import { texts } from '../texts'
import { amounts, sizes } from './axes'
import { best, estimates, pointsIn, spoken } from './estimates'
import { areaOf, figure, labels, labelWidth, type FigureOptions, type Label } from './frame'
import { colourOf, sample, sampleMark, stroke, type Stroke } from './marks'

const SERIES: Readonly<Record<Fit['law'], number>> = { amdahl: 2, usl: 5 }
const words = texts.figures
/** Points of a drawn curve. */
const STEPS = 120

interface Line {
  readonly words: string
  readonly colour: string
  readonly style: Stroke
  readonly at: (size: number) => number
}

export function speedUpChart(answer: SweepAnswer, options: FigureOptions = {}): string {
  const points = pointsIn(answer, ({ speedUp }) => speedUp)
  const values = answer.points.map(({ value }) => value)
  const smallest = points[0]?.value ?? 1
  const lines = [ideal(smallest), ...answer.fits.map((fit) => lawLine(answer, fit))]
  const area = areaOf(options, labelWidth([...lines.map((line) => line.words), words.measured(percent(0.95))]))
  const x = sizes(area, values)
  const drawnTo = values.at(-1) ?? 1
  const laws = lines.slice(1).map(({ at }) => Math.max(...steps(smallest, drawnTo).map(at)))
  const y = amounts(
    area,
    1.05 * Math.max(1, ...points.map(({ interval }) => interval.high), ...laws),
    (value) => `${value}×`,
  )
  const drawn = lines.map((line) => {
    const inside = steps(smallest, drawnTo).filter((size) => line.at(size) <= y.top)
    const ends = inside.map((size) => [x.scale(size), y.scale(line.at(size))] as const)
    return { ...line, ends, last: ends.at(-1)?.[1] ?? area.bottom }
  })
  const last = points.at(-1)
  const measured: Label[] =
    last === undefined
      ? []
      : [{ y: y.scale(last.interval.value), words: words.measured(percent(0.95)), sample: sampleMark(0) }]
  return figure(
    options,
    {
      title: words.bySize['pool-size'](words.speedUp.title),
      unit: words.asFastAs(smallest, answer.measure === 'throughput'),
      across: words.across['pool-size'],
      description: `${answer.sentence} ${spoken(points, answer.axis, times)}`,
    },
    area,
    x,
    y,
    [
      ...best(answer, area, x),
      ...drawn.map(({ colour, ends, style }) => stroke(colour, ends, style)),
      ...estimates(points, 0, x, y, { axis: answer.axis, say: times }),
      ...labels(area, [
        ...drawn.map((line) => ({ y: line.last, words: line.words, sample: sample(line.colour, line.style) })),
        ...measured,
      ]),
    ],
  )
}

function ideal(smallest: number): Line {
  return { words: words.laws.ideal, colour: 'secondary', style: 'dotted', at: (size) => size / smallest }
}

function lawLine(answer: SweepAnswer, fit: Fit): Line {
  const first = answer.points.find(({ seconds }) => seconds !== null)
  const cost = first?.throughput == null ? (first?.seconds?.value ?? NaN) : 1 / first.throughput.value
  return {
    words: words.laws[fit.law],
    colour: colourOf(SERIES[fit.law]),
    style: fit.law === answer.chosen ? 'solid' : 'dashed',
    at: (size) => cost / secondsOf(fit, size),
  }
}

function steps(from: number, to: number): number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS)
}
