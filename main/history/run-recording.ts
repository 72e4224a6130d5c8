/** What the history keeps of one run, gathered while it goes on and written when it has ended. */
import type { RunFigures, RunSettings, ScriptSource } from '../../protocol/history'
import type { ScriptError } from '../../protocol/lab'
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, ProcessSample, TelemetryBatch } from '../../protocol/telemetry'
import type { LabListener } from '../lab'
import type { UncaughtError } from '../runs/listener'
import { ConsoleTail } from './console-tail'
import { TelemetryTrack } from './telemetry'

const MOST_EVENTS = 5_000
/** Of these, so many more where there is no room any more. */
const FINDINGS: readonly RunEvent['type'][] = ['deadlock', 'deadlock-ended', 'incident', 'shared']
const MOST_FINDINGS = 1_000
const MOST_ERRORS = 100
/** Characters of what an error says. */
const LONGEST_MESSAGE = 65_536
/** Processes, and calls, whose last figures are kept. */
const MOST_FIGURES = 1_000

/** The parts of a run as they are packed into the database, by their name. */
export interface RunParts {
  readonly events: {
    readonly events: readonly RunEvent[]
    readonly dropped: number
    readonly errors: readonly ScriptError[]
  }
  readonly figures: RunFigures
  readonly telemetry: ReturnType<TelemetryTrack['packed']>
  readonly console: ReturnType<ConsoleTail['kept']>
}

export type RunEnded = Extract<RunEvent, { type: 'run-ended' }>

export interface RecordedRun {
  readonly source: ScriptSource
  readonly settings: RunSettings
  /** Its processes write to the terminal themselves. */
  readonly isDirect: boolean
}

/** Told of the run's beginning and end; both return at once. */
export interface RunKeeper {
  began(id: string, startedAt: string, run: RecordedRun): void
  ended(end: RunEnded, recording: RunRecording): void
}

export class RunRecording {
  readonly run: RecordedRun
  id = ''
  startedAt = ''
  readonly errors: ScriptError[] = []
  private readonly keeper: RunKeeper
  private readonly events: RunEvent[] = []
  private eventsDropped = 0
  private findings = 0
  private readonly telemetry = new TelemetryTrack()
  private readonly console = new ConsoleTail()
  private readonly processes = new Map<number, ProcessSample>()
  private readonly ends = new Map<number, number>()
  private readonly maps = new Map<number, MapSample>()
  /** Those that found no room; their numbers alone are kept. */
  private readonly beyond = { processes: new Set<number>(), maps: new Set<number>() }
  private peakMemory = 0

  constructor(keeper: RunKeeper, run: RecordedRun) {
    this.keeper = keeper
    this.run = run
  }

  /** A listener that tells everything to the one given, and keeps it. */
  over(listener: LabListener): LabListener {
    return {
      event: (event) => {
        listener.event(event)
        this.event(event)
      },
      telemetry: (batch) => {
        listener.telemetry(batch)
        this.measure(batch)
      },
      output: (from, stream, chunk, at) => {
        this.console.add({ process: from.number, name: from.name, stream }, chunk, at)
        return listener.output(from, stream, chunk, at)
      },
      uncaught: (error) => {
        listener.uncaught(error)
        this.complain(error)
      },
      readLine: async (from) => (await listener.readLine?.(from)) ?? null,
      outputClosed: () => listener.outputClosed?.(),
    }
  }

  parts(): RunParts {
    const ended = (sample: ProcessSample): ProcessSample => {
      const exitcode = this.ends.get(sample.process) ?? null
      return { ...sample, state: 'ended', waitsFor: '', waits: [], task: null, exitcode }
    }
    const processes = [...this.processes.values()].map(ended)
    const maps = [...this.maps.values()]
    const dropped = this.beyond.processes.size + this.beyond.maps.size
    return {
      events: { events: this.events, dropped: this.eventsDropped, errors: this.errors },
      figures: { processes, maps, peakMemory: this.peakMemory, dropped },
      telemetry: this.telemetry.packed(),
      console: this.console.kept(this.run.isDirect),
    }
  }

  private event(event: RunEvent): void {
    if (this.events.length < MOST_EVENTS || this.isAlwaysKept(event)) this.events.push(event)
    else this.eventsDropped++
    if (event.type === 'run-started') {
      this.id = event.runId
      this.startedAt = event.startedAt
      this.keeper.began(this.id, this.startedAt, this.run)
    } else if (event.type === 'process-ended') this.ends.set(event.process, event.exitcode)
    else if (event.type === 'run-ended') this.keeper.ended(event, this)
  }

  /** However much has happened before: what went wrong, and how it all ended. */
  private isAlwaysKept({ type }: RunEvent): boolean {
    if (type === 'run-ended' || type === 'laws' || type === 'incidents-omitted') return true
    return FINDINGS.includes(type) && this.findings++ < MOST_FINDINGS
  }

  private measure(batch: TelemetryBatch): void {
    this.telemetry.add(batch)
    for (const sample of batch.processes) hold(this.processes, this.beyond.processes, sample.process, sample)
    // Its place is told by the event that ends it; here it would be a number of this batch.
    for (const sample of batch.maps)
      hold(this.maps, this.beyond.maps, sample.map, { ...sample, site: -1, definedAt: -1 })
    this.peakMemory = Math.max(
      this.peakMemory,
      batch.processes.reduce((sum, { memory }) => sum + memory, 0),
    )
  }

  private complain(error: UncaughtError): void {
    if (this.errors.length === MOST_ERRORS) return
    const { message } = error
    const isLong = message.length > LONGEST_MESSAGE
    this.errors.push({
      runId: this.id,
      ...error,
      message: isLong ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
    })
  }
}

function hold<T>(held: Map<number, T>, beyond: Set<number>, number: number, sample: T): void {
  if (held.has(number) || held.size < MOST_FIGURES) held.set(number, sample)
  else beyond.add(number)
}
