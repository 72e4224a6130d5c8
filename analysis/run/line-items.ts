/** The tasks and waits that come from one line of the script, of all processes, in the order of their ends. */
import type { Site } from '../../protocol/telemetry'
import type { TelemetryHistory } from './history'
import { itemOf, KINDS, openWaitsOf, settled, trackOf, type Item } from './items'
import type { Lane } from './lane'

export interface ScriptLine {
  readonly line: number
  /** Whether a place is in the script that the line is of. */
  readonly isOwn: (file: string) => boolean
}

export class LineItems {
  private readonly lanes: readonly Lane[]
  /** Calls that were made there, or whose function stands there. */
  private readonly calls: ReadonlySet<number>
  private readonly places: ReadonlySet<number>

  constructor({ lanes, maps, records }: TelemetryHistory, { line, isOwn }: ScriptLine) {
    const isThere = (site: Site | null) => site?.line === line && isOwn(site.file)
    this.lanes = lanes
    this.places = records.placesWhere(isThere)
    this.calls = new Set(
      maps
        .filter(({ site, definedAt }) => isThere(records.place(site)) || isThere(records.place(definedAt)))
        .map(({ map }) => map),
    )
  }

  /** The one after another, or before it; `null` where there is none. @param from `null`: before the first */
  next(from: Item | null, direction: -1 | 1): Item | null {
    let found: Item | null = null
    const lane = this.lanes.find(({ process }) => process === from?.process)
    const start = from === null || lane === undefined ? from : settled(lane, from)
    for (const item of this.candidates(start, direction))
      if (found === null || order(item, found) * direction < 0) found = item
    return found
  }

  /** How many there are, and which of them one is, from 1. */
  placeOf(item: Item): { readonly at: number; readonly of: number } {
    let [at, of] = [0, 0]
    for (const lane of this.lanes)
      for (const each of KINDS)
        for (let row = 0; row < trackOf(lane, each).length; row++) {
          if (!this.isOfLine(lane, each, row)) continue
          of++
          if (order(itemOf(lane, each, row) as Item, item) <= 0) at++
        }
    for (const open of this.open()) {
      of++
      if (order(open, item) <= 0) at++
    }
    return { at, of }
  }

  /** Of each lane the nearest task and wait, and all that have no end yet. */
  private *candidates(from: Item | null, direction: -1 | 1): Iterable<Item> {
    const isBeyond = (item: Item) => from === null || order(item, from) * direction > 0
    for (const lane of this.lanes)
      for (const of of KINDS) {
        const track = trackOf(lane, of)
        let row = from === null ? 0 : track.firstAfter(from.end)
        // Several may end at the same time.
        if (direction < 0) while (row < track.length && track.rows.end[row] === from?.end) row++
        if (direction < 0) row--
        for (; row >= 0 && row < track.length; row += direction) {
          const item = this.isOfLine(lane, of, row) ? itemOf(lane, of, row) : null
          if (item === null || !isBeyond(item)) continue
          yield item
          break
        }
      }
    for (const item of this.open()) if (isBeyond(item)) yield item
  }

  private *open(): Iterable<Item> {
    for (const lane of this.lanes)
      for (const { site, since } of openWaitsOf(lane))
        if (this.places.has(site)) yield { process: lane.process, of: 'wait', start: since / 1000, end: Infinity }
  }

  private isOfLine({ tasks, waits }: Lane, of: Item['of'], row: number): boolean {
    return of === 'task'
      ? this.calls.has(tasks.rows.map[row] as number)
      : this.places.has((waits.rows.site[row] as number) - 1)
  }
}

function order(a: Item, b: Item): number {
  if (a.end !== b.end) return a.end - b.end
  return a.start - b.start || a.process - b.process || KINDS.indexOf(a.of) - KINDS.indexOf(b.of)
}
