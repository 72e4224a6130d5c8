/** Patterns of a canvas, drawn once a theme and size of pixel. */
import type { Palette } from '../charts/palette'

const made = new WeakMap<Palette, Map<string, CanvasPattern | null>>()

/**
 * Stripes in the pane's colour, laid over bars from the second round of colours on.
 *
 * @param round 1 leans one way, 2 the other, and from 3 on the stripes are wider
 */
export function stripes(palette: Palette, ratio: number, round: number): CanvasPattern | null {
  return pattern(palette, `stripes ${ratio} ${round}`, 6 * ratio, (context, size) => {
    context.globalAlpha = 0.45
    if (round % 2 === 0) context.setTransform(-1, 0, 0, 1, size, 0)
    slant(context, size, palette.of('--pane'), (round > 2 ? 2.5 : 1.2) * ratio)
  })
}

/** Waiting for a lock. */
export function hatch(palette: Palette, ratio: number): CanvasPattern | null {
  return pattern(palette, `hatch ${ratio}`, 5 * ratio, (context, size) => {
    slant(context, size, palette.of('--warning'), 1.2 * ratio)
  })
}

/** Waiting for a queue or a pipe. */
export function dots(palette: Palette, ratio: number): CanvasPattern | null {
  return pattern(palette, `dots ${ratio}`, 5 * ratio, (context, size) => {
    context.fillStyle = palette.of('--accent')
    context.beginPath()
    context.arc(size / 2, size / 2, 1.1 * ratio, 0, 2 * Math.PI)
    context.fill()
  })
}

function pattern(
  palette: Palette,
  key: string,
  side: number,
  draw: (context: OffscreenCanvasRenderingContext2D, size: number) => void,
): CanvasPattern | null {
  let known = made.get(palette)
  if (known === undefined) made.set(palette, (known = new Map()))
  const before = known.get(key)
  if (before !== undefined) return before
  const size = Math.round(side)
  const context = new OffscreenCanvas(size, size).getContext('2d')
  if (context === null) return null
  draw(context, size)
  const drawn = context.createPattern(context.canvas, 'repeat')
  known.set(key, drawn)
  return drawn
}

function slant(context: OffscreenCanvasRenderingContext2D, size: number, colour: string, width: number): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  // The corners belong to the stripes of the tiles beside this one.
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - size, size * 2)
    context.lineTo(shift + size * 2, -size)
  }
  context.stroke()
}
