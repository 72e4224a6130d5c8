/** The comparison of sizes: how far it is, and what it says. The last one stays until the next starts. */
import { answer } from '../../analysis'
import type { Diagnostic } from '../../protocol/compiled'
import type { HistoryEntry, KeptSweep } from '../../protocol/history'
import type { StartSweep } from '../../protocol/lab'
import type { Repeat, SweepAnswer, SweepEvent, SweepProgress, SweepSettings } from '../../protocol/sweep'
import { titleOf } from '../history/words'
import { command, on } from '../lab/client'
import { texts } from '../../texts'

export type ComparisonState = 'idle' | 'starting' | 'going' | 'stopping' | 'finished' | 'stopped' | 'failed'

/** A comparison as it is shown. */
export interface Compared {
  /** Its own in the history, or `null` where it is not kept. */
  readonly id: string | null
  /** Where it came from when it was not measured just now. */
  readonly entry: HistoryEntry | null
  /** Name of its script. */
  readonly script: string
  readonly settings: SweepSettings
  readonly cores: number
  readonly repeats: readonly Repeat[]
  readonly notes: readonly string[]
  /** `null` before the first repeat has ended. */
  readonly answer: SweepAnswer | null
}

/** Milliseconds between two redraws of the time left. */
const TICK = 250

export class ComparisonStore {
  state = $state.raw<ComparisonState>('idle')
  shown = $state.raw<Compared | null>(null)
  progress = $state.raw<SweepProgress | null>(null)
  /** Seconds since it began. */
  elapsed = $state.raw(0)
  /** Why it was not begun or could not go on. */
  error = $state.raw<string | null>(null)
  readonly active = $derived(['starting', 'going', 'stopping'].includes(this.state))
  /** Estimated seconds; `null` before the first run has ended. */
  readonly left = $derived(this.estimate())
  private script = ''
  private runBegan = 0
  private timer: number | undefined

  constructor() {
    on('sweep-event', (event) => this.hear(event))
  }

  /** Answers the complaints of the compiler; with an error among them nothing was started. */
  async start(request: StartSweep, script: string): Promise<readonly Diagnostic[]> {
    this.script = script
    this.error = null
    this.progress = null
    this.elapsed = 0
    this.enter('starting')
    try {
      const started = await command('startSweep', request)
      if (started.started) return started.warnings
      this.fail(texts.comparison.doesNotCompile)
      return started.errors
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error))
      return []
    }
  }

  async stop(): Promise<void> {
    if (!this.active || this.state === 'stopping') return
    this.enter('stopping')
    await command('stopSweep', null)
  }

  /** Shows one that was kept. */
  show({ entry, data }: KeptSweep): void {
    if (this.active) throw new Error(texts.comparison.goesOn)
    const found = data.repeats.length === 0 ? null : answer(data)
    this.shown = { id: entry.id, entry, script: titleOf(entry), ...data, answer: found }
    this.error = null
    this.progress = null
    this.enter('idle')
  }

  private hear(event: SweepEvent): void {
    switch (event.type) {
      case 'sweep-started':
        this.shown = { ...event, entry: null, script: this.script, repeats: [], notes: [], answer: null }
        if (this.state === 'starting') this.enter('going')
        return
      case 'run-begun':
        this.progress = event
        this.runBegan = this.elapsed
        return
      case 'repeat-measured':
        this.change(({ repeats, answer }) => ({
          repeats: [...repeats, event.repeat],
          answer: event.answer ?? answer,
        }))
        return
      case 'sweep-ended':
        this.change(() => ({ notes: event.notes, answer: event.answer }))
        this.error = event.error
        this.enter(event.outcome)
    }
  }

  private change(how: (shown: Compared) => Partial<Compared>): void {
    if (this.shown !== null) this.shown = { ...this.shown, ...how(this.shown) }
  }

  private fail(error: string): void {
    this.error = error
    this.enter('failed')
  }

  private enter(state: ComparisonState): void {
    this.state = state
    clearInterval(this.timer)
    if (!this.active) return
    const began = performance.now() - this.elapsed * 1000
    this.timer = window.setInterval(() => (this.elapsed = (performance.now() - began) / 1000), TICK)
  }

  private estimate(): number | null {
    const left = this.progress?.secondsLeft ?? null
    return left === null ? null : Math.max(0, left - (this.elapsed - this.runBegan))
  }
}
