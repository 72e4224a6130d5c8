/** Tasks in a lane: bars in the colour of their function, with what was copied at their ends, and strips of those too short for one. */
import type { TelemetryHistory } from '../../analysis/run/history'
import type { Lane } from '../../analysis/run/lane'
import { FAILED, RETRIED } from '../../analysis/run/track'
import { texts } from '../../texts'
import type { Palette } from '../charts/palette'
import { functionColour, functionRound } from './function-colour'
import { stripes } from './patterns'
import { at, type Pen } from './pen'

/** Pixels: what is narrower stands in a strip; what shows its copying; what has its number in it. */
const NARROW = 3
const COPIES = 12
const LABEL = 44

export function drawTasks(pen: Pen, history: TelemetryHistory, lane: Lane, now: number): void {
  const { context, palette, strips, second, ratio, from, to, top, bar, width, seen } = pen
  const marks: number[] = []
  strips.begin(width)
  lane.tasks.each([from, to], 1 / second, (start, end, busy, kind, mark, row) => {
    const share = end > start ? Math.min(1, busy / (end - start)) : 1
    const wide = (end - start) * second >= NARROW * ratio
    if (wide) drawBar(pen, lane, row, share)
    else strips.add((start - from) * second, (end - from) * second, share, kind)
    if ((mark & FAILED) > 0) seen.failed = true
    if ((mark & RETRIED) > 0) seen.retried = true
    if (mark > 0 && !wide) marks.push((start + end) / 2, mark)
  })
  strips.each((a, b, strength, kind) => {
    context.globalAlpha = strength
    fill(pen, a, b, kind)
  })
  context.globalAlpha = 1
  drawInHand(pen, history, lane, now)
  let last = -Infinity
  for (let i = 0; i < marks.length; i += 2) {
    const x = at(pen, marks[i] as number)
    const failed = ((marks[i + 1] as number) & FAILED) > 0
    if (x - last < (failed ? 3 : 12) * ratio) continue
    last = x
    if (failed) {
      context.fillStyle = palette.of('--error')
      context.fillRect(x - ratio, top - 3 * ratio, 2 * ratio, bar + 6 * ratio)
    } else drawRetried(pen, x)
  }
}

function drawBar(pen: Pen, lane: Lane, row: number, share: number): void {
  const { context, ratio, second, top, bar, width, palette, seen } = pen
  const { start, end, kind, marks, parts, decode, encode, index, count } = lane.tasks.rows
  if (row < 0) return
  const begun = at(pen, start[row] as number)
  const ended = at(pen, end[row] as number)
  // A gap tells bars apart.
  const from = Math.max(0, begun)
  const to = Math.min(width, ended - begun > NARROW * ratio ? ended - Math.max(1, Math.round(ratio)) : ended)
  if (to <= from) return
  const of = kind[row] as number
  context.globalAlpha = share
  fill(pen, from, to, of)
  context.globalAlpha = 1
  if (to - from >= COPIES * ratio) {
    context.fillStyle = '#000000'
    context.globalAlpha = 0.32
    const [before, after] = [decode, encode].map((column) => Math.round((column[row] as number) * second)) as [
      number,
      number,
    ]
    if (before >= 1 || after >= 1) seen.copies = true
    if (before >= 1) context.fillRect(from, top, Math.min(to, begun + before) - from, bar)
    if (after >= 1) context.fillRect(Math.max(from, to - after), top, Math.min(after, to - from), bar)
    context.globalAlpha = 1
  }
  const mark = marks[row] as number
  if ((mark & FAILED) > 0) drawFailed(pen, from, to)
  if ((mark & RETRIED) > 0) drawRetried(pen, from + 4 * ratio)
  if (to - from < LABEL * ratio || bar < 13 * ratio) return
  const [first, items] = [index[row] as number, count[row] as number]
  const label =
    (parts[row] as number) > 1
      ? texts.timeline.tasks(parts[row] as number)
      : items > 1
        ? `${first}–${first + items - 1}`
        : `${first}`
  drawLabel(
    pen,
    from + ((mark & FAILED) > 0 ? 16 : (mark & RETRIED) > 0 ? 10 : 5) * ratio,
    to,
    label,
    inkOn(palette, of),
  )
}

