/** A sweep as comma-separated values (RFC 4180): a row for each call of a pool in each repeat. */
import type { MapFigures, Repeat, SweepData, SweepSettings } from '../../protocol/sweep'
import { csv, type Cell } from './csv'

/** Name and content of each column; a repeat without calls has one row, whose last columns are empty. */
const REPEAT: Readonly<Record<string, (repeat: Repeat) => Cell>> = {
  round: ({ round }) => round,
  started_at: ({ startedAt }) => startedAt,
  outcome: ({ outcome }) => outcome,
  error: ({ error }) => error,
  seconds: ({ seconds }) => seconds,
  start_up_seconds: ({ startUpSeconds }) => startUpSeconds,
  cpu_seconds: ({ cpuSeconds }) => cpuSeconds,
  peak_memory_bytes: ({ peakMemory }) => peakMemory,
  other_load: ({ noise }) => noise.otherLoad,
  clock: ({ noise }) => noise.clock,
  affected: ({ affected }) => affected,
}
const CALL: Readonly<Record<string, (call: MapFigures) => Cell>> = {
  call: ({ call }) => call,
  call_name: ({ name }) => name,
  call_workers: ({ workers }) => workers,
  call_items: ({ total }) => total,
  call_chunksize: ({ chunksize }) => chunksize,
  call_failed: ({ failed }) => failed,
  call_seconds: ({ seconds }) => seconds,
  call_items_per_second: ({ tasksPerSecond }) => tasksPerSecond,
  item_mean_seconds: ({ task }) => task?.mean ?? null,
  item_deviation_seconds: ({ task }) => task?.deviation ?? null,
  item_median_seconds: ({ task }) => task?.median ?? null,
  item_p95_seconds: ({ task }) => task?.p95 ?? null,
  records_read: ({ task }) => task?.records ?? null,
  records_dropped: ({ task }) => task?.dropped ?? null,
}
const AXES: Readonly<Record<SweepSettings['axis'], string>> = { 'pool-size': 'pool_size', 'chunk-size': 'chunk_size' }

export function sweepTable({ settings, repeats }: SweepData): string {
  const head = [AXES[settings.axis], ...Object.keys(REPEAT), ...Object.keys(CALL)]
  const rows = repeats.flatMap((repeat) => {
    const own = [repeat.value, ...Object.values(REPEAT).map((cell) => cell(repeat))]
    const calls = repeat.maps.map((call) => [...own, ...Object.values(CALL).map((cell) => cell(call))])
    return calls.length > 0 ? calls : [[...own, ...Object.values(CALL).map(() => null)]]
  })
  return csv(head, rows)
}
