/** A sweep: the same script at every value of a setting, again and again, each run alike but for that value. */
import os from 'node:os'
import type { CompiledScript } from '../../protocol/compiled'
import type { Repeat, SweepData, SweepProgress, SweepSettings } from '../../protocol/sweep'
import type { ActiveRun, Lab } from '../lab'
import type { RunRequest } from '../runs/request'
import { measure, type Measured } from './measure'
import { NoiseWatch, untilQuiet } from './noise'
import { notesOf } from './notes'
import { roundsOf, type Round } from './order'
import { Progress } from './progress'

/** How often a disturbed repeat is measured again in its round; in the whole sweep it is half of the repeats. */
const MOST_AGAIN = 2
const SHARE_AGAIN = 0.5
/** Spares that are brought up for a run, at most. */
const MOST_SPARES = 65

/** What each run may take is said, and so it is kept. */
export type LimitedSettings = SweepSettings & Required<Pick<SweepSettings, 'limits' | 'memoryLimit'>>

export interface SweepRequest {
  readonly script: CompiledScript
  readonly argv: readonly string[]
  readonly cwd: string
  readonly settings: LimitedSettings
}

export interface SweepListener {
  /** A run begins. */
  progress(progress: SweepProgress): void
  /** A repeat is over; what is to outlive a crash is kept now. */
  repeat(repeat: Repeat): void
}

export class Sweep {
  private readonly lab: Lab
  private readonly request: SweepRequest
  private readonly listener: SweepListener
  private readonly progress: Progress
  private readonly noise = new NoiseWatch()
  private readonly repeats: Repeat[] = []
  private readonly failed = new Set<number>()
  /** Processes that a run at a value started the last time. */
  private readonly started = new Map<number, number>()
  private active: ActiveRun | undefined
  private isStopped = false
  private halt: () => void = () => undefined
  private readonly halted = new Promise<void>((resolve) => (this.halt = resolve))
  /** Disturbed repeats that may still be measured again. */
  private againLeft: number
  private mapsLeftOut = 0

  constructor(lab: Lab, request: SweepRequest, listener: SweepListener) {
    this.lab = lab
    this.request = request
    this.listener = listener
    this.progress = new Progress(request.settings)
    this.againLeft = Math.ceil(request.settings.values.length * request.settings.repeats * SHARE_AGAIN)
  }

  /** To the end, or until it is stopped. @throws Error while another run goes on */
  async run(): Promise<SweepData> {
    const { settings } = this.request
    for (const round of roundsOf(settings)) await this.visit(round)
    const notes = notesOf(this.mapsLeftOut)
    return { settings, cores: settings.limits.processors ?? os.availableParallelism(), repeats: this.repeats, notes }
  }

  /** What is finished stays; the run that goes on is given up. Asked a second time, its processes are killed at once. */
  stop(): void {
    this.isStopped = true
    this.halt()
    this.active?.stop()
  }

  /** All values once, then those again whose repeat was disturbed: it may be quiet then. */
  private async visit({ number, isWarmup, values }: Round): Promise<void> {
    let due = values
    for (let attempt = 0; due.length > 0; attempt++) {
      const again: number[] = []
      for (const value of due) {
        if (this.failed.has(value)) continue
        const measured = await this.measure(value, isWarmup)
        if (measured === null) return
        if (isWarmup && measured.outcome === 'finished') continue
        if (this.keep(value, number, measured, attempt < MOST_AGAIN)) again.push(value)
      }
      due = again
    }
  }

  /** @returns `null` when the sweep was stopped */
  private async measure(value: number, isWarmup: boolean): Promise<Measured | null> {
    if (this.isStopped) return null
    this.listener.progress(this.progress.now(value, isWarmup))
    const begin = performance.now()
    const request = this.requestAt(value)
    // Many processes take seconds to come up, which who stops does not wait for.
    await Promise.race([this.prepare(value, request), this.halted])
    if (this.isStopped) return null
    const measured = await measure(this.lab, request, {
      timeout: this.request.settings.timeout,
      watch: () => this.noise.begin(value),
      began: (run) => (this.active = run),
    })
    this.active = undefined
    if (measured.outcome === 'stopped') return null
    this.started.set(value, measured.processes)
    this.mapsLeftOut = Math.max(this.mapsLeftOut, measured.mapsLeftOut)
    this.progress.ended(value, (performance.now() - begin) / 1000)
    return measured
  }

  private async prepare(value: number, request: RunRequest): Promise<void> {
    await this.lab.prepare(
      Math.min(this.started.get(value) ?? workersOf(request) + 1, MOST_SPARES),
      request.script.language,
    )
    await untilQuiet()
  }

  private requestAt(value: number): RunRequest {
    const { settings, script, argv, cwd } = this.request
    const { limits, memoryLimit } = settings
    const poolSize = settings.axis === 'pool-size' ? value : settings.poolSize
    const chunkSize = settings.axis === 'chunk-size' ? value : null
    return { limits, script, argv, cwd, poolSize, chunkSize, memoryLimit: memoryLimit ?? undefined }
  }

  /** @param mayAgain whether this round has not tried it too often @returns whether it is to be measured again */
  private keep(value: number, round: number, measured: Measured, mayAgain: boolean): boolean {
    const { noise, processes: _, mapsLeftOut: __, ...figures } = measured
    const { sentence, ...shares } = noise
    const repeat = { value, round, ...figures, noise: shares, affected: sentence }
    const hasFailed = measured.outcome !== 'finished'
    const again = sentence !== null && !hasFailed && mayAgain && this.againLeft > 0
    this.repeats.push(repeat)
    if (hasFailed) {
      this.failed.add(value)
      this.progress.giveUp(value)
    }
    if (again) {
      this.againLeft--
      this.progress.again(value)
    }
    this.listener.repeat(repeat)
    return again
  }
}

function workersOf({ poolSize }: RunRequest): number {
  return poolSize ?? os.availableParallelism()
}
