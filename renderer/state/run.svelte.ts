/** The run: its state, and what its processes said and did. The last run stays until the next one starts. */
import type { Diagnostic } from '../../protocol/compiled'
import type { RunState, ScriptError, StartRun } from '../../protocol/lab'
import type { RunEvent } from '../../protocol/run-event'
import type { MapSample, TelemetryBatch } from '../../protocol/telemetry'
import { TelemetryHistory } from '../../analysis/run/history'
import { ConsoleLines } from '../console/lines'
import { command, on } from '../lab/client'
import { ProcessTable, type ProcessRow } from '../processes/process-rows'

/** Milliseconds between two redraws of the elapsed time. */
const TICK = 100

export class RunStore {
  state = $state.raw<RunState>('idle')
  exitcode = $state.raw<number | null>(null)
  /** The last run that came to its end: how long it took, with how many workers. */
  lastRun = $state.raw<{ readonly seconds: number; readonly poolSize: number } | null>(null)
  /** Seconds since the run began. */
  elapsed = $state.raw(0)
  /** Done items of all pool calls of the run as a share of their total, or `null` before the first. */
  progress = $state.raw<number | null>(null)
  rows = $state.raw<readonly ProcessRow[]>([])
  errors = $state.raw<readonly ScriptError[]>([])
  readonly active = $derived(['starting', 'running', 'stopping'].includes(this.state))
  readonly history = new TelemetryHistory()
  readonly lines = new ConsoleLines()
  private readonly table = new ProcessTable()
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- counted here 20 times a second, shown as `progress`
  private readonly maps = new Map<number, MapSample>()
  private runId = ''
  private poolSize = 1
  private timer: number | undefined

  constructor() {
    on('run-state', ({ runId, state, exitcode }) => {
      this.meet(runId)
      this.enter(state)
      this.exitcode = exitcode
    })
    on('run-event', (event) => this.hear(event))
    on('telemetry', (batch) => this.measure(batch))
    on('console', (batch) => {
      this.meet(batch.runId)
      this.lines.add(batch)
    })
    on('script-error', (error) => (this.errors = [...this.errors, error]))
  }

  /** Answers the complaints of the compiler; with an error among them nothing was started. */
  async start(request: StartRun): Promise<readonly Diagnostic[]> {
    if (this.active) return []
    this.exitcode = null
    this.elapsed = 0
    this.poolSize = request.poolSize
    this.enter('starting')
    try {
      const answer = await command('startRun', request)
      if (answer.started) return answer.warnings
      this.errors = []
      this.lines.say('The script was not started: it does not compile. See Problems.', 0)
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

  /** Events of a run may come before the answer to the command that started it. */
  private meet(runId: string): void {
    if (runId !== this.runId) this.begin(runId)
  }

  private begin(runId: string): void {
    this.runId = runId
    this.errors = []
    this.rows = []
    this.progress = null
    this.maps.clear()
    this.history.begin(runId)
    this.lines.begin(runId)
    this.table.begin(runId)
  }

  private enter(state: RunState): void {
    this.state = state
    clearInterval(this.timer)
    if (!this.active) {
      this.history.end()
      return
    }
    const began = performance.now() - this.elapsed * 1000
    this.timer = window.setInterval(() => (this.elapsed = (performance.now() - began) / 1000), TICK)
  }

  private hear(event: RunEvent & { readonly runId: string }): void {
    this.meet(event.runId)
    this.history.event(event)
    this.table.event(event)
    if (event.type === 'run-ended') {
      this.elapsed = event.seconds
      if (event.outcome === 'finished') this.lastRun = { seconds: event.seconds, poolSize: this.poolSize }
    }
    if (event.type === 'process-started' || event.type === 'process-ended') this.rows = this.table.rows()
  }

  private measure(batch: TelemetryBatch): void {
    this.meet(batch.runId)
    this.history.add(batch)
    this.table.add(batch)
    this.rows = this.table.rows()
    for (const map of batch.maps) this.maps.set(map.map, map)
    let done = 0
    let total = 0
    for (const map of this.maps.values()) {
      done += map.done
      total += map.total
    }
    this.progress = total === 0 ? null : done / total
  }
}
