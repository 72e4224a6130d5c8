/**
 * Moments at which a process stands still: its event loop turns, or it blocks. Whoever saves himself the clock as long as
 * things follow each other quickly looks at it then.
 */
import { now } from './segment'

type Look = (now: number) => void

let looks: Look[] = []
let isTurnAwaited = false

/** Calls back once, before the process stands still. */
export function beforePause(look: Look): void {
  looks.push(look)
  if (isTurnAwaited) return
  isTurnAwaited = true
  setImmediate(() => {
    isTurnAwaited = false
    pause()
  })
}

/** The process is about to stand still. */
export function pause(): void {
  if (looks.length === 0) return
  const all = looks
  looks = []
  const time = now()
  for (const look of all) look(time)
}
