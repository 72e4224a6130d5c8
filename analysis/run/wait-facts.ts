/** What is known of one wait, whether it has come to its end or not. */
import type { SiteIndex, WaitColumns } from '../../protocol/telemetry'
import { openWaitOf, rowOf, type Item } from './items'
import type { Lane } from './lane'
import type { Records } from './records'
import { outcomeOf } from './waits'

export interface WaitFacts {
  /** `Lock.acquire`, `task`, … */
  readonly operation: string
  readonly object: number
  /** As `Records.place` knows it. */
  readonly site: SiteIndex
  /** Seconds of the run; `null`: it goes on. */
  readonly start: number
  readonly end: number | null
  readonly outcome: WaitColumns['outcome'][number] | null
  /** Waits that stand in this one, for room. */
  readonly parts: number
}

/** `null` where nothing is known of it any more. */
export function waitFactsOf(records: Records, lane: Lane, item: Item): WaitFacts | null {
  const row = rowOf(lane, item)
  const open = row < 0 ? openWaitOf(lane, item) : undefined
  if (open !== undefined) {
    const { kind, object, site, since } = open
    return { operation: kind, object, site, start: since / 1000, end: null, outcome: null, parts: 1 }
  }
  if (row < 0) return null
  const { word, object, site, start, end, outcome, parts } = lane.waits.rows
  return {
    operation: records.operations.list[word[row] as number] ?? '',
    object: object[row] as number,
    site: (site[row] as number) - 1,
    start: start[row] as number,
    end: end[row] as number,
    outcome: outcomeOf(outcome[row] as number),
    parts: parts[row] as number,
  }
}
