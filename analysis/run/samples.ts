/** For tests: what main tells of a run, of which a test says only what it is about. */
import {
  NO_COPIES,
  NO_TASKS,
  NO_WAITS,
  type MapSample,
  type ProcessSample,
  type SharedSample,
  type TelemetryBatch,
} from '../../protocol/telemetry'
import type { TaskTrack } from './tasks'
import type { WaitTrack } from './waits'

export function processSample(known: Partial<ProcessSample> = {}): ProcessSample {
  return {
    process: 0,
    pid: 100,
    name: 'MainProcess',
    parent: null,
    state: 'running',
    waitsFor: '',
    cpu: 0,
    memory: 0,
    tasksDone: 0,
    exitcode: null,
    waits: [],
    task: null,
    seenAt: 0,
    ...known,
  }
}

export function mapSample(known: Partial<MapSample> = {}): MapSample {
  return {
    map: 1,
    pool: 1,
    name: 'square',
    workers: 2,
    total: 100,
    done: 0,
    failed: 0,
    startedAt: 0,
    endedAt: null,
    tasksPerSecond: 0,
    site: -1,
    definedAt: -1,
    copies: NO_COPIES,
    retried: 0,
    ...known,
  }
}

export function sharedSample(known: Partial<SharedSample> = {}): SharedSample {
  const none = { count: 0, sum: 0, longest: 0, buckets: [] }
  return {
    object: 1,
    kind: 'Lock',
    label: '',
    site: -1,
    maker: 0,
    holders: [],
    waiters: [],
    depth: 0,
    limit: 0,
    acquired: 0,
    waits: none,
    holds: none,
    bytes: 0,
    encode: 0,
    uses: [],
    ...known,
  }
}

export function batchOf(known: Partial<TelemetryBatch> = {}): TelemetryBatch {
  return {
    runId: 'run',
    at: 0,
    cores: { at: 0, cores: [] },
    processes: [],
    maps: [],
    tasks: NO_TASKS,
    waits: NO_WAITS,
    shared: [],
    sites: [],
    ...known,
  }
}

/** Columns of which a test names some; the others are zeros. */
export function tasksOf(known: Partial<TelemetryBatch['tasks']>): TelemetryBatch['tasks'] {
  const rows = known.process?.length ?? 0
  const zeros = Array.from({ length: rows }, () => 0)
  return {
    process: zeros,
    map: zeros,
    index: zeros,
    count: zeros,
    start: zeros,
    end: zeros,
    failed: zeros.map(() => false),
    attempt: zeros.map(() => 1),
    bytesIn: zeros,
    bytesOut: zeros,
    decode: zeros,
    encode: zeros,
    shown: [],
    joined: [],
    dropped: 0,
    ...known,
  }
}

/** A task of a track of which a test names some; the others are zeros. */
export function taskOf(known: Partial<Parameters<TaskTrack['add']>[0]>): Parameters<TaskTrack['add']>[0] {
  const own = { map: 1, index: 0, count: 1, attempt: 1, decode: 0, encode: 0, bytesIn: 0, bytesOut: 0, text: 0 }
  return { ...rowOfTrack(known), ...own, ...known }
}

export function waitOf(known: Partial<Parameters<WaitTrack['add']>[0]>): Parameters<WaitTrack['add']>[0] {
  return { ...rowOfTrack(known), word: 0, object: 0, site: 0, outcome: 0, ...known }
}

/** Of one thing that did nothing else from its start to its end. */
function rowOfTrack({ start = 0, end = 0 }: { readonly start?: number; readonly end?: number }) {
  return { start, end, busy: end - start, kind: 0, marks: 0, parts: 1 }
}
