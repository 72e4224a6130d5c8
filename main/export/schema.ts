/** The shape of a document that is read: nothing is believed that was not looked at, and nothing else is kept. */
import { OUTCOMES } from '../../protocol/run-event'
import * as v from 'valibot'
import { MOST_NAME, MOST_NOTE, MOST_TAGS, type KeptRun, type KeptSweep } from '../../protocol/history'
import { sweepData } from './sweep-schema'
import { NO_COPIES, NO_WAITS } from '../../protocol/telemetry'
import { texts } from '../../texts/main'
import { copies, place, shared, site, usesAt } from './shared-schema'
import { amount, at, flag, integer, limits, many, most, nullable, number, positive, share, text, time } from './shapes'
import { events } from './event-schema'

const words = texts.exporting.unreadable.what
const MOST_SCRIPT = 5 * 1024 * 1024

const state = v.picklist([...OUTCOMES, 'running', 'interrupted'])

const entry = {
  id: v.pipe(v.string(), v.uuid()),
  shortId: text,
  name: most(MOST_NAME),
  note: most(MOST_NOTE),
  tags: many(most(MOST_NAME), MOST_TAGS),
  path: nullable(most(4096)),
  example: nullable(most(MOST_NAME)),
  startedAt: time,
  state,
  exitcode: nullable(integer),
  seconds: nullable(amount),
  error: nullable(text),
  poolSize: nullable(positive),
  bytes: amount,
  // Older files do not have these.
  axis: v.optional(nullable(v.picklist(['pool-size', 'chunk-size'])), null),
  throughput: v.optional(nullable(amount), null),
  best: v.optional(nullable(v.object({ value: positive, speedUp: amount })), null),
}

const machine = v.object({
  platform: text,
  os: text,
  arch: text,
  cpus: positive,
  cpuModel: text,
  memory: amount,
  electron: text,
  chrome: text,
  node: text,
  v8: text,
  version: text,
})

const script = v.object({
  text: most(MOST_SCRIPT),
  path: entry.path,
  example: entry.example,
})

const processSample = v.object({
  process: amount,
  pid: integer,
  name: text,
  parent: nullable(amount),
  state: v.picklist(['starting', 'running', 'waiting', 'ended']),
  waitsFor: text,
  cpu: amount,
  memory: amount,
  tasksDone: amount,
  exitcode: nullable(integer),
  waits: v.optional(many(v.object({ kind: text, object: amount, site, since: at })), []),
  task: v.optional(nullable(v.object({ map: amount, index: amount, count: amount, attempt: amount })), null),
  seenAt: v.optional(at, 0),
})

const mapSample = v.object({
  map: amount,
  pool: amount,
  name: text,
  workers: amount,
  total: amount,
  done: amount,
  failed: amount,
  startedAt: at,
  endedAt: nullable(at),
  tasksPerSecond: amount,
  site: v.optional(site, -1),
  definedAt: v.optional(site, -1),
  copies: v.optional(copies, NO_COPIES),
  retried: v.optional(amount, 0),
})

const taskColumns = v.pipe(
  v.object({
    process: many(amount),
    map: many(amount),
    index: many(amount),
    count: many(amount),
    start: many(at),
    end: many(at),
    failed: many(flag),
    // Older files do not have these.
    attempt: v.optional(many(amount)),
    bytesIn: v.optional(many(amount)),
    bytesOut: v.optional(many(amount)),
    decode: v.optional(many(amount)),
    encode: v.optional(many(amount)),
    shown: v.optional(many(v.object({ row: amount, items: text, result: text })), []),
    joined: v.optional(many(v.object({ row: amount, chunks: positive, busy: at })), []),
    dropped: amount,
  }),
  v.transform((columns) => {
    const all = (value: number) => columns.process.map(() => value)
    const { attempt = all(1), bytesIn = all(0), bytesOut = all(0), decode = all(0), encode = all(0) } = columns
    return { ...columns, attempt, bytesIn, bytesOut, decode, encode }
  }),
  v.check(
    ({ dropped: _, shown: _shown, joined: _joined, ...columns }) =>
      new Set(Object.values(columns).map(({ length }) => length)).size === 1,
    words.taskColumns,
  ),
)

const waitColumns = v.pipe(
  v.object({
    process: many(amount),
    kind: many(text),
    object: many(amount),
    site: many(site),
    start: many(at),
    end: many(at),
    outcome: many(v.picklist(['got', 'timed-out', 'failed'])),
    dropped: amount,
  }),
  v.check(
    ({ dropped: _, ...columns }) => new Set(Object.values(columns).map(({ length }) => length)).size === 1,
    words.waitColumns,
  ),
)

const batch = v.object({
  runId: text,
  at,
  cores: v.object({ at, cores: many(share, 4096) }),
  processes: many(processSample),
  maps: many(mapSample),
  tasks: taskColumns,
  waits: v.optional(waitColumns, NO_WAITS as v.InferInput<typeof waitColumns>),
  shared: v.optional(
    many(v.object({ ...shared, site, holders: many(amount), waiters: many(amount), uses: usesAt(site) })),
    [],
  ),
  sites: v.optional(many(place), []),
})

const consoleLine = v.object({
  at,
  process: nullable(amount),
  name: text,
  stream: v.picklist(['stdout', 'stderr', 'lab']),
  text,
})

export const keptRun = v.object({
  kind: v.literal('run'),
  entry: v.object({ ...entry, kind: v.literal('run'), values: v.null() }),
  script,
  machine: nullable(machine),
  settings: v.object({
    poolSize: nullable(positive),
    chunkSize: nullable(positive),
    argv: many(text),
    cwd: text,
    memoryLimit: nullable(positive),
    // Older files do not have these.
    limits: v.exactOptional(limits),
  }),
  events,
  eventsDropped: amount,
  errors: many(
    v.object({
      runId: text,
      process: amount,
      processName: text,
      message: text,
      file: nullable(text),
      line: amount,
      column: amount,
    }),
  ),
  figures: nullable(
    v.object({ processes: many(processSample), maps: many(mapSample), peakMemory: amount, dropped: amount }),
  ),
  telemetry: nullable(v.object({ batches: many(batch), chunksPerRecord: positive })),
  console: nullable(
    v.object({ lines: many(consoleLine), missingLines: amount, missingBytes: amount, wasDirect: flag }),
  ),
}) satisfies v.GenericSchema<unknown, KeptRun>

export const keptSweep = v.object({
  kind: v.literal('sweep'),
  entry: v.object({ ...entry, kind: v.literal('sweep'), values: many(number) }),
  script,
  machine: nullable(machine),
  settings: sweepData.entries.settings,
  argv: many(text),
  data: v.pipe(
    sweepData,
    v.check(
      ({ settings, repeats }) => repeats.every(({ value }) => settings.values.includes(value)),
      words.unknownSize,
    ),
  ),
}) satisfies v.GenericSchema<unknown, KeptSweep>
