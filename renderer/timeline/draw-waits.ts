/** Waiting in a lane, by its way: no task a thin line, locks hatched, queues and pipes dotted, everything else dashed. */
import { openWaitsOf } from '../../analysis/run/items'
import type { Lane } from '../../analysis/run/lane'
import type { Records } from '../../analysis/run/records'
import { wayOf } from '../../analysis/run/waits'
import { waitLabel } from './lane-rows'
import { dots, hatch } from './patterns'
import { at, type Pen } from './pen'

/** Pixels a waiting's name needs beside itself. */
const ROOM = 16
/** What is narrower stands in a strip. */
const NARROW = 3

/** Below the tasks: what stands between them. */
export function drawPauses(pen: Pen, lane: Lane, records: Records, now: number): void {
  for (const { start, end, state } of lane.spans.list) if (state === 'starting') drawStarting(pen, start, end)
  if (lane.waits.length > 0 || openWaitsOf(lane).length > 0) return drawAll(pen, lane, records, now, (way) => way === 0)
  // Where single waits are not known: as the looks at the process found it.
  for (const { start, end, state, waitsFor } of lane.spans.list)
    if (state === 'waiting' && end >= pen.from && start <= pen.to)
      drawWait(pen, { start, end, way: wayOf(waitsFor), label: waitLabel(waitsFor), isInside: false })
}

/** Above the tasks: what they wait for themselves. */
export function drawWaits(pen: Pen, lane: Lane, records: Records, now: number): void {
  drawAll(pen, lane, records, now, (way) => way > 0)
}

function drawAll(pen: Pen, lane: Lane, records: Records, now: number, isDrawn: (way: number) => boolean): void {
  const { strips, second, ratio, from, to } = pen
  const isInside = lane.tasks.length > 0
  const { word } = lane.waits.rows
  strips.begin(pen.width)
  lane.waits.each([from, to], 1 / second, (start, end, busy, way, _marks, row) => {
    if (!isDrawn(way)) return
    if ((end - start) * second < NARROW * ratio)
      return strips.add((start - from) * second, (end - from) * second, end > start ? busy / (end - start) : 1, way)
    const operation = row < 0 ? '' : (records.operations.list[word[row] as number] ?? '')
    drawWait(pen, { start, end, way, label: way === 0 ? '' : operation, isInside: isInside && way > 0 })
  })
  strips.each((a, b, strength, way) => {
    pen.context.globalAlpha = strength
    drawShape(pen, a, b, way)
  })
  pen.context.globalAlpha = 1
  // What has no end yet is no record.
  for (const { kind, since } of openWaitsOf(lane)) {
    const way = wayOf(kind)
    if (isDrawn(way)) drawWait(pen, { start: since / 1000, end: now, way, label: waitLabel(kind), isInside: false })
  }
}

interface Drawn {
  readonly start: number
  readonly end: number
  readonly way: number
  readonly label: string
  /** Of a task, whose colour stays to be seen around it. */
  readonly isInside: boolean
}

function drawWait(pen: Pen, { start, end, way, label, isInside }: Drawn): void {
  const { context, palette, ratio, top, bar, width } = pen
  const from = Math.max(0, at(pen, start))
  const to = Math.min(width, at(pen, end))
  if (to <= from) return
  // Nothing runs meanwhile.
  const inset = isInside ? insetOf(bar) : 0
  context.clearRect(from, top + inset, to - from, bar - 2 * inset)
  drawShape(pen, from, to, way)
  if (label === '' || isInside || to - from < 3 * ROOM * ratio || bar < 12 * ratio) return
  context.font = `${11 * ratio}px "Inter Variable", sans-serif`
  context.textBaseline = 'middle'
  const letters = context.measureText(label).width
  if (letters + 2 * ROOM * ratio > to - from) return
  context.clearRect(from + 8 * ratio, top, letters + 8 * ratio, bar)
  context.fillStyle = palette.of('--secondary')
  context.fillText(label, from + 12 * ratio, top + bar / 2 + 0.5 * ratio)
}

function insetOf(bar: number): number {
  return Math.round(bar / 5)
}

function drawShape({ context, palette, ratio, top, bar, seen }: Pen, from: number, to: number, way: number): void {
  seen.ways.add(way)
  const thin = Math.max(1, Math.round(ratio))
  const middle = top + Math.round((bar - thin) / 2)
  const inset = insetOf(bar)
  if (way === 0) {
    context.fillStyle = palette.of('--control-line')
    context.fillRect(from, middle, to - from, thin)
  } else if (way === 3) {
    context.fillStyle = palette.of('--secondary')
    const step = 6 * ratio
    // Dashes stand at the same places whatever part is drawn.
    for (let x = Math.floor(from / step) * step; x < to; x += step) {
      const a = Math.max(x, from)
      context.fillRect(a, middle, Math.max(0, Math.min(x + 3 * ratio, to) - a), thin * 2)
    }
  } else {
    const [pattern, edge] = way === 1 ? [hatch(palette, ratio), '--warning'] : [dots(palette, ratio), '--accent']
    if (pattern !== null) context.fillStyle = pattern
    context.fillRect(from, top + inset, to - from, bar - 2 * inset)
    context.fillStyle = palette.of(edge)
    context.fillRect(from, top + inset, to - from, thin)
    context.fillRect(from, top + bar - inset - thin, to - from, thin)
  }
}

function drawStarting(pen: Pen, start: number, end: number): void {
  const { context, palette, ratio, top, bar } = pen
  const from = at(pen, start)
  const to = at(pen, end)
  if (to <= from) return
  context.clearRect(from, top, to - from, bar)
  context.fillStyle = palette.of('--secondary')
  for (let x = from; x < to; x += 6 * ratio)
    context.fillRect(x, top + Math.round(bar / 2), 2 * ratio, Math.max(1, Math.round(ratio)))
}
