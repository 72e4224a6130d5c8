/** The lab: one run at a time over warm spares, told to whoever listens. */
import { randomUUID } from 'node:crypto'
import type { ScriptSource } from '../protocol/history'
import type { Language } from '../protocol/language'
import type { TelemetryBatch } from '../protocol/telemetry'
import { texts } from '../texts/main'
import type { History } from './history/history'
import { Checker } from './python/checker'
import { spareLimit } from './python/memory'
import type { Say } from './python/snapshot'
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
/** A process of TypeScript takes 30 MB, one of Python five times that and half a second of a processor to come up. */
const MOST_SPARES: Readonly<Record<Language, number>> = { typescript: 8, python: 3 }
/** Spares of Python that are kept while a script of it runs, so that the next ones do not take its processors. */
const BESIDE_PYTHON = 1

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
  /** Python's compiler. */
  readonly checker: Checker
  private readonly spares: Readonly<Record<Language, Spares>>
  private readonly output: Output
  private history: History | null = null
  private active: Run | undefined
  /** Spares are brought up for one run; `warmUp` ends that. */
  private isPreparing = false

  /** @param say tells the user what takes long and happens once */
  constructor(output: Output, say: Say) {
    this.output = output
    this.spares = { typescript: new Spares(utilityEntry(), output), python: new Spares(pythonEntry(say), output) }
    this.checker = new Checker(async () => (await this.spares.python.take()).child)
  }

  /** Runs that begin from now on are kept there. */
  keepIn(history: History | null): void {
    this.history = history
  }

  /** Keeps spares ready for a pool of this size in these languages, and none in others. */
  warmUp(poolSize: number, languages: readonly Language[]): void {
    this.isPreparing = false
    for (const [language, spares] of Object.entries(this.spares) as [Language, Spares][]) {
      const count = languages.includes(language) ? Math.min(poolSize + SCRIPT, MOST_SPARES[language]) : 0
      spares.keep(language === 'python' ? spareLimit(count) : count)
      spares.trim()
    }
  }

  /** Brings up so many spares for the next run, and none beside it, so that each run begins alike; until `warmUp`. */
  async prepare(count: number, language: Language): Promise<void> {
    const spares = this.spares[language]
    this.isPreparing = true
    spares.keep(count)
    await spares.filled()
    if (this.isPreparing) spares.keep(0)
  }

  /** @throws Error while another run goes on */
  start(request: LabRequest, listener: LabListener): ActiveRun {
    const { file, language } = request.script
    if (this.active !== undefined) throw new Error(texts.notices.goesOn({ kind: 'run', script: file }))
    const told = this.kept(request, listener)
    const incidents = new Incidents(told, this.output === 'inherit')
    const heard = incidents.over()
    const run = new Run(randomUUID(), request, this.spares[language], heard)
    const laws = new Laws(run)
    run.examine = (dead) => laws.note(dead, incidents.examine(run, dead))
    const sampler = new Sampler(run, (batch) => heard.telemetry(batch), request.limits.workerMemory ?? undefined)
    this.active = run
    run.lastLook = async (outcome, end) => {
      sampler.stop()
      incidents.close(run)
      await laws.tell(outcome, end)
    }
    run.start()
    if (language === 'python' && !this.isPreparing) this.spares.python.keep(spareLimit(BESIDE_PYTHON))
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
    this.checker.close()
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
