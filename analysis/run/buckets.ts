/** Durations as they are counted in buckets, two per octave from a microsecond on. */
import type { Times } from '../../protocol/telemetry'

export interface Bucket {
  /** Seconds; the first begins at nothing. */
  readonly from: number
  readonly to: number
  readonly count: number
}

/** From the shortest that occurred to the longest, those between them too. */
export function bucketsOf({ buckets }: Times): readonly Bucket[] {
  const first = buckets.findIndex((count) => count > 0)
  const last = buckets.findLastIndex((count) => count > 0)
  return first < 0
    ? []
    : buckets.slice(first, last + 1).map((count, i) => ({ from: edge(first + i), to: edge(first + i + 1), count }))
}

/** Seconds that a share of all does not pass, as exact as the buckets; `null` where there are none. */
export function quantile(times: Times, share: number): number | null {
  const all = bucketsOf(times)
  const wanted = share * all.reduce((sum, { count }) => sum + count, 0)
  let below = 0
  for (const { from, to, count } of all) {
    if (count > 0 && below + count >= wanted) {
      const part = Math.max(0, (wanted - below) / count)
      return from === 0 ? to * part : from * (to / from) ** part
    }
    below += count
  }
  return null
}

/** Seconds at which a bucket begins. */
function edge(bucket: number): number {
  return bucket === 0 ? 0 : 2 ** (bucket / 2) / 1e6
}
