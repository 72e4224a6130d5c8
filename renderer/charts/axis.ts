/** The clock that all panels share: where a time stands, what the ruler says, how high a plot goes. */
import { count, exactMoment } from '../../analysis/numbers'
import type { TimeWindow } from './time-window'

/** Pixels free above and below the lines of a plot. */
export const PAD = 10
const NARROW = 520
const TICK = 56

export interface Scale extends TimeWindow {
  readonly width: number
  /** Pixels where the window's start and end stand. */
  readonly left: number
  readonly right: number
}

export interface Tick {
  readonly value: number
  readonly label: string
}

/** @param width pixels of the whole pane; names stand left of the clock, figures right of it */
export function scaleOf(width: number, { start, end }: TimeWindow): Scale {
  const narrow = width < NARROW
  return { width, left: narrow ? 116 : 124, right: Math.max(width - (narrow ? 88 : 128), 160), start, end }
}

export function toX({ left, right, start, end }: Scale, time: number): number {
  return left + ((time - start) / (end - start)) * (right - left)
}

/** Seconds under a pixel, `null` outside the clock. */
export function toTime({ left, right, start, end }: Scale, x: number): number | null {
  return x < left || x > right ? null : start + ((x - left) / (right - left)) * (end - start)
}

/** Pixels from the top of a plot. */
export function toY(value: number, top: number, height: number): number {
  return PAD + (1 - Math.min(1, value / top)) * (height - 2 * PAD)
}

/** The end of the clock: while the run goes on in steps of about a tenth, so that what is drawn stands still. */
export function clockEnd(now: number, over: boolean): number {
  if (over) return Math.max(now, 1e-3)
  const least = Math.max(now, 1)
  const power = 10 ** Math.floor(Math.log10(least))
  const steps = [1, 1.1, 1.2, 1.35, 1.5, 1.65, 1.8, 2, 2.2, 2.4, 2.7, 3, 3.3, 3.6, 4, 4.4, 4.8, 5.4, 6, 6.6, 7.2, 8, 9]
  return (steps.find((step) => step * power >= least) ?? 10) * power
}

/** Round times with room for their labels. */
export function timeTicks(scale: Scale): Tick[] {
  const { start, end, left, right } = scale
  const wanted = ((end - start) * TICK) / (right - left)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const long = [60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 86_400]
  const steps = wanted > 30 ? long : [1, 2, 5, 10].map((step) => step * power)
  const step = steps.find((one) => one >= wanted) ?? 86_400
  const origin = originOf(scale)?.value ?? 0
  const first = Math.ceil((start - origin) / step - 1e-9)
  const last = Math.floor((end - origin) / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = (first + i) * step
    return { value: origin + value, label: timeLabel(value, step) }
  })
}

/** Where the digits that change stand far behind those that do not, times are told from here; else `null`. */
export function originOf({ start, end }: TimeWindow): Tick | null {
  const power = 10 ** Math.ceil(Math.log10(end - start) - 1e-9)
  if (start < power * 100) return null
  const value = Math.floor(start / power) * power
  return { value, label: exactMoment(value, Math.max(2, -Math.log10(power))) }
}

/** Nothing, half and all of a plot's height. */
export function amountTicks(top: number): Tick[] {
  return [0, top / 2, top].map((value) => ({ value, label: value < 10 ? String(+value.toPrecision(2)) : count(value) }))
}

/** A round number above the data, whose half is round too. */
export function niceTop(high: number): number {
  if (!(high > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(high * 1.05))
  return ([1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= high * 1.05) ?? 10) * power
}

function timeLabel(value: number, step: number): string {
  if (value === 0) return '0'
  const thin = '\u2009'
  if (step < 1e-5) return `${+(value * 1e6).toFixed(2)}${thin}µs`
  if (step < 1e-3) return `${+(value * 1e3).toFixed(3)}${thin}ms`
  if (step < 60) return `${+value.toFixed(3)}${thin}s`
  const hours = Math.floor(value / 3600)
  const minutes = Math.round(value / 60) % 60
  if (hours === 0) return `${minutes}${thin}min`
  return minutes === 0 ? `${hours}${thin}h` : `${hours}:${String(minutes).padStart(2, '0')}${thin}h`
}
