/** Looks at a run 20 times a second and tells what it saw: figures for the charts, and events that stand in the segment. */
import { app } from 'electron'
import { CLAIM, MEASURE, RUNNING, SLOT, STARTING } from '../../multiprocessing/segment/layout'
import { now } from '../../multiprocessing/segment/segment'
import { readSlot, slotAt } from '../../multiprocessing/segment/slots'
import { words } from '../../multiprocessing/segment/words'
import { type CoreSample, type MapSample, type ProcessSample, type TelemetryBatch } from '../../protocol/telemetry'
import { Cores } from './cores'
import { LongestTasks } from './longest-tasks'
import { Progress } from './progress'
import { Rate } from './rate'
import type { LiveProcess } from './listener'
import type { Run } from './run'
import { SharedReader } from './shared'
import type { BatchSites } from './sites'
import { TaskReader } from './tasks'
import { WaitReader } from './waits'
import { WorkReader, type WorkView } from './works'

/** Milliseconds between two looks, and between two questions to the operating system. */
const LOOK = 50
const ASK = 250
/** The last question of a run comes out of turn, but not so soon that the system's clock is too coarse for it. */
const LEAST = 100

const measure = words(MEASURE.size + CLAIM.size)
type ClaimWords = readonly [work: number, index: number, count: number, attempt: number, progress: number]

export class Sampler {
  private readonly run: Run
  private readonly send: (batch: TelemetryBatch) => void
  /** Bytes that one process may hold. */
  private readonly mostMemory: number
  private readonly works: WorkReader
  private readonly tasks: TaskReader
  private readonly waits: WaitReader
  private readonly shared: SharedReader
  private readonly cores = new Cores()
  private readonly longest = new LongestTasks()
  private readonly maps = new Map<number, { rate: Rate; view: WorkView; done: number }>()
  private readonly last = new Map<number, ProcessSample>()
  private usage = new Map<number, { cpu: number; memory: number }>()
  private coreSample: CoreSample = { at: 0, cores: [] }
  private asked = -Infinity
  private timer: NodeJS.Timeout | undefined

