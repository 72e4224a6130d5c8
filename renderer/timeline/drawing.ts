/** Draws the lanes in sight on a canvas. Its cost goes with the pixels, not with the tasks. */
import type { Palette } from '../charts/palette'
import type { Scale } from '../charts/axis'
import type { TelemetryHistory } from '../../analysis/run/history'
import { stretchOf, type Item } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import { drawTasks } from './draw-tasks'
import { drawPauses, drawWaits } from './draw-waits'
import { at, nothingSeen, type Pen, type Seen } from './pen'
import { Strips } from './strips'

export interface Sheet {
  readonly scale: Scale
  readonly height: number
  /** Pixels of a row, and those that the rows are scrolled up. */
  readonly row: number
  readonly scrolled: number
  readonly now: number
  readonly selected: Item | null
  readonly hovered: Item | null
}

/** Strength of running: below tasks, and where the process has none to show. */
const BELOW = 0.22
const ALONE = 0.6

const strips = new Strips()

export function drawTimeline(
  canvas: HTMLCanvasElement,
  history: TelemetryHistory,
  sheet: Sheet,
  palette: Palette,
): Seen {
  const seen = nothingSeen()
  const context = canvas.getContext('2d')
  if (context === null) return seen
  const ratio = window.devicePixelRatio
  const { left, right, start, end } = sheet.scale
  const width = Math.round((right - left) * ratio)
  const height = Math.round(sheet.height * ratio)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  else context.clearRect(0, 0, width, height)
  const bar = Math.round(barOf(sheet.row) * ratio)
  const first = Math.floor(sheet.scrolled / sheet.row)
  const last = Math.min(history.lanes.length, Math.ceil((sheet.scrolled + sheet.height) / sheet.row))
  for (let i = first; i < last; i++) {
    const top = Math.round((i * sheet.row - sheet.scrolled + sheet.row / 2) * ratio - bar / 2)
    const second = width / (end - start)
    const pen = { context, palette, ratio, width, second, from: start, to: end, top, bar, strips, seen }
    drawLane(pen, history, history.lanes[i] as Lane, sheet)
  }
  drawGaps(context, history, { width, ratio, start, second: width / (end - start) }, palette)
  return seen
}

/** Pixels of a row that its bar takes. */
function barOf(row: number): number {
  return Math.round(Math.min(row - 6, row * 0.64))
}

function drawLane(pen: Pen, history: TelemetryHistory, lane: Lane, sheet: Sheet): void {
  const { context, palette, top, bar, ratio } = pen
  const from = at(pen, lane.start)
  const to = Math.max(from + 1, at(pen, lane.end ?? sheet.now))
  context.fillStyle = palette.of('--control-line')
  context.globalAlpha = lane.tasks.length > 0 ? BELOW : ALONE
  context.fillRect(from, top, to - from, bar)
  context.globalAlpha = 1
  drawPauses(pen, lane, history.records, sheet.now)
  drawTails(pen, history, lane)
  drawTasks(pen, history, lane, sheet.now)
  drawWaits(pen, lane, history.records, sheet.now)
  context.fillStyle = palette.of('--secondary')
  context.fillRect(from, top - ratio, Math.max(1, ratio), bar + 2 * ratio)
  if (lane.end !== null && lane.failed) drawCross(pen, to)
  else if (lane.end !== null)
    context.fillRect(to - Math.max(1, ratio), top - ratio, Math.max(1, ratio), bar + 2 * ratio)
  for (const [item, strength] of [
    [sheet.hovered, 1],
    [sheet.selected, 2],
  ] as const)
    if (item?.process === lane.process) drawFrame(pen, stretchOf(lane, item, sheet.now), strength)
}

/** From a worker's last task of a call to the end of the call, which others still worked on. */
function drawTails(pen: Pen, { maps }: TelemetryHistory, lane: Lane): void {
  const { context, palette, top, bar, ratio, width } = pen
  context.fillStyle = palette.of('--warning')
  for (const { map, endedAt } of maps) {
    const last = lane.lastOf.get(map)
    if (last === undefined || endedAt === null || endedAt / 1000 < pen.from || last > pen.to) continue
    const next = lane.tasks.firstAfter(last + 1e-9)
    const begun = next < lane.tasks.length ? (lane.tasks.rows.start[next] as number) : Infinity
    const from = Math.max(0, at(pen, last))
    const to = Math.min(width, at(pen, Math.min(endedAt / 1000, begun, lane.end ?? Infinity)))
    if (to - from < 2 * ratio) continue
    pen.seen.tail = true
    context.globalAlpha = 0.2
    context.fillRect(from, top - 2 * ratio, to - from, bar + 4 * ratio)
    context.globalAlpha = 0.7
    context.fillRect(from, top + bar + ratio, to - from, ratio)
  }
  context.globalAlpha = 1
}

/** Where records were lost: a line of dashes above all lanes. */
function drawGaps(
  context: CanvasRenderingContext2D,
  { records }: TelemetryHistory,
  { width, ratio, start, second }: { width: number; ratio: number; start: number; second: number },
  palette: Palette,
): void {
  context.fillStyle = palette.of('--warning')
  for (const gap of records.gaps) {
    const from = Math.max(0, Math.round((gap.start - start) * second))
    const to = Math.min(width, Math.round((gap.end - start) * second))
    for (let x = from; x < to; x += 4 * ratio) context.fillRect(x, 0, Math.min(2 * ratio, to - x), 3 * ratio)
  }
}

function drawFrame(pen: Pen, { start, end }: Pick<Item, 'start' | 'end'>, strength: 1 | 2): void {
  const { context, palette, top, bar, ratio } = pen
  const line = strength * ratio
  let from = at(pen, start)
  let to = at(pen, end)
  if (to - from < 4 * ratio) {
    const middle = Math.round((from + to) / 2)
    ;[from, to] = [middle - 2 * ratio, middle + 2 * ratio]
  }
  context.lineWidth = line
  context.strokeStyle = palette.of(strength === 2 ? '--text' : '--secondary')
  const out = line / 2 + (strength === 2 ? ratio : 0)
  context.strokeRect(from - out, top - out, to - from + 2 * out, bar + 2 * out)
}

function drawCross({ context, palette, width, top, bar, ratio }: Pen, x: number): void {
  const arm = 4 * ratio
  const middle = top + bar / 2
  if (x < -arm || x > width + arm) return
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
