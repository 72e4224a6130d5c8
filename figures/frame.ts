/** What every chart has: a title, two axes with few grid lines, room for direct labels at the right. */
import { element, escaped, text } from './svg'
import { classOf, styles, type Theme } from './theme'

export interface FigureOptions {
  /** Pixels, also the proportions where the figure is scaled. */
  readonly width?: number
  readonly height?: number
  readonly theme?: Theme
}

export interface Words {
  readonly title: string
  /** Unit of what is drawn upwards, below the title. */
  readonly unit: string
  /** What is drawn to the right. */
  readonly across: string
  /** The whole content in words, for those who do not see it. */
  readonly description: string
}

/** Both scales of d3 do; ticks come with their words. */
export interface Axis {
  readonly scale: (value: number) => number
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
}

export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const WIDTH = 640
export const HEIGHT = 360
/** Below this height title and unit share a line, and what is drawn to the right is said there too. */
const LOW = 180
const secondary = classOf('fill', 'secondary')
/** Between the base lines of two labels. */
const LINE = 17

/** @param labels pixels that the longest direct label needs at the right */
export function areaOf({ width = WIDTH, height = HEIGHT }: FigureOptions, labels: number): Area {
  const [top, below] = height < LOW ? [40, 26] : [68, 44]
  return { left: 60, right: width - Math.max(24, labels + 16), top, bottom: height - below }
}

/** About what a text of 12 px takes. */
export function widthOf(words: string): number {
  return 6.6 * words.length
}

export function figure(
  { width = WIDTH, height = HEIGHT, theme = 'system' }: FigureOptions,
  { title, unit, across, description }: Words,
  area: Area,
  x: Axis,
  y: Axis,
  marks: readonly string[],
): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'parallab-figure',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    element('style', {}, styles(theme)),
    element('rect', { width, height, class: classOf('fill', 'pane') }),
    text({ x: 16, y: 24, class: `title ${classOf('fill', 'text')}` }, title),
    ...(height < LOW
      ? [text({ x: 30 + widthOf(title) * 1.15, y: 24, class: secondary }, across === '' ? unit : `${unit}, ${across}`)]
      : [
          text({ x: 16, y: 41, class: secondary }, unit),
          text(
            { x: (area.left + area.right) / 2, y: area.bottom + 36, 'text-anchor': 'middle', class: secondary },
            across,
          ),
        ]),
    ...grid(area, y),
    ...base(area, x),
    ...marks,
  )
}

function grid({ left, right }: Area, { scale, ticks }: Axis): string[] {
  return ticks.flatMap(({ value, label }) => [
    element('line', {
      x1: left,
      x2: right,
      y1: scale(value),
      y2: scale(value),
      class: classOf('stroke', value === 0 ? 'secondary' : 'line'),
    }),
    text({ x: left - 8, y: scale(value) + 4, 'text-anchor': 'end', class: secondary }, label),
  ])
}

function base({ bottom }: Area, { scale, ticks }: Axis): string[] {
  return thinned(ticks, scale).map(({ value, label }) =>
    text({ x: scale(value), y: bottom + 18, 'text-anchor': 'middle', class: secondary }, label),
  )
}

/** Only labels that stand clear of each other, the last one for sure. */
function thinned(ticks: Axis['ticks'], scale: Axis['scale']): Axis['ticks'] {
  const kept: Axis['ticks'][number][] = []
  for (const tick of [...ticks].reverse()) {
    const next = kept.at(-1)
    const room = next === undefined ? Infinity : scale(next.value) - scale(tick.value)
    if (room >= (widthOf(tick.label) + widthOf(next?.label ?? '')) / 2 + 8) kept.push(tick)
  }
  return kept.reverse()
}

/** A label at the right of the area, beside what it names. */
export interface Label {
  readonly y: number
  readonly words: string
  /** What stands before the words, drawn about 0, 0: a piece of the line, with its mark. */
  readonly sample: string
}

/** Labels keep their order and stand clear of each other, as near to their lines as that allows. */
export function labels({ right, top, bottom }: Area, all: readonly Label[]): string[] {
  const sorted = [...all].sort((a, b) => a.y - b.y)
  const places: number[] = []
  for (const { y } of sorted) places.push(Math.max(top, y, (places.at(-1) ?? -Infinity) + LINE))
  // What was pushed over the lower edge is pushed back, and pushes those above it.
  for (let i = places.length - 1, most = bottom; i >= 0; i--, most -= LINE) {
    places[i] = Math.min(places[i] as number, most)
    most = places[i] as number
  }
  return sorted.map(({ words, sample }, i) =>
    element(
      'g',
      { transform: `translate(${right + 10} ${Math.round(places[i] as number)})` },
      sample,
      text({ x: 28, y: 4, class: classOf('fill', 'text') }, words),
    ),
  )
}

/** Pixels of a label with its sample. */
export function labelWidth(words: readonly string[]): number {
  return words.length === 0 ? 0 : 36 + Math.max(...words.map(widthOf))
}
