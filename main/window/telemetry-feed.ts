/** Telemetry's way to the page: a batch per 50 ms at most, and none before the page has taken the last one. */
import { sites as newSites } from '../../analysis/run/interned'
import { placed } from '../../analysis/run/placed'
import type { Site, TaskColumns, TelemetryBatch, WaitColumns } from '../../protocol/telemetry'

/** Milliseconds between two batches; a little under the sampler's own pace, which then passes through. */
const PACE = 45
/** Task records, and records of waits, that may wait for a page that is busy; more are counted as dropped. */
const MOST_RECORDS = 50_000

export class TelemetryFeed {
  private readonly deliver: (batch: TelemetryBatch) => Promise<void>
  private waiting: TelemetryBatch | undefined
  private flowing: Promise<void> | undefined
  private sent = -Infinity

  /** @param deliver resolves when the page has taken the batch */
  constructor(deliver: (batch: TelemetryBatch) => Promise<void>) {
    this.deliver = deliver
  }

  add(batch: TelemetryBatch): void {
    this.waiting = this.waiting === undefined ? batch : merge(this.waiting, batch)
    this.flowing ??= this.flow()
  }

  /** Settles when the page has taken every batch so far. */
  drained(): Promise<void> {
    return this.flowing ?? Promise.resolve()
  }

  private async flow(): Promise<void> {
    while (this.waiting !== undefined) {
      const rest = this.sent + PACE - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)))
      const batch = this.waiting
      this.waiting = undefined
      this.sent = performance.now()
      await this.deliver(batch)
    }
    this.flowing = undefined
  }
}

/** The newest figures of every process, call and shared thing, and the tasks and waits of both. */
export function merge(first: TelemetryBatch, second: TelemetryBatch): TelemetryBatch {
  const sites = newSites()
  const [before, after] =
    first.sites.length + second.sites.length === 0
      ? [first, second]
      : ([first, second].map((batch) => placed(batch, (site) => sites.number(batch.sites[site] as Site))) as [
          TelemetryBatch,
          TelemetryBatch,
        ])
  const newest = <T>(one: readonly T[], other: readonly T[], number: (sample: T) => number) => [
    ...new Map([...one, ...other].map((sample) => [number(sample), sample])).values(),
  ]
  return {
    ...after,
    processes: newest(before.processes, after.processes, ({ process }) => process),
    maps: newest(before.maps, after.maps, ({ map }) => map),
    tasks: join(before.tasks, after.tasks),
    waits: joinWaits(before.waits, after.waits),
    shared: newest(before.shared, after.shared, ({ object }) => object),
    sites: sites.list,
  }
}

function join(before: TaskColumns, after: TaskColumns): TaskColumns {
  const excess = excessOf(before, after)
  const column = columns(excess)
  return {
    process: column(before.process, after.process),
    map: column(before.map, after.map),
    index: column(before.index, after.index),
    count: column(before.count, after.count),
    start: column(before.start, after.start),
    end: column(before.end, after.end),
    failed: column(before.failed, after.failed),
    attempt: column(before.attempt, after.attempt),
    bytesIn: column(before.bytesIn, after.bytesIn),
    bytesOut: column(before.bytesOut, after.bytesOut),
    decode: column(before.decode, after.decode),
    encode: column(before.encode, after.encode),
    shown: [...before.shown, ...after.shown.map((one) => ({ ...one, row: one.row + before.start.length }))].flatMap(
      (one) => (one.row < excess ? [] : [{ ...one, row: one.row - excess }]),
    ),
    dropped: before.dropped + after.dropped + excess,
  }
}

function joinWaits(before: WaitColumns, after: WaitColumns): WaitColumns {
  const excess = excessOf(before, after)
  const column = columns(excess)
  return {
    process: column(before.process, after.process),
    kind: column(before.kind, after.kind),
    object: column(before.object, after.object),
    site: column(before.site, after.site),
    start: column(before.start, after.start),
    end: column(before.end, after.end),
    outcome: column(before.outcome, after.outcome),
    dropped: before.dropped + after.dropped + excess,
  }
}

type Columns = Pick<TaskColumns | WaitColumns, 'start'>

function excessOf(before: Columns, after: Columns): number {
  return Math.max(0, before.start.length + after.start.length - MOST_RECORDS)
}

/** Joins two columns, without the oldest rows that are too many. */
function columns(excess: number) {
  return <T>(before: readonly T[], after: readonly T[]): T[] => [...before, ...after].slice(excess)
}
