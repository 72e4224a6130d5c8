/** Seconds of a map by chunk size: measured beside modelled, CPython's default and the model's best marked. */
import { count, cutMiddle, duration } from '../analysis/numbers'
import type { ChunkAnswer, SweepAnswer } from '../protocol/sweep'
import { magnitudes, powers } from './axes'
import { estimates, spoken } from './estimates'
import { areaOf, figure, labels, labelWidth, widthOf, type Area, type Axis, type FigureOptions } from './frame'
import { colourOf, sample, sampleMark, stroke, upright } from './marks'
import { text } from './svg'
import { classOf } from './theme'

const MODEL = 2

/** @returns `null` when the sweep was not of chunk sizes, or its model was refused */
export function chunkChart({ chunks, sentence }: SweepAnswer, options: FigureOptions = {}): string | null {
  if (chunks === null) return null
  const { modelled, cpythonDefault, best } = chunks
  const measured = chunks.measured.map(({ chunksize, seconds }) => ({ value: chunksize, interval: seconds }))
  const words = ['model', 'measured, 95 %']
  const area = areaOf(options, labelWidth(words))
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
      title: 'Time of a map by chunk size',
      unit: `${cutMiddle(chunks.map, 24)} over ${count(chunks.total)} items on ${chunks.workers} workers, both axes logarithmic`,
      across: 'items in a chunk',
      description: `${sentence} ${spoken(measured, 'chunk-size', duration)} The model puts ${count(best)} first; CPython's default is ${count(cpythonDefault)}.`,
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
        ...(end === undefined ? [] : [{ y: y.scale(end.seconds), words: 'model', sample: sample(colourOf(MODEL)) }]),
        ...(last === undefined
          ? []
          : [{ y: y.scale(last.interval.value), words: 'measured, 95\u2009%', sample: sampleMark(0) }]),
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
      words: best === cpythonDefault ? `model's best and CPython's: ${count(best)}` : `model's best: ${count(best)}`,
    },
    ...(best === cpythonDefault ? [] : [{ value: cpythonDefault, words: `CPython's: ${count(cpythonDefault)}` }]),
  ].sort((a, b) => a.value - b.value)
  return all.flatMap(({ value, words }, i) => {
    const at = x.scale(value)
    const left = all.length === 2 && i === 0
    const width = widthOf(words)
    const from = all.length === 1 ? at - width / 2 : left ? at - width + 6 : at - 6
    return [
      upright(at, area, 'secondary', value === cpythonDefault ? '3 3' : 'none'),
      text(
        { x: Math.min(Math.max(from, 16), area.right + 100 - width), y: area.top - 6, class: classOf('fill', 'text') },
        words,
      ),
    ]
  })
}
