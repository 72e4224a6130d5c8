/** Intervals and differences in words. */
import type { Interval } from '../../protocol/sweep'

const THIN = '\u2009'

/** `''` where there is none, or where its ends read the same. */
export function intervalText({ low, high }: Interval, say: (value: number) => string): string {
  return say(low) === say(high) ? '' : `[${say(low)}, ${say(high)}]`
}

/** Whether a difference is one: the interval does not hold what would be none. A single run has no interval. */
export function isSure({ low, high }: Interval, none: number): boolean {
  return low !== high && (low > none || high < none)
}

/** `−11 % [−15, −6]`; a difference without an interval stands alone. */
export function changeText({ value, low, high }: Interval): string {
  const ends = low === high ? '' : ` [${signed(low)}, ${signed(high)}]`
  return `${signed(value)}${THIN}%${ends}`
}

function signed(share: number): string {
  const percent = 100 * share
  const digits = Math.abs(percent) < 9.95 ? 1 : 0
  const text = Math.abs(percent).toFixed(digits)
  return Number(text) === 0 ? '0' : `${percent < 0 ? '−' : '+'}${text}`
}
