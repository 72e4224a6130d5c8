import type { Palette } from '../charts/palette'
import type { Strips } from './strips'

/** What was drawn, for the legend. */
export interface Seen {
  readonly functions: Set<number>
  readonly ways: Set<number>
  /** Decoding and encoding at the ends of a bar. */
  copies: boolean
  failed: boolean
  retried: boolean
  tail: boolean
}

/** Before anything is drawn. */
export const nothingSeen = (): Seen => ({
  functions: new Set(),
  ways: new Set(),
  copies: false,
  failed: false,
  retried: false,
  tail: false,
})

/** What draws one lane; lengths are device pixels. */
export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly ratio: number
  readonly width: number
  /** Of one second. */
  readonly second: number
  /** Seconds of the run at both edges. */
  readonly from: number
  readonly to: number
  /** The bar of the lane. */
  readonly top: number
  readonly bar: number
  readonly strips: Strips
  readonly seen: Seen
}

/** Device pixels of a time, as a whole number so that edges are sharp. */
export function at({ from, second, width }: Pen, time: number): number {
  return Math.round(Math.min(Math.max((time - from) * second, -10), width + 10))
}
