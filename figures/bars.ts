/** A lane's tasks as bars of pixels: those narrower than two pixels become one strip, as strong as the share of time in them. */
import type { TaskTrack } from '../analysis/run/tasks'
import { FAILED } from '../analysis/run/track'

/** Levels of strength, so that neighbours of nearly the same strength are one rectangle. */
const LEVELS = 16

export interface Bar {
  readonly x: number
  readonly width: number
  /** Above 0 to 1. */
  readonly strength: number
}

export interface Bars {
  readonly bars: readonly Bar[]
  /** Pixels where something failed. */
  readonly failed: readonly number[]
}

/**
 * @param scale pixels a second; time 0 stands at pixel 0
 * @param width pixels to fill; the canvas's own, so whole numbers are sharp
 * @param gap pixels left free after a bar that is wide enough
 */
export function barsOf(tasks: TaskTrack, scale: number, width: number, gap: number): Bars {
  const covered = new Float32Array(Math.ceil(width) + 2)
  const bars: Bar[] = []
  const failed: number[] = []
  tasks.each([0, Infinity], 1 / scale, (start, end, busy, _kind, marks) => {
    const x = start * scale
    const to = Math.min(width, end * scale)
    const share = end > start ? Math.min(1, busy / (end - start)) : 1
    if ((marks & FAILED) > 0) failed.push((x + to) / 2)
    if (to - x >= gap * 3) bars.push({ x, width: to - x - gap, strength: share })
    else cover(covered, x, to, share)
  })
  strips(covered, bars)
  return { bars, failed }
}

/** Adds what a block takes of each pixel. One without any length is seen all the same. */
function cover(covered: Float32Array, from: number, to: number, share: number): void {
  const first = Math.floor(from)
  const last = Math.floor(to)
  if (last - first < 1) {
    ;(covered[first] as number) += Math.max(0.02, (to - from) * share)
    return
  }
  ;(covered[first] as number) += (first + 1 - from) * share
  for (let pixel = first + 1; pixel < last; pixel++) (covered[pixel] as number) += share
  ;(covered[last] as number) += (to - last) * share
}

function strips(covered: Float32Array, bars: Bar[]): void {
  let from = 0
  let level = 0
  for (let pixel = 0; pixel <= covered.length; pixel++) {
    const next = Math.ceil(Math.min(1, covered[pixel] ?? 0) * LEVELS)
    if (next === level) continue
    if (level > 0) bars.push({ x: from, width: pixel - from, strength: level / LEVELS })
    from = pixel
    level = next
  }
}
