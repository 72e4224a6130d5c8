/** Draws lanes on a canvas: a thin line for a life, blocks for tasks, hatching for waiting. */
import { processColour, processPattern, resolveColour } from '../process-colour'
import type { Lane } from './history'

export const LANE = 28
const BAR = 14

export interface View {
  readonly width: number
  readonly height: number
  /** Pixels where time 0 stands, and where the axis ends. */
  readonly left: number
  readonly right: number
  /** Seconds at the right end. */
  readonly end: number
  readonly now: number
  /** Pixels that the lanes are scrolled up. */
  readonly scrolled: number
}

export function drawLanes(canvas: HTMLCanvasElement, lanes: readonly Lane[], view: View): void {
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(view.width * ratio)
  canvas.height = Math.round(view.height * ratio)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(ratio, ratio)
  const x = (time: number) => view.left + (time / view.end) * (view.right - view.left)
  const line = resolveColour(canvas, '--line')
  const paper = resolveColour(canvas, '--pane')
  lanes.forEach((lane, i) => {
    const top = i * LANE - view.scrolled
    if (top > view.height || top + LANE < 0) return
    const colour = resolveColour(canvas, processColour(lane.process))
    const middle = top + LANE / 2
    context.fillStyle = line
    context.fillRect(view.left, Math.round(top + LANE) - 1, view.right - view.left, 1)
    const from = x(lane.start)
    const to = Math.max(from + 1, x(lane.end ?? view.now))
    context.globalAlpha = 0.22
    context.fillStyle = colour
    context.fillRect(from, middle - BAR / 2, to - from, BAR)
    context.globalAlpha = 1
    for (const wait of lane.waits.list) {
      const start = x(wait.start)
      context.fillStyle = paper
      context.fillRect(start, middle - BAR / 2, Math.max(1, x(wait.end) - start), BAR)
    }
    context.fillStyle = colour
    context.fillRect(from, middle - 0.5, to - from, 1)
    drawTasks(context, lane, x, middle, colour)
    if (processPattern(lane.process) > 0) stripe(context, lane, x, middle, paper)
  })
}

/** Blocks narrower than a pixel are drawn together, as dense as their busy share. */
function drawTasks(
  context: CanvasRenderingContext2D,
  lane: Lane,
  x: (time: number) => number,
  middle: number,
  colour: string,
): void {
  const error = resolveColour(context.canvas, '--error')
  let pixel = -Infinity
  let busy = 0
  const flush = () => {
    if (busy <= 0) return
    context.globalAlpha = Math.min(1, 0.35 + 0.65 * busy)
    context.fillRect(pixel, middle - BAR / 2, 1, BAR)
    busy = 0
  }
  for (const block of lane.tasks.list) {
    const start = x(block.start)
    const width = x(block.end) - start
    context.fillStyle = block.failed ? error : colour
    if (width >= 2) {
      flush()
      context.globalAlpha = Math.min(1, 0.35 + 0.65 * (block.busy / (block.end - block.start)))
      context.fillRect(start, middle - BAR / 2, width - (width > 4 ? 1 : 0), BAR)
      if (block.failed) context.fillRect(start, middle - BAR / 2 - 3, width, 2)
      continue
    }
    if (Math.floor(start) !== pixel) {
      flush()
      pixel = Math.floor(start)
    }
    busy += width * (block.end > block.start ? block.busy / (block.end - block.start) : 1)
  }
  flush()
  context.globalAlpha = 1
}

/** The second round of the palette: a line through the bars. */
function stripe(
  context: CanvasRenderingContext2D,
  lane: Lane,
  x: (time: number) => number,
  middle: number,
  paper: string,
): void {
  context.fillStyle = paper
  for (const block of lane.tasks.list) {
    const start = x(block.start)
    if (x(block.end) - start >= 2) context.fillRect(start, middle - 1, x(block.end) - start, 2)
  }
}
