/** The run: its state, and what its processes said and did. The last run stays until the next one starts. */
import type { Diagnostic } from '../../protocol/compiled'
import type { RunState, StartRun } from '../../protocol/lab'
import type { RunEvent } from '../../protocol/run-event'
import type { TelemetryBatch } from '../../protocol/telemetry'
import { command, on } from '../lab/client'
import { looking } from './looking'
import { RunView } from './run-view.svelte'
import { texts } from '../../texts'

/** Milliseconds by which the elapsed time goes on: what the toolbar shows of it. */
const TICK = 100

export class RunStore extends RunView {
  state = $state.raw<RunState>('idle')
  exitcode = $state.raw<number | null>(null)
  /** The last run that came to its end: how long it took, with how many workers. */
  lastRun = $state.raw<{ readonly seconds: number; readonly poolSize: number } | null>(null)
  /** Name of the process that reads lines from the console. */
  reader = $state.raw<string | null>(null)
  /** Seconds since the run began. */
  elapsed = $state.raw(0)
  readonly active = $derived(['starting', 'running', 'stopping'].includes(this.state))
  /** When the run began, on the page's clock. */
  private began = 0
  private poolSize = 1
  /** The script that was started last. */
  private started: string | null = null
  private stopClock: () => void = () => undefined

  constructor() {
    super()
    on('run-state', ({ runId, state, exitcode }) => {
      this.meet(runId)
      this.enter(state)
      this.exitcode = exitcode
    })
    on('run-event', (event) => this.hear(event))
    on('telemetry', (batch) => this.measure(batch))
    on('console', (batch) => this.print(batch))
    on('line-wanted', ({ processName }) => (this.reader = processName))
    on('script-error', (error) => (this.errors = [...this.errors, error]))
  }

  /** Answers the complaints of the compiler; with an error among them nothing was started. */
  async start(request: StartRun): Promise<readonly Diagnostic[]> {
    if (this.active) return []
    this.exitcode = null
    this.elapsed = 0
    this.began = performance.now()
    this.poolSize = request.poolSize
    this.enter('starting')
    this.started = request.text
    try {
      const answer = await command('startRun', request)
      if (answer.started) return answer.warnings
      this.errors = []
      this.lines.say(texts.output.notStarted, 0)
      this.enter('failed')
      return answer.errors
    } catch (error) {
      this.enter('failed')
      throw error
    }
  }

  async stop(): Promise<void> {
    if (!this.active || this.state === 'stopping') return
    this.enter('stopping')
    await command('stopRun', null)
  }

  protected override meet(runId: string): void {
    const isNew = runId !== this.runId
    super.meet(runId)
    if (isNew) this.source = this.started
  }

  /** @param text `null` ends the input */
  async type(text: string | null): Promise<void> {
    await command('typeLine', { text })
  }

  /** Ends one process. */
  async signal(process: number, signal: 'terminate' | 'kill'): Promise<void> {
    await command('signalProcess', { process, signal })
  }

  /** One of its waits throws a `DeadlockError`. */
  async breakDeadlock(deadlock: number): Promise<void> {
    await command('breakDeadlock', { deadlock })
  }

  protected override hear(event: RunEvent & { readonly runId: string }): void {
    super.hear(event)
    if (event.type === 'run-started') this.began = performance.now() - event.at
    if (event.type !== 'run-ended') return
    this.elapsed = event.seconds
    if (event.outcome === 'finished') this.lastRun = { seconds: event.seconds, poolSize: this.poolSize }
  }

  protected override measure(batch: TelemetryBatch): void {
    super.measure(batch)
    // Whoever was busy when the run began heard of it late.
    this.began = Math.min(this.began, performance.now() - batch.at)
  }

  private enter(state: RunState): void {
    this.state = state
    this.stopClock()
    if (!this.active) {
      this.reader = null
      this.end()
      return
    }
    this.stopClock = looking(() => {
      this.elapsed = Math.floor((performance.now() - this.began) / TICK) * (TICK / 1000)
    })
  }
}
