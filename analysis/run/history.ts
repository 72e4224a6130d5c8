/** What the last run did, as the charts need it: columns of numbers on the run's clock, and a lane per process. */
import type { RunEvent } from '../../protocol/run-event'
import type { CoreSample, MapSample, TelemetryBatch } from '../../protocol/telemetry'
import { Lane } from './lane'
import { Records } from './records'
import { Series } from './series'
import { Sharing } from './sharing'

const POINTS = 2_000
const LANES = 512
const MAPS = 512
/** Seconds between two looks; a look out of turn, when a process ends, would make rates of very short times. */
const LOOK = 0.05

export class TelemetryHistory {
  /** Counts changes, so that a chart draws only when there is something new. */
  version = 0
  runId = ''
  /** Seconds of the run at the last look. */
  now = 0
  over = false
  lanes: Lane[] = []
  /** Counts starts and ends of processes. */
  lives = 0
  /** Columns: mean of the cores, the least, the greatest, then one per core, 0 to 1. */
  cores = new Series(POINTS)
  /** Columns: items per second of all pool calls, sum of the processes' memory in bytes. */
  totals = new Series(POINTS)
  /** Exact, whatever the resolution of the columns has become: most bytes at once, highest rate. */
  peak = { memory: 0, rate: 0 }
  /** Task records that were overwritten before they could be read, and ended processes and calls left out for room. */
  dropped = { tasks: 0, waits: 0, lanes: 0, maps: 0 }
  /** How many neighbouring chunks of tasks of a kept run one record may stand for; 1 in a run that goes on. */
  chunksPerRecord = 1
  /** Single tasks and waits. */
  records = new Records()
  readonly sharing = new Sharing()
  private readonly known = new Map<number, Lane>()
  private readonly calls = new Map<number, MapSample>()
  /** Milliseconds of the run of the last sample of the cores. */
  private coresAt = -1
  private coreSums: readonly number[] = []
  private coreSamples = 0
  /** Seconds of the run at the last batch; events come in between. */
  private looked = 0

  get isEmpty(): boolean {
    return this.lanes.length === 0
  }

  /** In the order of their starts. */
  get maps(): readonly MapSample[] {
    return [...this.calls.values()]
  }

  /** Over the whole run, exact: the mean of the cores, then of each. */
  get meanOfRun(): readonly number[] {
    return this.coreSums.map((sum) => sum / this.coreSamples)
  }

  /** The clock, counters and columns begin anew. */
  begin(runId: string): void {
    this.runId = runId
    this.now = 0
    this.looked = 0
    this.over = false
    this.lanes = []
    this.cores = new Series(POINTS)
    this.totals = new Series(POINTS)
    this.peak = { memory: 0, rate: 0 }
    this.dropped = { tasks: 0, waits: 0, lanes: 0, maps: 0 }
    this.chunksPerRecord = 1
    this.records = new Records()
    this.sharing.begin()
    this.known.clear()
    this.calls.clear()
    this.coresAt = -1
    this.coreSums = []
    this.coreSamples = 0
    this.version++
  }

  event(event: RunEvent): void {
    this.sharing.event(event)
    const at = event.at / 1000
    if (event.type === 'process-started') {
      const lane = this.lane(event.process, event.name, at)
      lane.name = event.name
      lane.start = Math.min(lane.start, at)
    } else if (event.type === 'process-ended') {
      const lane = this.known.get(event.process)
      if (lane === undefined) return
      lane.end = at
      lane.exit = { exitcode: event.exitcode, reason: event.reason }
    } else if (event.type !== 'run-ended') return
    this.lives++
    this.now = Math.max(this.now, at)
    this.version++
  }

  add(batch: TelemetryBatch): void {
    const now = batch.at / 1000
    const before = this.looked
    this.looked = now
    this.now = Math.max(this.now, now)
    this.sharing.add(batch)
    this.addCores(batch.cores)
    const memory = batch.processes.reduce((sum, { memory: bytes }) => sum + bytes, 0)
    const rate = batch.maps.reduce((sum, map) => sum + this.rate(map, now - before), 0)
    this.totals.add(now, [rate, memory])
    this.peak = { memory: Math.max(this.peak.memory, memory), rate: Math.max(this.peak.rate, rate) }
    for (const map of batch.maps) this.calls.set(map.map, this.records.call(map, batch))
    trim(this.calls, MAPS, () => this.dropped.maps++)
    for (const sample of batch.processes)
      this.lane(sample.process, sample.name, before).add(this.records.process(sample, batch), before, now)
    const laneOf = (process: number, at: number) => this.lane(process, `process ${process}`, at)
    this.records.take(batch, before, laneOf, this.lanes)
    this.dropped.tasks += batch.tasks.dropped
    this.dropped.waits += batch.waits.dropped
    this.version++
  }

  /** The run is over: what is drawn stays. */
  end(): void {
    for (const lane of this.lanes) lane.end ??= this.now
    this.over = true
    this.version++
  }

  /** Tasks and waits that stand in a row with others, for room. */
  get joined(): number {
    const joinedIn = ({ things, length }: { readonly things: number; readonly length: number }) => things - length
    return this.lanes.reduce((sum, { tasks, waits }) => sum + joinedIn(tasks) + joinedIn(waits), 0)
  }

  mapAt(time: number): MapSample | undefined {
    let found: MapSample | undefined
    for (const map of this.calls.values()) if (map.startedAt / 1000 <= time) found = map
    return found
  }

  /** Main asks the system less often than it looks at the run, and sends the same figures until it asks again. */
  private addCores({ at, cores }: CoreSample): void {
    if (cores.length === 0 || at === this.coresAt) return
    this.coresAt = at
    const mean = cores.reduce((sum, share) => sum + share, 0) / cores.length
    const shares = [mean, ...cores]
    this.coreSums = shares.map((share, i) => share + (this.coreSums[i] ?? 0))
    this.coreSamples++
    this.cores.add(at / 1000, [mean, Math.min(...cores), Math.max(...cores), ...cores])
  }

  /** A call that ended since the last look counts with what it did since then, not with its mean. */
  private rate(map: MapSample, elapsed: number): number {
    if (map.endedAt === null) return map.tasksPerSecond
    const before = this.calls.get(map.map)
    if (before !== undefined && before.endedAt !== null) return 0
    return (map.done - (before?.done ?? 0)) / Math.max(elapsed, LOOK)
  }

  private lane(process: number, name: string, start: number): Lane {
    const known = this.known.get(process)
    if (known !== undefined) return known
    const lane = new Lane(process, name, start)
    this.known.set(process, lane)
    this.lanes.push(lane)
    const old = this.lanes.length > LANES ? this.lanes.findIndex(({ end }) => end !== null) : -1
    if (old >= 0) {
      this.known.delete((this.lanes.splice(old, 1)[0] as Lane).process)
      this.dropped.lanes++
    }
    return lane
  }
}

function trim(map: Map<number, unknown>, size: number, ondrop: () => void): void {
  for (const key of map.keys()) {
    if (map.size <= size) return
    map.delete(key)
    ondrop()
  }
}
