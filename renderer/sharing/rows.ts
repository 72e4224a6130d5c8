/** What processes share, as rows of a table. */
import { count, duration } from '../../analysis/numbers'
import type { SharedThing } from '../../analysis/run/sharing'
import { nameOf } from '../../analysis/run/things'
import type { SharedKind } from '../../protocol/telemetry'
import { texts } from '../../texts'

export interface SharedRow {
  readonly object: number
  readonly name: string
  readonly kind: SharedKind
  readonly holders: readonly number[]
  /** The first to be served first. */
  readonly waiters: readonly number[]
  readonly depth: number
  readonly limit: number
  readonly acquired: number
  /** Seconds. */
  readonly waited: number
  readonly longest: number
  /** Seconds; `null` of what is not held. */
  readonly meanHold: number | null
}

export type SharedKey =
  'name' | 'kind' | 'holders' | 'waiters' | 'depth' | 'acquired' | 'waited' | 'longest' | 'meanHold'

export function rowOf({ sample }: SharedThing): SharedRow {
  const { object, kind, holders, waiters, depth, limit, acquired, waits, holds } = sample
  return {
    object,
    name: nameOf(sample),
    kind,
    holders,
    waiters,
    depth,
    limit,
    acquired,
    waited: waits.sum / 1000,
    longest: waits.longest / 1000,
    meanHold: holds.count === 0 ? null : holds.sum / holds.count / 1000,
  }
}

/** Those with a text in their name, kind or processes, by a column. */
export function listed(
  rows: readonly SharedRow[],
  words: string,
  key: SharedKey,
  descending: boolean,
  nameOfProcess: (process: number) => string,
): readonly SharedRow[] {
  const wanted = words.toLowerCase()
  const text = ({ name, kind, holders, waiters }: SharedRow) =>
    [name, kind, ...[...holders, ...waiters].map(nameOfProcess)].join(' ').toLowerCase()
  const sign = descending ? -1 : 1
  return rows
    .filter((row) => text(row).includes(wanted))
    .sort((a, b) => sign * compare(a, b, key) || a.object - b.object)
}

function compare(a: SharedRow, b: SharedRow, key: SharedKey): number {
  const [x, y] = [valueOf(a, key), valueOf(b, key)]
  return typeof x === 'string' ? x.localeCompare(String(y), undefined, { numeric: true }) : x - Number(y)
}

function valueOf(row: SharedRow, key: SharedKey): string | number {
  const value = row[key]
  return typeof value === 'object' ? (value?.length ?? -1) : value
}

/** `3 of 10`, what is in it and what may be in it at most; an event is set or not. */
export function depthText({ kind, depth, limit }: Pick<SharedRow, 'kind' | 'depth' | 'limit'>): string {
  if (kind === 'Event') return depth > 0 ? texts.sharing.depth.set : texts.sharing.depth.notSet
  if (kind === 'Lock' || kind === 'RLock' || kind === 'Condition') return '–'
  return limit > 0 ? texts.sharing.depth.part(count(depth), count(limit)) : count(depth)
}

/** A time that there may be none of. */
export function timeText(seconds: number | null): string {
  return seconds === null || seconds === 0 ? '–' : duration(seconds)
}
