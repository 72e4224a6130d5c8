/** The part of the run that is in sight, in seconds; every change keeps it inside of the whole. */
export interface TimeWindow {
  readonly start: number
  readonly end: number
}

/** Shorter than anything that is measured. */
const LEAST = 2e-6
/** Room on both sides of what is gone to, as a share of it. */
const MARGIN = 0.4

/** @param factor below 1 comes closer @param at the time that stays where it is */
export function zoomed(window: TimeWindow, whole: TimeWindow, factor: number, at: number): TimeWindow {
  const length = Math.max(LEAST, (window.end - window.start) * factor)
  const share = (at - window.start) / (window.end - window.start)
  return inside({ start: at - share * length, end: at + (1 - share) * length }, whole)
}

export function panned({ start, end }: TimeWindow, whole: TimeWindow, seconds: number): TimeWindow {
  return inside({ start: start + seconds, end: end + seconds }, whole)
}

/** A stretch of time with a little before and after it. */
export function framed({ start, end }: TimeWindow, whole: TimeWindow): TimeWindow {
  const room = Math.max(LEAST / 2, (end - start) * MARGIN)
  return inside({ start: start - room, end: end + room }, whole)
}

/** Moved as little as it takes to have a stretch in sight, or its beginning where it is longer. */
export function revealing(window: TimeWindow, whole: TimeWindow, { start, end }: TimeWindow): TimeWindow {
  if (start >= window.start && end <= window.end) return window
  // What surrounds the whole window is in sight.
  if (start <= window.start && end >= window.end) return window
  const room = (window.end - window.start) * 0.1
  const by =
    start < window.start ? start - room - window.start : Math.min(end + room - window.end, start - window.start)
  return panned(window, whole, by)
}

/** With the same length, ended by a time. */
export function endingAt({ start, end }: TimeWindow, whole: TimeWindow, time: number): TimeWindow {
  return inside({ start: time - (end - start), end: time }, whole)
}

/** Moved inside, and cut where it is longer. */
export function inside({ start, end }: TimeWindow, whole: TimeWindow): TimeWindow {
  const length = Math.min(end - start, whole.end - whole.start)
  const from = Math.min(Math.max(start, whole.start), whole.end - length)
  return { start: from, end: from + length }
}
