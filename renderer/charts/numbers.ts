/** Numbers as the lab shows them: thin spaces between thousands, units after a thin space, few digits. */
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

/** Seconds with the digits that a glance takes in; below a millisecond in microseconds. */
export function seconds(value: number): string {
  if (value !== 0 && value < 1e-3) return `${(value * 1e6).toFixed(0)}${THIN}µs`
  if (value !== 0 && value < 1) return `${(value * 1e3).toFixed(0)}${THIN}ms`
  return `${value.toFixed(value < 100 ? 2 : 1)}${THIN}s`
}

/** The end of the time axis: steps, so that the axis stands still for a while. */
export function axisEnd(now: number): number {
  const steps = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600]
  return steps.find((step) => now <= step) ?? Math.ceil(now / 600) * 600
}
