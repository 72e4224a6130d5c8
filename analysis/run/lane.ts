/** What is known of one process. */
import type { ProcessEnd } from '../../protocol/run-event'
import type { ProcessSample } from '../../protocol/telemetry'
import { Series } from './series'
import { Spans } from './spans'
import { taskTrack, type TaskTrack } from './tasks'
import { WAYS, waitTrack, type WaitTrack } from './waits'

const SPANS = 1_000
const FIGURES = 1_000
const CALLS = 512
/** Ends that somebody asked for. */
const WANTED: readonly ProcessEnd['reason'][] = ['terminated', 'interrupted']

export class Lane {
  readonly process: number
  name: string
  /** Seconds of the run; `end` is `null` while it lives. */
  start: number
  end: number | null = null
  exit: ProcessEnd | null = null
  sample: ProcessSample | null = null
  /** Most bytes it had, and seconds of processor time, estimated from the samples. */
  mostMemory = 0
  cpuTime = 0
  readonly tasks = taskTrack()
  readonly waits = waitTrack()
  /** Seconds of tasks, and of waits by their way: of all that were told, whatever was joined. */
  busy = 0
  readonly waited = WAYS.map(() => 0)
  /** The end of its last task of each call, in seconds. */
  readonly lastOf = new Map<number, number>()
  readonly spans = new Spans(SPANS)
  /** Columns: share of one core, bytes. */
  readonly figures = new Series(FIGURES)

  constructor(process: number, name: string, start: number) {
    this.process = process
    this.name = name
    this.start = start
  }

  /** @param from seconds of the run at the look before: the sample stands for the time since then */
  add(sample: ProcessSample, from: number, to: number): void {
    const before = this.sample
    this.name = sample.name
    this.sample = sample
    this.mostMemory = Math.max(this.mostMemory, sample.memory)
    if (this.end === null) this.cpuTime += sample.cpu * Math.max(0, to - Math.max(from, this.start))
    if (before === null || before.cpu !== sample.cpu || before.memory !== sample.memory)
      this.figures.add(to, [sample.cpu, sample.memory])
    if (sample.state === 'ended') this.end ??= to
    else this.spans.add(sample.state, sample.waitsFor, Math.max(from, this.start), to)
  }

  work(task: Parameters<TaskTrack['add']>[0]): void {
    this.tasks.add(task)
    this.busy += task.busy
    this.lastOf.set(task.map, task.end)
    if (this.lastOf.size > CALLS) this.lastOf.delete(this.lastOf.keys().next().value as number)
  }

  wait(wait: Parameters<WaitTrack['add']>[0]): void {
    this.waits.add(wait)
    ;(this.waited[wait.kind] as number) += wait.end - wait.start
  }

  /** Share of one core and bytes at a time, `null` before the first sample and after the end. */
  at(time: number): { readonly cpu: number; readonly memory: number } | null {
    const i = this.figures.indexAt(time)
    if (i < 0 || (this.end !== null && time > this.end)) return null
    return { cpu: this.figures.columns[0]?.[i] ?? 0, memory: this.figures.columns[1]?.[i] ?? 0 }
  }

  /** Bytes at each time, `null` before they were measured and after the end. @param times seconds of the run, ascending */
  memoryOver(times: readonly number[]): (number | null)[] {
    const { figures } = this
    const end = this.end ?? Infinity
    let i = -1
    return times.map((time) => {
      while ((figures.times[i + 1] ?? Infinity) <= time) i++
      return i < 0 || time > end ? null : figures.columns[1]?.[i] || null
    })
  }

  /** Mean share of one core over its life, `null` while it lives. */
  get meanCpu(): number | null {
    const life = (this.end ?? -Infinity) - this.start
    return life <= 0 ? null : this.cpuTime / life
  }

  /** It ended otherwise than it or whoever stopped it wanted. */
  get failed(): boolean {
    return this.exit !== null && this.exit.exitcode !== 0 && !WANTED.includes(this.exit.reason)
  }
}
