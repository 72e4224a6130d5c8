/** Two batches of telemetry as one, for who takes them more slowly than they come. */
import { sites as newSites } from '../../analysis/run/interned'
import { placed } from '../../analysis/run/placed'
import type { Site, TaskColumns, TelemetryBatch, WaitColumns } from '../../protocol/telemetry'
import { together } from './columns'

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

function joinTasks(
  { shown: shownBefore, dropped: droppedBefore, ...before }: TaskColumns,
  { shown: shownAfter, dropped: droppedAfter, ...after }: TaskColumns,
): TaskColumns {
  const excess = excessOf(before, after)
  const shown = [...shownBefore, ...shownAfter.map((one) => ({ ...one, row: one.row + before.start.length }))]
  return {
    ...together(before, after, excess),
    shown: shown.flatMap((one) => (one.row < excess ? [] : [{ ...one, row: one.row - excess }])),
    dropped: droppedBefore + droppedAfter + excess,
  }
}

function joinWaits(
  { dropped: droppedBefore, ...before }: WaitColumns,
  { dropped: droppedAfter, ...after }: WaitColumns,
): WaitColumns {
  const excess = excessOf(before, after)
  return { ...together(before, after, excess), dropped: droppedBefore + droppedAfter + excess }
}

function excessOf(before: Timed, after: Timed): number {
  return Math.max(0, before.start.length + after.start.length - MOST_RECORDS)
}

type Timed = Pick<TaskColumns | WaitColumns, 'start'>
