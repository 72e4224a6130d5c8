/** A run as tables of comma-separated values. Times are milliseconds of the run. */
import { bucketsOf } from '../../analysis/run/buckets'
import type { KeptRun } from '../../protocol/history'
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, TaskColumns } from '../../protocol/telemetry'
import { csv, type Cell } from './csv'

type Columns<T> = Readonly<Record<string, (row: T) => Cell>>

const MAPS: Columns<Call> = {
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
  file: ({ place }) => place?.file ?? null,
  line: ({ place }) => place?.line ?? null,
  copied_bytes: ({ copies }) => copies.bytes,
  transfers: ({ copies }) => copies.transfers,
  encode: ({ copies }) => copies.encode,
  work: ({ copies }) => copies.work,
  retried: ({ retried }) => retried,
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
/** Of a call with its place, which events know. */
type Call = MapSample & { readonly place: { readonly file: string; readonly line: number } | null }
type Shared = Extract<RunEvent, { type: 'shared' }>

const SHARED: Columns<Shared> = {
  object: ({ sample }) => sample.object,
  kind: ({ sample }) => sample.kind,
  label: ({ sample }) => sample.label,
  maker: ({ sample }) => sample.maker,
  file: ({ site }) => site?.file ?? null,
  line: ({ site }) => site?.line ?? null,
  acquired: ({ sample }) => sample.acquired,
  waits: ({ sample }) => sample.waits.count,
  waited: ({ sample }) => sample.waits.sum,
  longest_wait: ({ sample }) => sample.waits.longest,
  holds: ({ sample }) => sample.holds.count,
  held: ({ sample }) => sample.holds.sum,
  longest_hold: ({ sample }) => sample.holds.longest,
  bytes: ({ sample }) => sample.bytes,
  encode: ({ sample }) => sample.encode,
}
const TASKS = {
  process: 'process',
  map: 'map',
  index: 'index',
  count: 'count',
  start: 'start',
  end: 'end',
  failed: 'failed',
  attempt: 'attempt',
  in_bytes: 'bytesIn',
  out_bytes: 'bytesOut',
  decode: 'decode',
  encode: 'encode',
} as const satisfies Record<string, keyof TaskColumns>

export interface RunTable {
  readonly part: string
  readonly data: string
}

export function runTables(run: KeptRun): RunTable[] {
  return [
    { part: 'maps', data: columns(MAPS, calls(run)) },
    { part: 'processes', data: columns(PROCESSES, run.figures?.processes ?? []) },
    { part: 'tasks', data: tasks(run) },
    { part: 'waits', data: waits(run) },
    { part: 'shared', data: columns(SHARED, shared(run)) },
    { part: 'uses', data: uses(run) },
    { part: 'durations', data: durations(run) },
    { part: 'depths', data: depths(run) },
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

function calls({ figures, events }: KeptRun): Call[] {
  const places = new Map(events.flatMap((event) => (event.type === 'map-ended' ? [[event.map, event.site]] : [])))
  return (figures?.maps ?? []).map((map) => ({ ...map, place: places.get(map.map) ?? null }))
}

/** A row for each record, which may stand for some neighbouring chunks of a long run. */
function tasks({ telemetry: kept }: KeptRun): string {
  const rows = (kept?.batches ?? []).flatMap(({ tasks: one }) => {
    const shown = new Map(one.shown.map((texts) => [texts.row, texts]))
    const joined = new Map(one.joined.map((several) => [several.row, several]))
    return one.process.map((_, i): Cell[] => {
      const figures = Object.values(TASKS).map((name) => one[name][i] as Cell)
      const { items = null, result = null } = shown.get(i) ?? {}
      const { chunks = 1, busy = (one.end[i] as number) - (one.start[i] as number) } = joined.get(i) ?? {}
      return [...figures, items, result, chunks, Math.round(busy * 1000) / 1000]
    })
  })
  return csv([...Object.keys(TASKS), 'given', 'result', 'chunks', 'busy'], rows)
}

/** A row for each wait that ended; not for those that were over within microseconds. */
function waits({ telemetry: kept }: KeptRun): string {
  const rows = (kept?.batches ?? []).flatMap(({ waits: one, sites }) =>
    one.process.map((process, i): Cell[] => {
      const site = sites[one.site[i] as number]
      const figures = [one.kind, one.object, one.start, one.end, one.outcome].map((column) => column[i] as Cell)
      return [process, ...figures, site?.file ?? null, site?.line ?? null]
    }),
  )
  return csv(['process', 'kind', 'object', 'start', 'end', 'outcome', 'file', 'line'], rows)
}

/** Of everything that was shared, as it was when the run ended. */
function shared({ events }: KeptRun): Shared[] {
  return events.filter((event) => event.type === 'shared')
}

/** The lines that used them most. */
function uses(run: KeptRun): string {
  const rows = shared(run).flatMap(({ sample, uses: lines }) =>
    lines.map(({ kind, site, count }): Cell[] => [sample.object, kind, site.file, site.line, count]),
  )
  return csv(['object', 'kind', 'file', 'line', 'count'], rows)
}

/** The bars of the charts of waits and holds. */
function durations(run: KeptRun): string {
  const rows = shared(run).flatMap(({ sample }) =>
    (['waits', 'holds'] as const).flatMap((part) =>
      bucketsOf(sample[part]).map(({ from, to, count }) => [sample.object, part, from * 1000, to * 1000, count]),
    ),
  )
  return csv(['object', 'of', 'from', 'to', 'count'], rows)
}

/** A row for each look at a thing whose history is kept. */
function depths({ telemetry: kept }: KeptRun): string {
  const rows = (kept?.batches ?? []).flatMap(({ at, shared: things }) =>
    things.map(({ object, depth }) => [at, object, depth]),
  )
  return csv(['at', 'object', 'depth'], rows)
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
