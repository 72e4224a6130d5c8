/** What a run's processes shared: who has each thing, who waits for it, for how long, and at which lines. */
import type { RunEvent } from '../../protocol/run-event'
import type { SharedKind, SharedSample, Site, TelemetryBatch, UseSample } from '../../protocol/telemetry'
import { Holders } from './holders'
import { Series } from './series'
import { Union } from './union'

/** Things that are told of; points and lines of each. */
const THINGS = 10_000
const POINTS = 500
const LINES = 200
/** Of what is estimated from a part; more would say what nobody knows. */
const DIGITS = 1

/** Those that hold something: items, tasks, free units. */
const WITH_DEPTH: readonly SharedKind[] = [
  ...(['Queue', 'JoinableQueue', 'SimpleQueue', 'Pipe', 'Pool'] as const),
  ...(['Semaphore', 'BoundedSemaphore'] as const),
]

/** Operations of one kind at one line of the script. */
export interface Line {
  readonly kind: string
  /** `null` of waits that were too short to look it up. */
  readonly site: Site | null
  /** Whether they had to wait or not, estimated; 0: not known. */
  readonly uses: number
  /** Waits. */
  readonly count: number
  /** Milliseconds. */
  readonly total: number
  readonly longest: number
}

export interface Shared extends Omit<SharedSample, 'site' | 'uses'> {
  readonly site: Site | null
  readonly uses: readonly Use[]
}

type Use = Omit<UseSample, 'site'> & { readonly site: Site }

/** One thing with all that was heard of it. */
export class SharedThing {
  sample: Shared
  /** Column: items, free units or parties, on the run's clock in seconds. */
  readonly depth = new Series(POINTS)
  /** Of the depth in all looks, exact where `depth` has means. */
  readonly depths = { looks: 0, least: Infinity, most: 0, sum: 0 }
  /** Milliseconds in which at least one process waited for it. */
  readonly waited = new Union()
  /** Milliseconds of the waits that are told one by one, and by workers for a task of the pool. */
  recorded = 0
  /** Milliseconds of each worker without a task. */
  readonly idle = new Map<number, number>()
  private readonly waits = new Map<string, Line>()

  constructor(sample: Shared) {
    this.sample = sample
  }

  get hasDepth(): boolean {
    return WITH_DEPTH.includes(this.sample.kind)
  }

  /** Those that use it most first. */
  get lines(): readonly Line[] {
    const lines = new Map(this.waits)
    for (const { kind, site, count } of this.sample.uses) {
      const key = keyOf(kind, site)
      const waited = lines.get(key) ?? { kind, site, count: 0, total: 0, longest: 0 }
      lines.set(key, { ...waited, uses: Math.max(Number(count.toPrecision(DIGITS)), waited.count) })
    }
    return [...lines.values()].sort((a, b) => b.uses - a.uses || b.total - a.total)
  }

  look(seconds: number, depth: number): void {
    const { depths } = this
    this.depth.add(seconds, [depth])
    depths.looks++
    depths.least = Math.min(depths.least, depth)
    depths.most = Math.max(depths.most, depth)
    depths.sum += depth
  }

  wait(process: number, kind: string, site: Site | null, start: number, end: number): void {
    const length = end - start
    this.recorded += length
    this.waited.add(start, end)
    if (kind === 'task') this.idle.set(process, (this.idle.get(process) ?? 0) + length)
    const key = keyOf(kind, site)
    const before = this.waits.get(key)
    if (before === undefined && this.waits.size >= LINES) return
    this.waits.set(key, {
      kind,
      site: before?.site ?? site,
      uses: 0,
      count: (before?.count ?? 0) + 1,
      total: (before?.total ?? 0) + length,
      longest: Math.max(before?.longest ?? 0, length),
    })
  }
}

function keyOf(kind: string, site: Site | null): string {
  return site === null ? kind : `${kind} ${site.file}:${site.line}`
}

/** Whether the number of a wait is of a process, not of a thing. */
export function isForProcess(operation: string): boolean {
  return operation === 'Process.join' || operation === 'Process.start'
}

export class Sharing {
  /** Counts changes, so that a view draws only when there is something new. */
  version = 0
  /** Milliseconds of the run at the last look, and of processor time that its processes took. */
  now = 0
  processorTime = 0
  processors = 0
  private holders = new Holders()
  private readonly things = new Map<number, SharedThing>()

  begin(): void {
    this.things.clear()
    this.holders = new Holders()
    this.now = 0
    this.processorTime = 0
    this.processors = 0
    this.version++
  }

  /** In the order in which they were first heard of. */
  get all(): readonly SharedThing[] {
    return [...this.things.values()]
  }

  of(object: number): SharedThing | undefined {
    return this.things.get(object)
  }

  /** What an operation that waits has to do with; of processes and where nothing is known of it there is none. */
  waitedFor(operation: string, object: number): SharedThing | undefined {
    return isForProcess(operation) ? undefined : this.things.get(object)
  }

  /** Processes other than the waiting one that held it during a wait. @param start @param end seconds of the run */
  holdersDuring(object: number, start: number, end: number, waiting: number): readonly number[] {
    return this.holders.during(object, start, end, waiting)
  }

  /** When the run has ended, the last word on everything. */
  event(event: RunEvent): void {
    if (event.type === 'run-ended') this.now = Math.max(this.now, event.seconds * 1000)
    else if (event.type === 'shared')
      this.put({ ...event.sample, site: event.site, uses: event.uses, holders: [], waiters: [] })
    else return
    this.version++
  }

  add(batch: TelemetryBatch): void {
    const { at, shared, sites, waits, processes, cores } = batch
    const elapsed = Math.max(0, at - this.now)
    this.now = Math.max(this.now, at)
    this.processorTime += elapsed * processes.reduce((sum, { cpu }) => sum + cpu, 0)
    this.processors = Math.max(this.processors, cores.cores.length)
    for (const sample of shared) {
      const uses = sample.uses.flatMap((use): Use[] => {
        const site = sites[use.site]
        return site === undefined ? [] : [{ ...use, site }]
      })
      const thing = this.put({ ...sample, site: sites[sample.site] ?? null, uses })
      thing?.look(at / 1000, sample.depth)
      this.holders.add(sample.object, at / 1000, sample.holders)
    }
    for (let i = 0; i < waits.process.length; i++) {
      const kind = waits.kind[i] as string
      const thing = this.waitedFor(kind, waits.object[i] as number)
      const site = sites[waits.site[i] as number] ?? null
      thing?.wait(waits.process[i] as number, kind, site, waits.start[i] as number, waits.end[i] as number)
    }
    this.version++
  }

  private put(sample: Shared): SharedThing | undefined {
    const known = this.things.get(sample.object)
    if (known === undefined && this.things.size >= THINGS) return undefined
    if (known !== undefined) {
      const { site, uses } = known.sample
      known.sample = { ...sample, site: sample.site ?? site, uses: sample.uses.length > 0 ? sample.uses : uses }
    }
    const thing = known ?? new SharedThing(sample)
    this.things.set(sample.object, thing)
    return thing
  }
}
