/** What a run's batches tell of single tasks and waits: taken into the lanes, and by number. */
import type { MapSample, ProcessSample, Site, SiteIndex, TelemetryBatch } from '../../protocol/telemetry'
import { sites, Texts, words } from './interned'
import type { Lane } from './lane'
import { FAILED, keepWithin, RETRIED } from './track'
import { outcomeNumber, wayOf } from './waits'

/** Rows of all lanes together; beyond them neighbours are joined. */
const TASKS = 1_000_000
const WAITS = 250_000
const TEXTS = 50_000
const GAPS = 500

/** Seconds of the run in which records were lost. */
export interface Gap {
  readonly start: number
  end: number
  tasks: number
  waits: number
}

export class Records {
  /** Names of the functions that were called, by a task's kind. */
  readonly functions = words()
  /** Operations that wait, by a wait's word. */
  readonly operations = words()
  readonly texts = new Texts(TEXTS)
  readonly gaps: Gap[] = []
  private readonly places = sites()
  private readonly called = new Map<number, number>()

  place(site: SiteIndex): Site | null {
    return this.places.list[site] ?? null
  }

  /** The number of a call's function. */
  functionOf(map: number): number {
    return this.called.get(map) ?? this.functions.number('task')
  }

  /** A call with its place as `place` knows it. */
  call(map: MapSample, batch: TelemetryBatch): MapSample {
    this.called.set(map.map, this.functions.number(map.name))
    return { ...map, site: this.site(batch, map.site), definedAt: this.site(batch, map.definedAt) }
  }

  /** A process with the places of its waits as `place` knows them. */
  process(sample: ProcessSample, batch: TelemetryBatch): ProcessSample {
    if (sample.waits.length === 0) return sample
    return { ...sample, waits: sample.waits.map((wait) => ({ ...wait, site: this.site(batch, wait.site) })) }
  }

  /** Numbers of the places that are such. */
  placesWhere(isWanted: (site: Site) => boolean): ReadonlySet<number> {
    return new Set(this.places.list.flatMap((site, number) => (isWanted(site) ? [number] : [])))
  }

  /** @param from seconds of the run at the look before */
  take(
    batch: TelemetryBatch,
    from: number,
    laneOf: (process: number, at: number) => Lane,
    lanes: readonly Lane[],
  ): void {
    this.takeTasks(batch, laneOf)
    this.takeWaits(batch, laneOf)
    this.takeGap(from, batch)
    keepWithin(
      TASKS,
      lanes.map(({ tasks }) => tasks),
    )
    keepWithin(
      WAITS,
      lanes.map(({ waits }) => waits),
    )
  }

  /** A place's number in a batch as its number in the run, -1 where it is not known. */
  site(batch: TelemetryBatch, site: SiteIndex): number {
    const place = batch.sites[site]
    return place === undefined ? -1 : this.places.number(place)
  }

  private takeTasks({ tasks }: TelemetryBatch, laneOf: (process: number, at: number) => Lane): void {
    const texts = new Map(tasks.shown.map(({ row, items, result }) => [row, this.texts.add(items, result)]))
    const joined = new Map(tasks.joined.map((one) => [one.row, one]))
    for (let i = 0; i < tasks.process.length; i++) {
      const start = (tasks.start[i] as number) / 1000
      const end = (tasks.end[i] as number) / 1000
      const several = joined.get(i)
      const map = tasks.map[i] as number
      const attempt = tasks.attempt[i] as number
      laneOf(tasks.process[i] as number, start).work({
        start,
        end,
        busy: several === undefined ? end - start : several.busy / 1000,
        parts: several?.chunks ?? 1,
        kind: this.functionOf(map),
        marks: (tasks.failed[i] === true ? FAILED : 0) | (attempt > 1 ? RETRIED : 0),
        map,
        index: tasks.index[i] as number,
        count: tasks.count[i] as number,
        attempt: Math.min(attempt, 255),
        decode: (tasks.decode[i] as number) / 1000,
        encode: (tasks.encode[i] as number) / 1000,
        bytesIn: tasks.bytesIn[i] as number,
        bytesOut: tasks.bytesOut[i] as number,
        text: texts.get(i) ?? 0,
      })
    }
  }

  private takeWaits(batch: TelemetryBatch, laneOf: (process: number, at: number) => Lane): void {
    const { waits } = batch
    for (let i = 0; i < waits.process.length; i++) {
      const start = (waits.start[i] as number) / 1000
      const end = (waits.end[i] as number) / 1000
      const operation = waits.kind[i] as string
      laneOf(waits.process[i] as number, start).wait({
        start,
        end,
        busy: end - start,
        parts: 1,
        kind: wayOf(operation),
        marks: waits.outcome[i] === 'failed' ? FAILED : 0,
        word: this.operations.number(operation),
        object: waits.object[i] as number,
        site: this.site(batch, waits.site[i] as number) + 1,
        outcome: outcomeNumber(waits.outcome[i] as (typeof waits.outcome)[number]),
      })
    }
  }

  private takeGap(start: number, { at, tasks, waits }: TelemetryBatch): void {
    if (tasks.dropped === 0 && waits.dropped === 0) return
    const end = at / 1000
    const last = this.gaps.at(-1)
    // The list never holds more: from then on the last one grows.
    if (last !== undefined && (start <= last.end || this.gaps.length >= GAPS)) {
      last.end = end
      last.tasks += tasks.dropped
      last.waits += waits.dropped
    } else this.gaps.push({ start, end, tasks: tasks.dropped, waits: waits.dropped })
  }
}