  /** @param mostMemory bytes that one process may hold before it is killed */
  constructor(run: Run, send: (batch: TelemetryBatch) => void, mostMemory = Infinity) {
    this.run = run
    this.send = send
    this.mostMemory = mostMemory
    this.works = new WorkReader(run.segment)
    this.tasks = new TaskReader(run.segment, (time) => run.at(time))
    this.waits = new WaitReader(run.segment, (time) => run.at(time))
    this.shared = new SharedReader(run.segment)
    run.beforeEnd = (ended) => this.look(ended)
  }

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK)
  }

  /** A last look, then no more. */
  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
    this.look()
    for (const { view } of this.maps.values()) if (view.kind === 'calls') this.tellEnd(view)
  }

  /** @param ended a process that has just ended, whose slot is still its own */
  private look(ended?: LiveProcess): void {
    const at = this.run.at()
    const processes = ended === undefined ? this.run.processes : [...this.run.processes, ended]
    if (at - this.asked >= (this.timer === undefined ? LEAST : ASK)) this.ask(at)
    const sites = this.run.sites.forBatch()
    const progress = new Progress()
    const samples = processes.map((process) => this.sample(process, progress, sites))
    const works = this.works.read()
    // After the works: the records of one that has ended are all there then.
    const tasks = this.tasks.read(processes)
    this.longest.add(tasks)
    const maps = works.flatMap((view) => this.readWork(view, at, progress, sites))
    this.send({
      runId: this.run.id,
      at,
      cores: this.coreSample,
      processes: samples,
      maps,
      tasks,
      waits: this.waits.read(processes, sites),
      shared: this.shared.changed(sites, this.timer === undefined),
      sites: sites.sites,
    })
    if (ended === undefined) this.run.deadlocks.look()
  }

  private ask(at: number): void {
    this.asked = at
    this.coreSample = { at, cores: this.cores.sample() }
    this.usage = new Map(
      app.getAppMetrics().map((metric) => [
        metric.pid,
        {
          cpu: (metric.cpu.percentCPUUsage / 100) * this.coreSample.cores.length,
          memory: metric.memory.workingSetSize * 1024,
        },
      ]),
    )
    for (const { number, pid } of this.run.processes)
      if ((this.usage.get(pid)?.memory ?? 0) > this.mostMemory) this.run.signal(number, 'kill', 'limit')
  }

  private sample(process: LiveProcess, of: Progress, sites: BatchSites): ProcessSample {
    const { segment } = this.run
    segment.memory.read(slotAt(process.slot) + SLOT.measure, measure.bytes, MEASURE.size + CLAIM.size)
    const [work, index, count, attempt, progressed] = measure.u32.subarray(8) as unknown as ClaimWords
    const progress = work === 0 ? 0 : progressed
    of.begun(work, progress)
    of.settled(measure.u32[MEASURE.settledOf / 4] as number, measure.u32[MEASURE.settled / 4] as number)
    const view = readSlot(segment, process.slot)
    const usage = this.usage.get(process.pid)
    const before = this.last.get(process.number)
    const alive = view.state === RUNNING || view.state === STARTING
    const waits = alive ? this.waits.now(process.slot, sites) : []
    // A pool brings its workers up beside what the script waits for.
    const waitsFor = (waits.find(({ kind }) => kind !== 'Process.start') ?? waits[0])?.kind ?? ''
    const sample: ProcessSample = {
      process: process.number,
      pid: process.pid,
      name: process.name,
      parent: process.parent,
      state: !alive ? 'ended' : view.state === STARTING ? 'starting' : waitsFor === '' ? 'running' : 'waiting',
      waitsFor,
      cpu: usage?.cpu ?? 0,
      memory: usage?.memory ?? before?.memory ?? 0,
      tasksDone: (measure.f64[0] as number) + progress,
      exitcode: null,
      waits,
      task: work === 0 ? null : { map: work, index, count, attempt },
      seenAt: this.run.at(segment.f64(slotAt(process.slot) + SLOT.seenAt) || view.startedAt),
    }
    this.last.set(process.number, sample)
    return sample
  }

  private readWork(view: WorkView, at: number, progress: Progress, sites: BatchSites): MapSample[] {
    if (view.kind === 'pool') {
      if (!this.maps.has(view.id))
        this.run.report({ type: 'pool-created', pool: view.id, process: view.slot, processes: view.workers })
      this.maps.set(view.id, { rate: new Rate(), view, done: 0 })
      return []
    }
    let known = this.maps.get(view.id)
    if (known === undefined) {
      this.maps.set(view.id, (known = { rate: new Rate(), view, done: 0 }))
      this.run.report({
        type: 'map-started',
        map: view.id,
        pool: view.pool,
        name: view.name,
        total: view.total,
        chunksize: view.chunksize,
        ...(view.kind === 'calls' ? { isApply: true } : {}),
      })
    }
    known.view = view
    if (view.endedAt !== 0) this.tellEnd(view)
    const done = (known.done = Math.max(known.done, progress.of(view)))
    const seconds = ((view.endedAt || now()) - view.startedAt) / 1e9
    return [
      {
        map: view.id,
        pool: view.pool,
        name: view.name,
        workers: view.workers,
        total: view.total,
        done,
        failed: view.failed,
        startedAt: this.run.at(view.startedAt),
        endedAt: view.endedAt === 0 ? null : this.run.at(view.endedAt),
        tasksPerSecond: view.endedAt === 0 ? known.rate.add(at, done) : view.done / Math.max(seconds, 1e-6),
        site: sites.index(view.line, view.column),
        definedAt: sites.ofFunction(view.name),
        copies: view.copies,
        retried: view.retried,
      },
    ]
  }

  private tellEnd(view: WorkView): void {
    const seconds = ((view.endedAt === 0 ? now() : view.endedAt) - view.startedAt) / 1e9
    this.run.report({
      type: 'map-ended',
      map: view.id,
      pool: view.pool,
      done: view.done,
      total: view.total,
      failed: view.failed,
      seconds,
      copies: view.copies,
      site: this.run.sites.at(view.line, view.column),
      longest: this.longest.take(view.id),
    })
  }
}
