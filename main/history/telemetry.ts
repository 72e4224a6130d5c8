/** A run's telemetry in bounded memory, and packed as columns: a name or pid stands once, a look is a row of numbers. */
import type { KeptTelemetry } from '../../protocol/history'
import { sites as newSites } from '../../analysis/run/interned'
import { placed } from '../../analysis/run/placed'
import {
  NO_COPIES,
  NO_TASKS,
  NO_WAITS,
  type Copies,
  type CoreSample,
  type MapSample,
  type ProcessSample,
  type SharedSample,
  type Site,
  type TelemetryBatch,
} from '../../protocol/telemetry'
import { joined } from '../runs/joined'
import { completeShared } from './older'
import { sharedRow, SharedThings, unpackShared, type SharedRow } from './shared'
import { TaskRecords, unpackTasks, type PackedTask } from './tasks'
import { unpackWaits, waitEnd, WaitRecords, wordNumber, type PackedWait } from './waits'

/** Looks that are kept, and samples of processes and calls in all of them. */
const LOOKS = 1_200
const SAMPLES = 10_000
/** The same of things that are shared. */
const SHARED = 20_000
const STATES = ['starting', 'running', 'waiting', 'ended'] as const

type ProcessRow = readonly [process: number, state: number, waitsFor: number, cpu: number, memory: number, done: number]
type MapRow = readonly [map: number, done: number, failed: number, endedAt: number | null, tasksPerSecond: number]

export interface PackedTelemetry {
  readonly processes: readonly (readonly [process: number, pid: number, name: string, parent: number | null])[]
  readonly maps: readonly (readonly [
    map: number,
    pool: number,
    name: string,
    workers: number,
    total: number,
    startedAt: number,
    site?: number,
    retried?: number,
    copies?: Copies,
    definedAt?: number,
  ])[]
  /** Words for kinds of waits. */
  readonly waits: readonly string[]
  readonly looks: readonly {
    readonly at: number
    readonly processes: readonly ProcessRow[]
    readonly maps: readonly MapRow[]
    readonly shared?: readonly SharedRow[]
  }[]
  /** Each look at the processors once: its time and the share of each. */
  readonly cores: readonly (readonly number[])[]
  readonly tasks: readonly PackedTask[]
  readonly tasksDropped: number
  readonly chunksPerRecord: number
  /** Older recordings do not have these. */
  readonly sites?: readonly Site[]
  readonly ended?: readonly PackedWait[]
  readonly endedDropped?: number
  readonly shared?: readonly SharedSample[]
}

export class TelemetryTrack {
  private readonly tasks = new TaskRecords()
  private readonly sites = newSites()
  private readonly words: string[] = []
  private readonly waits = new WaitRecords(this.words)
  private readonly shared = new SharedThings()
  private looks: TelemetryBatch[] = []
  private samples = 0
  private things = 0
  /** Looks that make one, and the one that is being made. */
  private stride = 1
  private pending: TelemetryBatch | undefined
  private pendingLooks = 0

  add(told: TelemetryBatch): void {
    const batch = placed(told, (site) => this.sites.number(told.sites[site] as Site))
    this.tasks.add(batch.tasks)
    this.waits.add(batch.waits)
    // Places have their numbers of the whole run from here on.
    const shared = this.shared.add(batch.shared)
    const look = { ...batch, tasks: NO_TASKS, waits: NO_WAITS, shared, sites: [] }
    this.pending = this.pending === undefined ? look : joined(this.pending, look)
    if (++this.pendingLooks >= this.stride) this.take()
  }

  packed(): PackedTelemetry {
    if (this.pending !== undefined) this.take()
    const processes = new Map<number, PackedTelemetry['processes'][number]>()
    const maps = new Map<number, PackedTelemetry['maps'][number]>()
    const cores = new Map<number, readonly number[]>()
    const looks = this.looks.map((look) => {
      for (const { process, pid, name, parent } of look.processes) processes.set(process, [process, pid, name, parent])
      for (const { map, pool, name, workers, total, startedAt, site, retried, copies, definedAt } of look.maps)
        maps.set(map, [map, pool, name, workers, total, tenths(startedAt), site, retried, copies, definedAt])
      if (look.cores.cores.length > 0)
        cores.set(look.cores.at, [tenths(look.cores.at), ...look.cores.cores.map(thousandths)])
      return {
        at: tenths(look.at),
        processes: look.processes.map((sample): ProcessRow => processRow(sample, this.words)),
        maps: look.maps.map(mapRow),
        shared: look.shared.map(sharedRow),
      }
    })
    return {
      processes: [...processes.values()],
      maps: [...maps.values()],
      waits: this.words,
      looks,
      cores: [...cores.values()],
      tasks: this.tasks.packed(),
      tasksDropped: this.tasks.dropped,
      chunksPerRecord: this.tasks.chunksPerRecord,
      sites: this.sites.list,
      ended: this.waits.packed(),
      endedDropped: this.waits.dropped,
      shared: this.shared.packed(),
    }
  }

