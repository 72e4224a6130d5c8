/** Draws lanes on a canvas: a block for each task, a tint while the process runs, a thin line while it waits. */
import { processPattern } from '../process-colour'
import type { Scale } from './axis'
import { barsOf, type Bars } from '../../figures/bars'
import type { Lane } from '../../analysis/run/lane'
import { waitLabel } from './lane-rows'
import type { Palette } from './palette'
import { stripes } from './stripes'

/** Strength of running: below tasks, and where the process has none to show. */
const TINT = 0.3
const ALONE = 0.75
/** Pixels a waiting's name needs beside itself. */
const ROOM = 16

export interface View {
  readonly scale: Scale
  readonly height: number
  /** Pixels of a row, and those that the rows are scrolled up. */
  readonly row: number
  readonly scrolled: number
  readonly now: number
}

interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  /** Device pixels of one CSS pixel, and of one second. */
  readonly ratio: number
  readonly second: number
  readonly width: number
  readonly colour: string
  /** The bar of the lane in device pixels. */
  readonly top: number
  readonly bar: number
}

export function drawLanes(canvas: HTMLCanvasElement, lanes: readonly Lane[], view: View, palette: Palette): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const ratio = window.devicePixelRatio
  const { left, right, end } = view.scale
  const width = Math.round((right - left) * ratio)
  const height = Math.round(view.height * ratio)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  else context.clearRect(0, 0, width, height)
  const second = width / end
  const bar = Math.round((view.row >= 28 ? view.row / 2 + 2 : view.row - 6) * ratio)
  const first = Math.floor(view.scrolled / view.row)
  const last = Math.min(lanes.length, Math.ceil((view.scrolled + view.height) / view.row))
  for (let i = first; i < last; i++) {
    const lane = lanes[i] as Lane
    const top = Math.round((i * view.row - view.scrolled + view.row / 2) * ratio - bar / 2)
    drawLane(
      { context, palette, ratio, second, width, colour: palette.process(lane.process), top, bar },
      lane,
      view.now,
    )
  }
}

function drawLane(pen: Pen, lane: Lane, now: number): void {
  const { context, second, width, top, bar, ratio, palette } = pen
  const from = Math.round(lane.start * second)
  const to = Math.max(from + 1, Math.round((lane.end ?? now) * second))
  const drawn = barsOf(lane.tasks, second, width, ratio)
  context.fillStyle = pen.colour
  drawSpans(pen, lane)
  for (const { x, width: wide, strength } of drawn.bars) {
    const start = Math.round(x)
    const pixels = Math.max(1, Math.round(x + wide) - start)
    context.globalAlpha = strength
    context.fillRect(start, top, pixels, bar)
  }
  context.globalAlpha = 1
  drawPattern(pen, processPattern(lane.process), from, to)
  drawFailures(pen, drawn)
  if (lane.end === null) return
  context.fillStyle = lane.failed ? palette.of('--error') : pen.colour
  if (lane.failed) drawCross(pen, to)
  else context.fillRect(to - ratio, top, Math.max(1, ratio), bar)
}

function drawSpans({ context, palette, second, top, bar, ratio, colour }: Pen, lane: Lane): void {
  const thin = Math.max(1, Math.round(ratio))
  const middle = top + Math.round((bar - thin) / 2)
  const tint = lane.tasks.length > 0 ? TINT : ALONE
  context.font = `${11 * ratio}px "Inter Variable", sans-serif`
  context.textBaseline = 'middle'
  for (const span of lane.spans.list) {
    const start = Math.round(span.start * second)
    const wide = Math.round(span.end * second) - start
    if (wide < 1) continue
    context.globalAlpha = span.state === 'running' ? tint : 0.8
    if (span.state === 'running') context.fillRect(start, top, wide, bar)
    else if (span.state === 'waiting') context.fillRect(start, middle, wide, thin)
    else for (let x = start; x < start + wide; x += 6 * ratio) context.fillRect(x, middle, 2 * ratio, thin)
    const label = span.state === 'waiting' && wide > 3 * ROOM * ratio ? waitLabel(span.waitsFor) : ''
    const letters = label === '' ? Infinity : context.measureText(label).width
    if (letters + 2 * ROOM * ratio > wide) continue
    context.globalAlpha = 1
    context.clearRect(start + 8 * ratio, top, letters + 8 * ratio, bar)
    context.fillStyle = palette.of('--secondary')
    context.fillText(label, start + 12 * ratio, top + bar / 2 + 0.5 * ratio)
    context.fillStyle = colour
  }
  context.globalAlpha = 1
}

function drawPattern({ context, palette, top, bar, ratio }: Pen, round: number, from: number, to: number): void {
  const pattern = round === 0 ? null : stripes(palette, ratio, round)
  if (pattern === null) return
  context.globalCompositeOperation = 'source-atop'
  context.fillStyle = pattern
  context.fillRect(from, top, to - from, bar)
  context.globalCompositeOperation = 'source-over'
}

function drawFailures({ context, palette, top, bar, ratio }: Pen, { failed }: Bars): void {
  context.fillStyle = palette.of('--error')
  let last = -Infinity
  for (const x of failed) {
    if (x - last < 3 * ratio) continue
    last = x
    context.fillRect(Math.round(x - ratio), top - 3 * ratio, 2 * ratio, bar + 6 * ratio)
  }
}

function drawCross({ context, palette, width, top, bar, ratio }: Pen, x: number): void {
  const arm = 4 * ratio
  const middle = top + bar / 2
  const centre = Math.min(x + arm + 2 * ratio, width - arm - 2 * ratio)
  context.clearRect(centre - arm - 2 * ratio, top, 2 * arm + 4 * ratio, bar)
  context.strokeStyle = palette.of('--error')
  context.lineWidth = 2 * ratio
  context.beginPath()
  for (const lean of [-1, 1]) {
    context.moveTo(centre - arm, middle - lean * arm)
    context.lineTo(centre + arm, middle + lean * arm)
  }
  context.stroke()
}
