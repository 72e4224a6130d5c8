/** Numbers as the lab shows them: thin spaces between thousands, units after a thin space, few digits. */
import { texts } from '../texts'

const THIN = '\u2009'

/** A count: `12 345`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN)
}

/** Items per second, three significant digits below a hundred. */
export function rate(value: number): string {
  return value < 100 && value > 0 ? value.toPrecision(value < 1 ? 2 : 3) : count(value)
}

/** A share as whole per cent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}${THIN}%`
}

/** Bytes as MB (10⁶), or GB from a thousand of them. */
export function bytes(value: number): string {
  return value < 1e9 ? `${Math.round(value / 1e6)}${THIN}MB` : `${(value / 1e9).toFixed(2)}${THIN}GB`
}

/** Bytes of what is sent, two digits: `240 B`, `8.1 kB`, `8.1 MB`. */
export function size(value: number): string {
  const step = value < 1000 ? 0 : value < 999_500 ? 1 : value < 999_500_000 ? 2 : 3
  const scaled = value / 1000 ** step
  return `${scaled.toFixed(step === 0 || scaled >= 9.95 ? 0 : 1)}${THIN}${['B', 'kB', 'MB', 'GB'][step]}`
}

/** A moment on the run's clock. */
export function moment(value: number): string {
  return exactMoment(value, 2)
}

/** @param digits of a second that are told */
export function exactMoment(value: number, digits: number): string {
  return value < 1 ? `${(value * 1e3).toFixed(Math.max(0, digits - 3))}${THIN}ms` : `${value.toFixed(digits)}${THIN}s`
}

/** How long something took, three digits; below a millisecond in microseconds. */
export function duration(value: number): string {
  if (value >= 1) return `${value.toFixed(value < 10 ? 2 : 1)}${THIN}s`
  const [scaled, unit] = value < 1e-3 ? [value * 1e6, 'µs'] : [value * 1e3, 'ms']
  return `${scaled.toFixed(scaled < 10 ? 2 : scaled < 100 ? 1 : 0)}${THIN}${unit}`
}

/** How long something is likely to take. */
export function roughly(seconds: number): string {
  const { about } = texts.numbers
  if (seconds < 90) return about(`${Math.max(1, Math.round(seconds))} s`)
  if (seconds < 5400) return about(`${Math.round(seconds / 60)} min`)
  return about(`${(seconds / 3600).toFixed(1)} h`)
}

/** A long name cut in the middle, where names differ least. */
export function cutMiddle(name: string, length: number): string {
  if (name.length <= length) return name
  const tail = Math.floor((length - 1) / 2)
  return `${name.slice(0, length - 1 - tail)}…${name.slice(-tail)}`
}

/** How many times as fast. */
export function times(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)}×`
}

/** A count at the beginning of a sentence: in words up to twelve. */
export function inWords(value: number): string {
  return texts.numbers.inWords[value] ?? count(value)
}

/** A value of a sweep with its noun. */
export function sizeOf(axis: 'pool-size' | 'chunk-size', value: number): string {
  const { chunks, workers } = texts.answer.sizes
  return axis === 'chunk-size' ? chunks(count(value)) : workers(count(value), value === 1)
}
