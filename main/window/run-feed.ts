/** One run as the page hears it: its state, events, figures, console and errors. */
import type { RunState } from '../../protocol/lab'
import type { RunEvent, RunOutcome } from '../../protocol/run-event'
import type { TelemetryBatch } from '../../protocol/telemetry'
import type { LabListener } from '../lab'
import type { LiveProcess, UncaughtError } from '../runs/listener'
import { ConsoleFeed } from './console-feed'
import { ConsoleLines } from '../runs/console-lines'
import type { Outlet } from './page'
import { TelemetryFeed } from './telemetry-feed'
import { TypedLines } from './typed-lines'

export class RunFeed implements LabListener {
  private readonly page: Outlet
  /** Told the script's files that errors name. */
  private readonly named: (file: string) => void
  private readonly figures: TelemetryFeed
  private readonly lines: ConsoleLines
  private readonly typed: TypedLines
  private console: ConsoleFeed | undefined
  private runId = ''
  /** The run's beginning on main's clock. */
  private origin = performance.now()
  private state: RunState = 'idle'

  constructor(page: Outlet, named: (file: string) => void) {
    this.page = page
    this.named = named
    this.figures = new TelemetryFeed((batch) => page.deliver('telemetry', batch))
    this.lines = new ConsoleLines((source, text, replaces) =>
      this.console?.add({ at: performance.now() - this.origin, ...source, text, ...(replaces && { replaces }) }),
    )
    this.typed = new TypedLines(
      (reader) => page.send('line-wanted', { runId: this.runId, processName: reader?.name ?? null }),
      ({ number: process, name }, line) =>
        this.lines.add({ process, name, stream: 'stdout' }, Buffer.from(`${line}\n`)),
    )
  }

  event(event: RunEvent): void {
    if (event.type === 'run-started') this.begin(event.runId, event.at)
    if (event.type === 'process-ended') this.ended(event.process)
    this.page.send('run-event', { ...event, runId: this.runId })
    if (event.type === 'process-started' && this.state === 'starting') this.enter('running')
  }

  telemetry(batch: TelemetryBatch): void {
    this.figures.add(batch)
  }

  output(from: LiveProcess, stream: 'stdout' | 'stderr', chunk: Buffer): Promise<void> | undefined {
    const source = { process: from.number, name: from.name, stream }
    this.lines.add(source, chunk)
    const room = this.console?.room()
    if (room === undefined) this.lines.rest(source)
    else void room.then(() => this.lines.rest(source))
    return room
  }

  uncaught(error: UncaughtError): void {
    if (error.file !== null) this.named(error.file)
    this.page.send('script-error', { runId: this.runId, ...error })
  }

  readLine(from: LiveProcess): Promise<string | null> {
    return this.typed.read(from)
  }

  /** The user has typed a line, or (`null`) ended the input. */
  type(line: string | null): void {
    this.typed.type(line)
  }

  stopping(): void {
    if (this.state === 'starting' || this.state === 'running') this.enter('stopping')
  }

  /** The run has ended: the page takes the last lines and figures first, then hears of the end. */
  async end({ outcome, exitcode }: { outcome: RunOutcome; exitcode: number }): Promise<void> {
    this.lines.end()
    await Promise.all([this.console?.drained(), this.figures.drained()])
    this.enter(outcome, outcome, exitcode)
  }

  private ended(process: number): void {
    this.lines.end(process)
    this.typed.end(process)
  }

  private begin(runId: string, at: number): void {
    this.runId = runId
    this.origin = performance.now() - at
    this.console = new ConsoleFeed(runId, (batch) => this.page.deliver('console', batch))
    this.enter('starting')
  }

  private enter(state: RunState, outcome: RunOutcome | null = null, exitcode: number | null = null): void {
    this.state = state
    this.page.send('run-state', { runId: this.runId, state, outcome, exitcode })
  }
}
