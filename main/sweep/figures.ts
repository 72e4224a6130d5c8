/** What one run of a sweep tells: its maps, its memory, its last words. */
import type { RunEvent } from '../../protocol/run-event'
import type { MapFigures } from '../../protocol/sweep'
import type { MapSample, TelemetryBatch } from '../../protocol/telemetry'
import { texts } from '../../texts/main'
import { TaskTimes } from './task-times'

/** Characters of the output that are kept, and lines of them that are told. */
const TAIL = 4000
const LAST_LINES = 5
/** Maps of a run that are kept. */
export const MOST_MAPS = 100

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export class Figures {
  /** Processes that the run has started. */
  processes = 0
  /** `null` when the run was over before the first look. */
  peakMemory: number | null = null
  private readonly begun = new Map<number, Of<'map-started'>>()
  private readonly ended = new Map<number, Of<'map-ended'>>()
  private readonly samples = new Map<number, MapSample>()
  private readonly tasks = new TaskTimes()
  private uncaught: string | undefined
  private tail = ''

  event(event: RunEvent): void {
    if (event.type === 'process-started') this.processes++
    else if (event.type === 'map-started') this.begun.set(event.map, event)
    else if (event.type === 'map-ended') this.ended.set(event.map, event)
  }

  telemetry({ processes, maps, tasks }: TelemetryBatch): void {
    const memory = processes.reduce((sum, { state, memory: own }) => (state === 'ended' ? sum : sum + own), 0)
    if (memory > 0) this.peakMemory = Math.max(memory, this.peakMemory ?? 0)
    for (const sample of maps) this.samples.set(sample.map, sample)
    this.tasks.add(tasks)
  }

  output(text: string): void {
    this.tail = (this.tail + text).slice(-TAIL)
  }

  /** An error that nobody caught; that of the script itself says more than those of its processes. */
  failed(process: number, message: string): void {
    if (process === 0 || this.uncaught === undefined) this.uncaught = message
  }

  /** Maps that have come to their end, in the order in which they began. */
  maps(): MapFigures[] {
    const calls = [...this.begun.values()].sort((a, b) => a.map - b.map).slice(0, MOST_MAPS)
    return calls.flatMap(({ map, name, chunksize }, call) => {
      const end = this.ended.get(map)
      if (end === undefined) return []
      const { done, total, failed, seconds } = end
      const workers = this.samples.get(map)?.workers ?? 0
      const tasksPerSecond = seconds > 0 ? done / seconds : 0
      return [{ call, name, workers, total, chunksize, failed, seconds, tasksPerSecond, task: this.tasks.of(map) }]
    })
  }

  /** Maps beyond those that are kept. */
  get mapsLeftOut(): number {
    return Math.max(0, this.begun.size - MOST_MAPS)
  }

  /** Why a script ended with this code. */
  lastWords(exitcode: number): string {
    if (this.uncaught !== undefined) return this.uncaught
    const lines = this.tail.trimEnd().split('\n').slice(-LAST_LINES).join('\n')
    return texts.running.repeat.failed(exitcode, lines)
  }
}
