import { now } from './segment'

/** Nanoseconds that a wait looks at shared memory before it begins, and looks between two glances at the clock. */
const LOOK = 25_000
const LOOKS = 128
const MOST_CREDIT = 16

let lookCredit = MOST_CREDIT
let asked = 0
let began = 0

/** When the last look began, in monotonic nanoseconds; 0: it was a glance. */
export function lookBegan(): number {
  return began
}

/**
 * Looks at the shared memory for a moment: an answer that is under way costs neither side a system call. The moment is
 * longer than it takes to wake a sleeper, so that two processes that talk to each other both stay awake. Where it has not
 * paid lately, because answers take longer or processors are few, it is tried now and then only.
 * @param announce told until when a look lasts at most, in monotonic nanoseconds, and 0 when it is over; not of a glance
 */
export function isSoon(isReady: () => boolean, announce?: (until: number) => void): boolean {
  if (lookCredit === 0 && (++asked & 15) !== 0) {
    began = 0
    return isReady()
  }
  began = now()
  const isThere = glance(isReady) || look(began + LOOK, isReady, announce)
  lookCredit = isThere ? Math.min(lookCredit + 2, MOST_CREDIT) : Math.max(lookCredit - 1, 0)
  return isThere
}

function glance(isReady: () => boolean): boolean {
  for (let look = 0; look < LOOKS; look++) if (isReady()) return true
  return false
}

function look(until: number, isReady: () => boolean, announce?: (until: number) => void): boolean {
  announce?.(until)
  let isThere = glance(isReady)
  while (!isThere && now() < until) isThere = glance(isReady)
  announce?.(0)
  return isThere
}
