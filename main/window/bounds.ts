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

const FIRST = { width: 1280, height: 800, isMaximized: false }

export type Bounds = Partial<Rectangle> & {
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

export function readBounds(file: string): Bounds {
  try {
    const kept = v.parse(shape, JSON.parse(readFileSync(file, 'utf8')))
    const { workArea } = screen.getDisplayMatching(kept)
    const isSeen = kept.x < workArea.x + workArea.width - 100 && kept.x + kept.width > workArea.x + 100
    return isSeen && kept.y >= workArea.y && kept.y < workArea.y + workArea.height - 100 ? kept : FIRST
  } catch {
    // No file yet, or one that says nothing: the first size will do.
    return FIRST
  }
}

export function writeBounds(file: string, window: BrowserWindow): void {
  writeFileSync(file, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }))
}