function fill({ context, palette, ratio, top, bar, seen }: Pen, from: number, to: number, kind: number): void {
  seen.functions.add(kind)
  context.fillStyle = palette.of(functionColour(kind))
  context.fillRect(from, top, to - from, bar)
  const round = functionRound(kind)
  const pattern = round === 0 ? null : stripes(palette, ratio, round)
  if (pattern === null) return
  context.fillStyle = pattern
  context.fillRect(from, top, to - from, bar)
}

/** What a worker has begun and not ended: since its last wait or task. */
function drawInHand(pen: Pen, { records }: TelemetryHistory, lane: Lane, now: number): void {
  const task = lane.sample?.task
  if (task == null || lane.end !== null) return
  const since = Math.max(lane.start, endOf(lane.tasks), endOf(lane.waits))
  const [from, to] = [Math.max(0, at(pen, since)), Math.min(pen.width, at(pen, now))]
  if (to - from < 2) return
  pen.context.globalAlpha = 0.5
  fill(pen, from, to, records.functionOf(task.map))
  pen.context.globalAlpha = 1
}

function endOf({ length, rows }: Lane['tasks'] | Lane['waits']): number {
  return length === 0 ? 0 : (rows.end[length - 1] as number)
}

/** A frame and a cross. */
function drawFailed({ context, palette, ratio, top, bar }: Pen, from: number, to: number): void {
  const line = 2 * ratio
  context.strokeStyle = palette.of('--error')
  context.lineWidth = line
  context.strokeRect(from + line / 2, top + line / 2, Math.max(line, to - from - line), bar - line)
  if (to - from < 16 * ratio) return
  const [x, y, arm] = [from + 9 * ratio, top + bar / 2, 3 * ratio]
  context.fillStyle = palette.of('--pane')
  context.beginPath()
  context.arc(x, y, arm + 2.5 * ratio, 0, 2 * Math.PI)
  context.fill()
  context.beginPath()
  for (const lean of [-1, 1]) {
    context.moveTo(x - arm, y - lean * arm)
    context.lineTo(x + arm, y + lean * arm)
  }
  context.stroke()
}

/** A triangle above the bar: it is not the first attempt. */
function drawRetried({ context, palette, ratio, top }: Pen, x: number): void {
  context.fillStyle = palette.of('--text')
  context.beginPath()
  context.moveTo(x - 4 * ratio, top - 4 * ratio)
  context.lineTo(x + 4 * ratio, top - 4 * ratio)
  context.lineTo(x, top + 3 * ratio)
  context.fill()
}

function drawLabel({ context, ratio, top, bar }: Pen, from: number, to: number, label: string, ink: string): void {
  context.font = `${10 * ratio}px "Inter Variable", sans-serif`
  context.textBaseline = 'middle'
  if (context.measureText(label).width + 10 * ratio > to - from) return
  context.fillStyle = ink
  context.fillText(label, from, top + bar / 2 + 0.5 * ratio)
}

const inks = new WeakMap<Palette, Map<number, string>>()

/** Dark or light, whichever can be read on the colour. */
function inkOn(palette: Palette, kind: number): string {
  let known = inks.get(palette)
  if (known === undefined) inks.set(palette, (known = new Map()))
  let ink = known.get(kind)
  if (ink !== undefined) return ink
  const [red = 0, green = 0, blue = 0] = (palette.of(functionColour(kind)).match(/[0-9a-f]{2}/gi) ?? []).map((two) => {
    return (parseInt(two, 16) / 255) ** 2.2
  })
  ink = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#131517' : '#ffffff'
  known.set(kind, ink)
  return ink
}
