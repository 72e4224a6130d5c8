/** A lane per process on the run's clock, as the window draws it: a block for each task, a tint while it runs, a line while it waits. */
import { count, cutMiddle } from '../analysis/numbers'
import type { TelemetryHistory } from '../analysis/run/history'
import type { Lane } from '../analysis/run/lane'
import { noteOf } from '../analysis/run/lane-words'
import { texts } from '../texts'
import { clock } from './axes'
import { barsOf } from './bars'
import { figure, widthOf, type Area, type Axis, type FigureOptions } from './frame'
import { colourOf, upright } from './marks'
import { element, text } from './svg'
import { classOf } from './theme'

const WIDTH = 800
const ROW = 24
const BAR = 14
/** Lanes beyond these are only counted. */
const MOST = 64
const LETTERS = 24
/** Strength of running: below tasks, and where the process has none to show; and of waiting. */
const TINT = 0.3
const ALONE = 0.75
const WAIT = 0.8
/** What failed also stands out of its lane: never colour alone. */
const FAILURE = 'error'

export function lanesChart(history: TelemetryHistory, options: FigureOptions = {}): string {
  const words = texts.figures.lanes
  const lanes = history.lanes.slice(0, MOST)
  const left = 24 + Math.max(36, ...lanes.map(({ name }) => widthOf(cutMiddle(name, LETTERS))))
  const right = (options.width ?? WIDTH) - 24 - Math.max(0, ...lanes.map((lane) => widthOf(noteOf(lane))))
  const area: Area = { left, right, top: 56, bottom: 56 + ROW * Math.max(1, lanes.length) }
  const x = clock(area, [history.now])
  const hidden = history.lanes.length - lanes.length + history.dropped.lanes
  return figure(
    { width: WIDTH, ...options, height: area.bottom + 44 },
    {
      title: words.title,
      unit: `${words.unit}${hidden === 0 ? '' : words.hidden(count(hidden), hidden === 1)}`,
      across: texts.figures.ofRun.across,
      description: lanes.map((lane) => texts.figures.ofRun.line(lane.name, noteOf(lane))).join('; '),
    },
    area,
    x,
    { scale: () => area.bottom, ticks: [] },
    [
      ...x.ticks.map(({ value }) => upright(x.scale(value), area, 'line')),
      ...lanes.flatMap((lane, i) => drawn(lane, area.top + (i + 0.5) * ROW, area, x, history.now)),
    ],
  )
}

function drawn(lane: Lane, middle: number, { left, right }: Area, x: Axis, now: number): string[] {
  const colour = colourOf(lane.process)
  const second = now > 0 ? (right - left) / now : 0
  const { bars, failed } = barsOf(lane.tasks, second, right - left, 0.5)
  const strengths = new Map<number, string[]>()
  for (const { x: from, width, strength } of bars) {
    const blocks = strengths.get(strength)
    const one = block(left + from, middle - BAR / 2, width, BAR)
    if (blocks === undefined) strengths.set(strength, [one])
    else blocks.push(one)
  }
  const spans = (state: 'running' | 'waiting', height: number) =>
    lane.spans.list
      .filter((span) => span.state === state)
      .map(({ start, end }) => block(x.scale(start), middle - height / 2, x.scale(end) - x.scale(start), height))
  return [
    text(
      { x: left - 8, y: middle + 4, 'text-anchor': 'end', class: classOf('fill', 'text') },
      cutMiddle(lane.name, LETTERS),
    ),
    shape(spans('running', BAR), colour, lane.tasks.length > 0 ? TINT : ALONE),
    shape(spans('waiting', 1), colour, WAIT),
    ...[...strengths].map(([strength, blocks]) => shape(blocks, colour, strength)),
    shape(
      failed.map((at) => block(left + at - 1, middle - BAR / 2 - 3, 2, BAR + 6)),
      FAILURE,
      1,
    ),
    text({ x: right + 8, y: middle + 4, class: classOf('fill', lane.failed ? FAILURE : 'secondary') }, noteOf(lane)),
  ]
}

function block(x: number, y: number, width: number, height: number): string {
  const [from, top, wide] = [x, y, width].map((value) => Math.round(value * 100) / 100)
  return `M${from},${top}h${wide}v${height}h-${wide}z`
}

function shape(blocks: readonly string[], colour: string, strength: number): string {
  if (blocks.length === 0) return ''
  return element('path', { d: blocks.join(''), 'fill-opacity': strength, class: classOf('fill', colour) })
}