  private take(): void {
    const look = this.pending as TelemetryBatch
    this.pending = undefined
    this.pendingLooks = 0
    this.looks.push(look)
    this.samples += size(look)
    this.things += look.shared.length
    while (this.looks.length > 1 && this.isFull()) this.halve()
  }

  private isFull(): boolean {
    return this.looks.length > LOOKS || this.samples > SAMPLES || this.things > SHARED
  }

  private halve(): void {
    this.stride *= 2
    this.looks = this.looks.flatMap((look, i) => {
      if (i % 2 === 1) return []
      const next = this.looks[i + 1]
      return [next === undefined ? look : joined(look, next)]
    })
    this.samples = this.looks.reduce((sum, look) => sum + size(look), 0)
    this.things = this.looks.reduce((sum, { shared }) => sum + shared.length, 0)
  }
}

/** Looks that were unpacked, packed again; within the bounds whatever they are. */
export function packTelemetry({ batches, chunksPerRecord }: KeptTelemetry): PackedTelemetry {
  const track = new TelemetryTrack()
  for (const batch of batches) track.add(batch)
  const packed = track.packed()
  return { ...packed, chunksPerRecord: packed.chunksPerRecord * chunksPerRecord }
}

/** The looks as the page had them, with the tasks in the one at or after their end. */
export function unpackTelemetry(runId: string, packed: PackedTelemetry): KeptTelemetry {
  const { looks, tasks, tasksDropped, chunksPerRecord, sites = [], ended = [], endedDropped = 0 } = packed
  const processes = new Map(packed.processes.map((one) => [one[0], one]))
  const maps = new Map(packed.maps.map((one) => [one[0], one]))
  const rest = [...tasks].sort((a, b) => endOf(a) - endOf(b))
  const things = unpackShared(
    looks.map(({ shared = [] }) => shared),
    (packed.shared ?? []).map(completeShared),
  )
  let next = 0
  let nextWait = 0
  let core = -1
  const batches = looks.map(({ at, processes: rows, maps: mapRows }, i): TelemetryBatch => {
    while ((packed.cores[core + 1]?.[0] ?? Infinity) <= at) core++
    const first = next
    const isLast = i === looks.length - 1
    while (next < rest.length && (isLast || endOf(rest[next] as PackedTask) <= at)) next++
    const firstWait = nextWait
    while (nextWait < ended.length && (isLast || waitEnd(ended[nextWait] as PackedWait) <= at)) nextWait++
    return withSites(sites, {
      runId,
      at,
      cores: coreSample(packed.cores[core]),
      processes: rows.map(([process, state, waitsFor, cpu, memory, tasksDone]): ProcessSample => {
        const [, pid, name, parent] = processes.get(process) as PackedTelemetry['processes'][number]
        const words = { state: STATES[state] as ProcessSample['state'], waitsFor: packed.waits[waitsFor] as string }
        return {
          process,
          pid,
          name,
          parent,
          ...words,
          cpu,
          memory,
          tasksDone,
          exitcode: null,
          waits: [],
          task: null,
          seenAt: 0,
        }
      }),
      maps: mapRows.map(([map, done, failed, endedAt, tasksPerSecond]): MapSample => {
        const head = maps.get(map) as PackedTelemetry['maps'][number]
        const [, pool, name, workers, total, startedAt, site = -1, retried = 0, copies = NO_COPIES, definedAt = -1] =
          head
        return {
          map,
          pool,
          name,
          workers,
          total,
          done,
          failed,
          startedAt,
          endedAt,
          tasksPerSecond,
          site,
          definedAt,
          copies,
          retried,
        }
      }),
      tasks: unpackTasks(rest.slice(first, next), isLast ? tasksDropped : 0),
      waits: unpackWaits(ended.slice(firstWait, nextWait), packed.waits, isLast ? endedDropped : 0),
      shared: things[i] as SharedSample[],
      sites: [],
    })
  })
  return { batches, chunksPerRecord }
}

/** A batch with those of the run's places that it names. */
function withSites(all: readonly Site[], batch: TelemetryBatch): TelemetryBatch {
  const own = newSites()
  const numbered = placed(batch, (site) => {
    const place = all[site]
    return place === undefined ? -1 : own.number(place)
  })
  return { ...numbered, sites: own.list }
}

function processRow({ process, state, waitsFor, cpu, memory, tasksDone }: ProcessSample, words: string[]): ProcessRow {
  return [process, STATES.indexOf(state), wordNumber(words, waitsFor), thousandths(cpu), memory, tasksDone]
}

function mapRow({ map, done, failed, endedAt, tasksPerSecond }: MapSample): MapRow {
  return [map, done, failed, endedAt === null ? null : tenths(endedAt), tenths(tasksPerSecond)]
}

function coreSample(row: readonly number[] | undefined): CoreSample {
  if (row === undefined) return { at: 0, cores: [] }
  const [at = 0, ...cores] = row
  return { at, cores }
}

/** Milliseconds of the run. */
function endOf([, , , , start, duration]: PackedTask): number {
  return (start + duration) / 1000
}

function size({ processes, maps }: TelemetryBatch): number {
  return processes.length + maps.length
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
