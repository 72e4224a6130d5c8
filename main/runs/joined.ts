/** Two batches of telemetry as one, for who takes them more slowly than they come. */
import { sites as newSites } from '../../analysis/run/interned'
import { placed } from '../../analysis/run/placed'
import type { Site, TaskColumns, TelemetryBatch, WaitColumns } from '../../protocol/telemetry'

/** Task records, and records of waits, of one batch; more are counted as dropped, the oldest first. */
const MOST_RECORDS = 50_000

/** The newest figures of every process, call and shared thing, and the tasks and waits of both. */
export function joined(first: TelemetryBatch, second: TelemetryBatch): TelemetryBatch {
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
    tasks: joinTasks(before.tasks, after.tasks),
    waits: joinWaits(before.waits, after.waits),
    shared: newest(before.shared, after.shared, ({ object }) => object),
    sites: sites.list,
  }
}

function joinTasks(before: TaskColumns, after: TaskColumns): TaskColumns {
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
