/** Where the window stood when it was closed, if a display is still there. */
import { readFileSync, writeFileSync } from 'node:fs'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import * as v from 'valibot'

const shape = v.object({
  x: v.number(),
  y: v.number(),
  width: v.pipe(v.number(), v.minValue(640)),
  height: v.pipe(v.number(), v.minValue(480)),
  isMaximized: v.boolean(),
})

/** Pixels between a window and a new one over it. */
const STEP = 32
const FIRST = { width: 1280, height: 800, isMaximized: false }

export type Bounds = Partial<Rectangle> & {
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

/** @param beside a window that a new one must not hide */
export function readBounds(file: string, beside: BrowserWindow | null): Bounds {
  try {
    const kept = v.parse(shape, JSON.parse(readFileSync(file, 'utf8')))
    const { workArea } = screen.getDisplayMatching(kept)
    const isSeen = kept.x < workArea.x + workArea.width - 100 && kept.x + kept.width > workArea.x + 100
    return isSeen && kept.y >= workArea.y && kept.y < workArea.y + workArea.height - 100 ? kept : FIRST
  } catch {
    // No file yet, or one that says nothing: the first size will do.
    if (beside === null) return FIRST
    const { x, y } = beside.getNormalBounds()
    return { ...FIRST, x: x + STEP, y: y + STEP }
  }
}

export function writeBounds(file: string, window: BrowserWindow): void {
  try {
    writeFileSync(file, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }))
  } catch {
    // It opens in its first place then.
  }
}
