/** The second round of the palette and those after it: stripes in the pane's colour, drawn once and laid over bars. */
import type { Palette } from './palette'

const STEP = 6
const made = new WeakMap<Palette, Map<string, CanvasPattern>>()

/** @param round 1 leans one way, 2 the other, and from 3 on the stripes are wider */
export function stripes(palette: Palette, ratio: number, round: number): CanvasPattern | null {
  let known = made.get(palette)
  if (known === undefined) made.set(palette, (known = new Map()))
  const key = `${ratio} ${round}`
  const pattern = known.get(key) ?? draw(palette, ratio, round)
  if (pattern !== null) known.set(key, pattern)
  return pattern
}

function draw(palette: Palette, ratio: number, round: number): CanvasPattern | null {
  const size = Math.round(STEP * ratio)
  const context = new OffscreenCanvas(size, size).getContext('2d')
  if (context === null) return null
  context.globalAlpha = 0.45
  context.strokeStyle = palette.of('--pane')
  context.lineWidth = (round > 2 ? 2.5 : 1.2) * ratio
  if (round % 2 === 0) context.setTransform(-1, 0, 0, 1, size, 0)
  context.beginPath()
  // The corners belong to the stripes of the tiles beside this one.
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - size, size * 2)
    context.lineTo(shift + size * 2, -size)
  }
  context.stroke()
  return context.createPattern(context.canvas, 'repeat')
}
