/**
 * The page's looks at what has come, all of them in one frame: a frame costs the page, its compositor and who puts it on the
 * screen about as much again as what is drawn in it.
 */

/** Milliseconds between two looks, less half a frame. What main tells of a run comes as often. */
const EVERY = 42

const looks = new Set<() => void>()
let last = -Infinity
let frame = 0

function beat(now: number): void {
  frame = requestAnimationFrame(beat)
  if (now - last < EVERY) return
  last = now
  for (const look of looks) look()
}

/** Looks twenty times a second while the window is in sight. @returns what ends it */
export function looking(look: () => void): () => void {
  if (looks.size === 0) frame = requestAnimationFrame(beat)
  looks.add(look)
  return () => {
    looks.delete(look)
    if (looks.size === 0) cancelAnimationFrame(frame)
  }
}
