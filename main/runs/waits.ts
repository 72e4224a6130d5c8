/** Reads what processes wait for, and what they have waited for. */
import {
  FAILED,
  SLOT,
  TIMED,
  WAIT_RECORD,
  WAIT_RECORDS,
  WAIT_RECORDS_AT,
  WAITING,
  WAITING_AT,
  WAITING_ENTRY,
  WAITING_MOST,
  WAITS,
  type WaitKind,
} from '../../multiprocessing/segment/layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { NO_WAITS, type WaitColumns, type WaitSample } from '../../protocol/telemetry'
import { growing, type Growing } from './columns'
import type { LiveProcess } from './listener'
import type { BatchSites } from './sites'
import { toldAs, type ToldWait } from './wholes'

/** One operation that waits, as its process noted it. */
export interface Waiting {
  readonly kind: WaitKind
  readonly object: number
  /** The same as whoever sees the run is told of it. */
  readonly told: ToldWait
  /** In the compiled script. */
  readonly line: number
  readonly column: number
  /** Monotonic nanoseconds. */
  readonly since: number
  /** By a time-out or a signal. */
  readonly endsByItself: boolean
  /** The process can do nothing else. */
  readonly blocks: boolean
}

const { dropped: _dropped, ...NO_ROWS } = NO_WAITS
type Rows = Growing<typeof NO_ROWS>

/** Looks until the process has not written meanwhile. */
const TRIES = 4

/**
 * All that a process waits for while it does nothing else.
 * @returns `null` when it is just going to sleep or waking up, or waits for more than can be noted
 */
export function readWaiting(segment: Segment, slot: number): readonly Waiting[] | null {
  const at = WAITING_AT + slot * WAITING.size
  const { u32 } = segment.window
  const serial = (at + WAITING.serial) >>> 2
  for (let i = 0; i < TRIES; i++) {
    const before = Atomics.load(u32, serial)
    const count = segment.u32(at + WAITING.count)
    if (before % 2 === 1) continue
    const waits = Array.from({ length: Math.min(count, WAITING_MOST) }, (_, n) =>
      entry(segment, at + WAITING.entries + n * WAITING_ENTRY.size),
    )
    if (Atomics.load(u32, serial) === before) return count > WAITING_MOST ? null : waits
  }
  return null
}

function entry(segment: Segment, at: number): Waiting {
  const kind = WAITS[segment.u32(at + WAITING_ENTRY.kind)] ?? ''
  const object = segment.u32(at + WAITING_ENTRY.object)
  return {
    kind,
    object,
    told: toldAs(segment, kind, object),
    line: segment.u32(at + WAITING_ENTRY.line),
    column: segment.u32(at + WAITING_ENTRY.column),
    since: segment.f64(at + WAITING_ENTRY.since),
    endsByItself: segment.u32(at + WAITING_ENTRY.ends) !== 0,
    blocks: segment.u32(at + WAITING_ENTRY.blocks) !== 0,
  }
}

export class WaitReader {
  private readonly segment: Segment
  private readonly at: (nanoseconds: number) => number
  private readonly seen = new Map<number, number>()

  /** @param at turns monotonic nanoseconds into milliseconds of the run */
  constructor(segment: Segment, at: (nanoseconds: number) => number) {
    this.segment = segment
    this.at = at
  }

  /** What a process waits for now. */
  now(slot: number, sites: BatchSites): WaitSample[] {
    return (readWaiting(this.segment, slot) ?? []).map((wait) => ({
      ...wait.told,
      site: sites.index(wait.line, wait.column),
      since: this.at(wait.since),
    }))
  }

  /** The waits that ended since the last call. */
  read(processes: readonly LiveProcess[], sites: BatchSites): WaitColumns {
    let columns: Rows | undefined
    let dropped = 0
    for (const process of processes) {
      const written = this.segment.f64(slotAt(process.slot) + SLOT.waitRecords)
      const from = this.seen.get(process.number) ?? 0
      if (written <= from) continue
      this.seen.set(process.number, written)
      const first = Math.max(from, written - WAIT_RECORDS)
      dropped += first - from
      columns ??= growing(NO_ROWS)
      for (let i = first; i < written; i++) this.add(columns, process, i % WAIT_RECORDS, sites)
    }
    return columns === undefined ? NO_WAITS : { ...columns, dropped }
  }

  private add(columns: Rows, { slot, number }: LiveProcess, row: number, sites: BatchSites): void {
    const { segment } = this
    const at = WAIT_RECORDS_AT + (slot * WAIT_RECORDS + row) * WAIT_RECORD.size
    const outcome = segment.u32(at + WAIT_RECORD.outcome)
    columns.process.push(number)
    const kind = WAITS[segment.u32(at + WAIT_RECORD.kind)] ?? ''
    const told = toldAs(segment, kind, segment.u32(at + WAIT_RECORD.object))
    columns.kind.push(told.kind)
    columns.object.push(told.object)
    columns.site.push(sites.index(segment.u32(at + WAIT_RECORD.line), segment.u32(at + WAIT_RECORD.column)))
    columns.start.push(this.at(segment.f64(at + WAIT_RECORD.start)))
    columns.end.push(this.at(segment.f64(at + WAIT_RECORD.end)))
    columns.outcome.push(outcome === FAILED ? 'failed' : outcome === TIMED ? 'timed-out' : 'got')
  }
}
