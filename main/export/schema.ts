/** The shape of a document that is read: nothing is believed that was not looked at, and nothing else is kept. */
import * as v from 'valibot'
import { MOST_NAME, MOST_NOTE, MOST_TAGS, type KeptRun, type KeptSweep } from '../../protocol/history'
import { sweepData } from './sweep-schema'
import { amount, at, flag, integer, many, most, nullable, number, positive, share, text, time } from './shapes'
import { events } from './event-schema'

const MOST_SCRIPT = 5 * 1024 * 1024

const state = v.picklist(['finished', 'failed', 'stopped', 'timed-out', 'running', 'interrupted'])

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
    dropped: amount,
  }),
  v.check(
    ({ dropped: _, ...columns }) => new Set(Object.values(columns).map(({ length }) => length)).size === 1,
    'the columns of the tasks are not of one length',
  ),
)

const batch = v.object({
  runId: text,
  at,
  cores: v.object({ at, cores: many(share, 4096) }),
  processes: many(processSample),
  maps: many(mapSample),
  tasks: taskColumns,
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
      'a repeat is of a size that was not compared',
    ),
  ),
}) satisfies v.GenericSchema<unknown, KeptSweep>
