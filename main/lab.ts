/** The lab: one run at a time over warm spares, told to whoever listens. */
import { randomUUID } from 'node:crypto'
import type { ScriptSource } from '../protocol/history'
import type { Language } from '../protocol/language'
import type { TelemetryBatch } from '../protocol/telemetry'
import type { History } from './history/history'
import { Incidents } from './runs/incidents'
import { Laws } from './runs/laws'
import type { RunListener } from './runs/listener'
import { settingsOf, type RunRequest } from './runs/request'
import { Run } from './runs/run'
import { Sampler } from './runs/sampler'
import { Spares, type Output } from './runs/spares'
import { pythonEntry, utilityEntry } from './runs/utility-entry'

/** Spares beyond those that a pool of the default size takes: the script's own process. */
const SCRIPT = 1
const MOST_SPARES = 8

export interface LabListener extends RunListener {
  telemetry(batch: TelemetryBatch): void
}

export interface LabRequest extends RunRequest {
  /** The script as it was written; a run that has it is kept in the history. */
  readonly source?: ScriptSource
}

export interface ActiveRun {
  readonly id: string
  readonly ended: Run['ended']
  stop(outcome?: 'stopped' | 'timed-out'): void
  /** Ends one process of the run. */
  signal(process: number, how: 'terminate' | 'kill'): void
  /** One wait of the deadlock throws a DeadlockError. */
  breakDeadlock(deadlock: number): void
}

export class Lab {
  private readonly spares: Readonly<Record<Language, Spares>>
  private readonly output: Output
  private history: History | null = null
  private active: Run | undefined
  /** Spares are brought up for one run; `warmUp` ends that. */
  private isPreparing = false

  /** @param say tells the user what takes long and happens once */
  constructor(output: Output, say: (sentence: string) => void) {
    this.output = output
    this.spares = { typescript: new Spares(utilityEntry(), output), python: new Spares(pythonEntry(say), output) }
  }

  /** Runs that begin from now on are kept there. */
  keepIn(history: History | null): void {
    this.history = history
  }

  /** Keeps spares ready for a pool of this size. */
  warmUp(poolSize: number): void {
    this.isPreparing = false
    this.spares.typescript.keep(Math.min(poolSize + SCRIPT, MOST_SPARES))
  }

  /** Brings up so many spares for the next run, and none beside it, so that each run begins alike; until `warmUp`. */
  async prepare(spares: number): Promise<void> {
    this.isPreparing = true
    this.spares.typescript.keep(spares)
    await this.spares.typescript.filled()
    if (this.isPreparing) this.spares.typescript.keep(0)
  }

  /** @throws Error while another run goes on */
  start(request: LabRequest, listener: LabListener): ActiveRun {
    if (this.active !== undefined) throw new Error('A run is going on; stop it first.')
    const told = this.kept(request, listener)
    const incidents = new Incidents(told, this.output === 'inherit')
    const heard = incidents.over()
    const run = new Run(randomUUID(), request, this.spares[request.script.language], heard)
    const laws = new Laws(run)
    run.examine = (dead) => laws.note(dead, incidents.examine(run, dead))
    const sampler = new Sampler(run, (batch) => heard.telemetry(batch), request.workerMemory)
    this.active = run
    run.lastLook = async (outcome, end) => {
      sampler.stop()
      incidents.close(run)
      await laws.tell(outcome, end)
    }
    run.start()
    sampler.start()
    const ended = run.ended.then((end) => {
      this.active = undefined
      run.dispose()
      return end
    })
    return {
      id: run.id,
      ended,
      stop: (outcome) => run.stop(outcome),
      signal: (process, how) => run.signal(process, how),
      breakDeadlock: (deadlock) => run.breakDeadlock(deadlock),
    }
  }

  /** Stops what runs and ends the spares; resolves within the ladder's time. */
  async close(): Promise<void> {
    this.active?.stop()
    await this.active?.ended
    for (const spares of Object.values(this.spares)) spares.close()
  }

  /** A listener that the history hears through. */
  private kept(request: LabRequest, listener: LabListener): LabListener {
    const { source } = request
    if (source === undefined || this.history === null) return listener
    return this.history
      .recordRun({ source, settings: settingsOf(request), isDirect: this.output === 'inherit' })
      .over(listener)
  }
}
