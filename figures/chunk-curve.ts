/** Seconds of a map by chunk size: measured beside modelled, CPython's default and the model's best marked. */
import { count, cutMiddle, duration, percent } from '../analysis/numbers'
import type { ChunkAnswer, SweepAnswer } from '../protocol/sweep'
import { texts } from '../texts'
import { magnitudes, powers } from './axes'
import { estimates, spoken } from './estimates'
import { areaOf, figure, labels, labelWidth, widthOf, type Area, type Axis, type FigureOptions } from './frame'
import { colourOf, sample, sampleMark, stroke, upright } from './marks'
import { text } from './svg'
import { classOf } from './theme'

const MODEL = 2
const { chunks: words, ...common } = texts.figures

/** @returns `null` when the sweep was not of chunk sizes, or its model was refused */
export function chunkChart({ chunks, sentence }: SweepAnswer, options: FigureOptions = {}): string | null {
  if (chunks === null) return null
  const { modelled, cpythonDefault, best } = chunks
  const measured = chunks.measured.map(({ chunksize, seconds }) => ({ value: chunksize, interval: seconds }))
  const measuredName = common.measured(percent(0.95))
  const area = areaOf(options, labelWidth([words.model, measuredName]))
  const x = powers(
    area,
    modelled.map(({ chunksize }) => chunksize),
    measured.map(({ value }) => value),
  )
  const y = magnitudes(
    area,
    [...measured.flatMap(({ interval: { low, high } }) => [low, high]), ...modelled.map(({ seconds }) => seconds)],
    short,
  )
  const end = modelled.at(-1)
  const last = measured.at(-1)
  return figure(
    options,
    {
      title: common.bySize['chunk-size'](words.title),
      unit: words.unit(cutMiddle(chunks.map, 24), count(chunks.total), chunks.workers),
      across: common.across['chunk-size'],
      description: words.description(
        sentence,
        spoken(measured, 'chunk-size', duration),
        count(best),
        count(cpythonDefault),
      ),
    },
    area,
    x,
    y,
    [
      ...marked(chunks, area, x),
      stroke(
        colourOf(MODEL),
        modelled.map(({ chunksize, seconds }) => [x.scale(chunksize), y.scale(seconds)]),
      ),
      ...estimates(measured, 0, x, y, { axis: 'chunk-size', say: duration }),
      ...labels(area, [
        ...(end === undefined
          ? []
          : [{ y: y.scale(end.seconds), words: words.model, sample: sample(colourOf(MODEL)) }]),
        ...(last === undefined
          ? []
          : [{ y: y.scale(last.interval.value), words: measuredName, sample: sampleMark(0) }]),
      ]),
    ],
  )
}

/** A round duration: `2 s`, `500 ms`. */
function short(seconds: number): string {
  if (seconds >= 1) return `${seconds}\u2009s`
  return seconds >= 1e-3 ? `${+(seconds * 1e3).toPrecision(2)}\u2009ms` : `${+(seconds * 1e6).toPrecision(2)}\u2009µs`
}

/** Two lines with their names above the area, on either side where they are close to each other. */
function marked({ best, cpythonDefault }: ChunkAnswer, area: Area, x: Axis): string[] {
  const all = [
    {
      value: best,
      name: best === cpythonDefault ? words.bestOfBoth(count(best)) : words.best(count(best)),
    },
    ...(best === cpythonDefault ? [] : [{ value: cpythonDefault, name: words.cpython(count(cpythonDefault)) }]),
  ].sort((a, b) => a.value - b.value)
  return all.flatMap(({ value, name }, i) => {
    const at = x.scale(value)
    const left = all.length === 2 && i === 0
    const width = widthOf(name)
    const from = all.length === 1 ? at - width / 2 : left ? at - width + 6 : at - 6
    return [
      upright(at, area, 'secondary', value === cpythonDefault ? '3 3' : 'none'),
      text(
        { x: Math.min(Math.max(from, 16), area.right + 100 - width), y: area.top - 6, class: classOf('fill', 'text') },
        name,
      ),
    ]
  })
}
