/** A run as tables of comma-separated values. Times are milliseconds of the run. */
import type { KeptRun } from '../../protocol/history'
import type { MapSample, ProcessSample, TaskColumns } from '../../protocol/telemetry'
import { csv, type Cell } from './csv'

type Columns<T> = Readonly<Record<string, (row: T) => Cell>>

const MAPS: Columns<MapSample> = {
  map: ({ map }) => map,
  pool: ({ pool }) => pool,
  name: ({ name }) => name,
  workers: ({ workers }) => workers,
  items: ({ total }) => total,
  done: ({ done }) => done,
  failed: ({ failed }) => failed,
  started_at: ({ startedAt }) => startedAt,
  ended_at: ({ endedAt }) => endedAt,
  items_per_second: ({ tasksPerSecond }) => tasksPerSecond,
}
const PROCESSES: Columns<ProcessSample> = {
  process: ({ process }) => process,
  pid: ({ pid }) => pid,
  name: ({ name }) => name,
  parent: ({ parent }) => parent,
  exitcode: ({ exitcode }) => exitcode,
  items_done: ({ tasksDone }) => tasksDone,
  last_memory_bytes: ({ memory }) => memory,
}
const TASKS = ['process', 'map', 'index', 'count', 'start', 'end', 'failed'] as const satisfies (keyof TaskColumns)[]

export interface RunTable {
  readonly part: string
  readonly data: string
}

export function runTables(run: KeptRun): RunTable[] {
  return [
    { part: 'maps', data: columns(MAPS, run.figures?.maps ?? []) },
    { part: 'processes', data: columns(PROCESSES, run.figures?.processes ?? []) },
    { part: 'tasks', data: tasks(run) },
    { part: 'telemetry', data: telemetry(run) },
  ]
}

function columns<T>(named: Columns<T>, rows: readonly T[]): string {
  const cells = Object.values(named)
  return csv(
    Object.keys(named),
    rows.map((row) => cells.map((cell) => cell(row))),
  )
}

/** A row for each record, which may stand for some neighbouring chunks of a long run. */
function tasks({ telemetry: kept }: KeptRun): string {
  const rows = (kept?.batches ?? []).flatMap(({ tasks: one }) =>
    one.process.map((_, i) => TASKS.map((name) => one[name][i] as Cell)),
  )
  return csv(TASKS, rows)
}

function telemetry({ telemetry: kept }: KeptRun): string {
  const batches = kept?.batches ?? []
  const cores = Math.max(0, ...batches.map((batch) => batch.cores.cores.length))
  const numbers = Array.from({ length: cores }, (_, i) => i)
  const rows = batches.map(({ at, cores: sample, processes, maps }) => [
    at,
    processes.filter(({ state }) => state !== 'ended').length,
    processes.reduce((sum, { memory }) => sum + memory, 0),
    maps.reduce((sum, map) => sum + (map.endedAt === null ? map.tasksPerSecond : 0), 0),
    ...numbers.map((i) => sample.cores[i] ?? null),
  ])
  return csv(['at', 'processes', 'memory_bytes', 'items_per_second', ...numbers.map((i) => `core_${i}`)], rows)
}
