/** The one crosshair of all panels: it follows the pointer's pixel, or stays at the time where the keys put it. */
import { toTime, type Scale } from './axis'
import type { TelemetryHistory } from '../../analysis/run/history'
import { readingOf, sentenceOf, stepFrom } from './reading'

/** Steps that one key press takes with the shift key. */
const FAR = 10

export class Crosshair {
  /** For a screen reader: where the keys have put it, and what stands there. */
  spoken = $state('')
  private pointer = $state<number | null>(null)
  private held = $state<number | null>(null)

  /** Seconds of the run, or `null` where there is nothing to read. */
  at(scale: Scale, now: number): number | null {
    const time = this.pointer === null ? this.held : toTime(scale, this.pointer)
    return time === null || time > now || time < scale.start || time > scale.end ? null : time
  }

  /** @param x pixels from the left of the pane, or `null` when the pointer has gone */
  point(x: number | null): void {
    this.pointer = x
    if (x !== null) this.held = null
  }

  /** @param from seconds from where a step begins @param length of the time in sight @returns where it is put, if it is */
  key(event: KeyboardEvent, history: TelemetryHistory, from: number, length: number): number | null {
    const { times } = history.totals
    const step = event.shiftKey ? length * FAR : length
    if (event.key === 'ArrowLeft') this.held = stepFrom(times, from, -1, step)
    else if (event.key === 'ArrowRight') this.held = stepFrom(times, from, 1, step)
    else if (event.key === 'Home') this.held = times[0] ?? null
    else if (event.key === 'End' || event.key === 'Escape') this.held = null
    else return null
    event.preventDefault()
    this.pointer = null
    this.spoken = sentenceOf(readingOf(history, this.held), this.held)
    return this.held
  }
}
