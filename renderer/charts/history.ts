/** What the last run did, as the charts need it: columns of numbers on the run's clock, and a lane per process. */
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, TelemetryBatch } from '../../protocol/telemetry'
import { Blocks } from './blocks'
import { Series } from './series'

const POINTS = 3_000
const BLOCKS_PER_LANE = 6_000
const WAITS_PER_LANE = 4_000

export interface Lane {
  readonly process: number
  name: string
  /** Seconds of the run; `end` is `null` while it lives. */
  start: number
  end: number | null
  sample: ProcessSample | null
  readonly tasks: Blocks
  readonly waits: Blocks
}

export class TelemetryHistory {
  /** Counts changes, so that a chart draws only when there is something new. */
  version = 0
  /** Seconds of the run at the last look. */
  now = 0
  /** Columns: one per logical processor, 0 to 1. */
  cores = new Series(POINTS)
  /** Columns: items per second of all pool calls, sum of the processes' memory in bytes. */
  totals = new Series(POINTS)
  maps: MapSample[] = []
  /** Task records that were overwritten before they could be read. */
  dropped = 0
  runId = ''
  private readonly known = new Map<number, Lane>()
  private sampledCores: readonly number[] = []

  get lanes(): readonly Lane[] {
    return [...this.known.values()]
  }

  get isEmpty(): boolean {
    return this.known.size === 0
  }

  begin(runId: string): void {
    this.runId = runId
    this.now = 0
    this.cores = new Series(POINTS)
    this.totals = new Series(POINTS)
    this.maps = []
    this.dropped = 0
    this.known.clear()
    this.sampledCores = []
    this.version++
  }

  event(event: RunEvent): void {
    if (event.type === 'process-started') this.lane(event.process, event.name, event.at / 1000)
    else if (event.type === 'process-ended') {
      const lane = this.known.get(event.process)
      if (lane !== undefined) lane.end = event.at / 1000
    } else if (event.type !== 'run-ended') return
    this.now = Math.max(this.now, event.at / 1000)
    this.version++
  }

  add(batch: TelemetryBatch): void {
    const now = batch.at / 1000
    const elapsed = Math.max(0, now - this.now)
    this.now = Math.max(this.now, now)
    // Main asks the system less often than it looks at the segment, and sends the same array until it asks again.
    if (batch.cores.cores.length > 0 && !same(batch.cores.cores, this.sampledCores)) {
      this.sampledCores = batch.cores.cores
      this.cores.add(now, batch.cores.cores)
    }
    const memory = batch.processes.reduce((sum, { memory: bytes }) => sum + bytes, 0)
    const rate = batch.maps.reduce((sum, map) => sum + (map.endedAt === null ? map.tasksPerSecond : 0), 0)
    this.totals.add(now, [rate, memory])
    for (const sample of batch.processes) this.sample(sample, now, elapsed)
    for (const map of batch.maps) this.keepMap(map)
    const { process, start, end, count, failed } = batch.tasks
    process.forEach((number, i) => {
      const lane = this.lane(number, `process ${number}`, (start[i] as number) / 1000)
      lane.tasks.add((start[i] as number) / 1000, (end[i] as number) / 1000, count[i] as number, failed[i] as boolean)
    })
    this.dropped += batch.tasks.dropped
    this.version++
  }

  /** The run is over: what is drawn stays. */
  end(): void {
    for (const lane of this.known.values()) lane.end ??= this.now
    this.version++
  }

  private sample(sample: ProcessSample, now: number, elapsed: number): void {
    const lane = this.lane(sample.process, sample.name, now)
    lane.sample = sample
    if (sample.state === 'waiting') lane.waits.add(now - elapsed, now, 1, false)
  }

  private lane(process: number, name: string, start: number): Lane {
    const known = this.known.get(process)
    if (known !== undefined) return known
    const tasks = new Blocks(BLOCKS_PER_LANE)
    const lane: Lane = { process, name, start, end: null, sample: null, tasks, waits: new Blocks(WAITS_PER_LANE) }
    this.known.set(process, lane)
    return lane
  }

  private keepMap(map: MapSample): void {
    const at = this.maps.findIndex((known) => known.map === map.map)
    if (at < 0) this.maps.push(map)
    else this.maps[at] = map
  }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}
