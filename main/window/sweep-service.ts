/** The window's comparisons: one at a time, told to the page and kept as they go on. */
import os from 'node:os'
import { answer, provisional } from '../../analysis'
import type { CompiledScript } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import type { StartedSweep, StartSweep } from '../../protocol/lab'
import type { RunLimits } from '../../protocol/limits'
import type { Repeat, SweepEvent } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import type { History } from '../history/history'
import type { Lab } from '../lab'
import type { Trials } from '../lessons/trials'
import { freshSeed } from '../sweep/order'
import { Sweep, type LimitedSettings } from '../sweep/sweep'
import { compile } from './compiling'
import type { Documents } from './documents'
import type { Outlet } from './page'
import type { Turn } from './turn'

/** Milliseconds between two answers. They are worked out between two runs, so that they disturb none. */
const PACE = 500
/** And as many times what the last one took: of thousands of repeats it takes a second. */
const REST = 10

interface Active {
  isStopped: boolean
  sweep?: Sweep
}

interface Ready {
  /** For which it is made. */
  readonly lesson: string | undefined
  readonly source: ScriptSource
  readonly script: CompiledScript
  readonly cwd: string
  readonly settings: LimitedSettings
}

interface Parts {
  readonly lab: Lab
  readonly turn: Turn
  readonly history: History | null
  readonly documents: Documents
  /** Told of comparisons that were made for a lesson. */
  readonly trials: Trials
  readonly page: Outlet
}

export class SweepService {
  /** Settles when the last comparison has ended and been told. */
  over: Promise<void> = Promise.resolve()
  private readonly lab: Lab
  private readonly turn: Turn
  private readonly history: History | null
  private readonly documents: Documents
  private readonly trials: Trials
  private readonly page: Outlet
  private active: Active | undefined

  constructor({ lab, turn, history, documents, trials, page }: Parts) {
    this.lab = lab
    this.turn = turn
    this.history = history
    this.documents = documents
    this.trials = trials
    this.page = page
  }

  /** @throws Error while something else goes on */
  async start({ settings, lesson, ...source }: StartSweep, limits: RunLimits): Promise<StartedSweep> {
    const giveBack = this.turn.take(this.page, { kind: 'comparison', script: this.documents.nameOf(source) })
    const active: Active = (this.active = { isStopped: false })
    let isGoing = false
    try {
      const compiled = await compile(this.documents, source)
      if (!compiled.ok) return { started: false, errors: compiled.errors }
      if (active.isStopped) throw new Error(texts.notices.stoppedBefore.comparison)
      const { script, cwd, warnings } = compiled
      const own = { ...settings, timeout: null, limits, memoryLimit: null, seed: freshSeed() }
      const ready = { source, lesson, script, cwd, settings: own }
      this.over = this.go(active, ready).finally(giveBack)
      isGoing = true
      return { started: true, warnings }
    } finally {
      if (!isGoing) {
        this.active = undefined
        giveBack()
      }
    }
  }

  stop(): void {
    if (this.active === undefined) return
    this.active.isStopped = true
    this.active.sweep?.stop()
  }

  private async go(active: Active, { source, lesson, script, cwd, settings }: Ready): Promise<void> {
    const cores = settings.limits.processors ?? os.availableParallelism()
    const repeats: Repeat[] = []
    const begin = performance.now()
    const tell = (event: SweepEvent) => this.page.send('sweep-event', event)
    const kept = this.history?.recordSweep(source, { settings, cores, argv: [] })
    const soFar = paced(() => provisional({ settings, cores, repeats, notes: [] }))
    active.sweep = new Sweep(
      this.lab,
      { script, argv: [], cwd, settings },
      {
        progress: (progress) => tell({ type: 'run-begun', ...progress }),
        repeat(repeat) {
          repeats.push(repeat)
          kept?.repeat(repeat)
          tell({ type: 'repeat-measured', repeat, answer: soFar() })
        },
      },
    )
    tell({ type: 'sweep-started', id: kept?.id ?? null, settings, cores })
    const ended = (notes: readonly string[], error: string | null) => {
      const outcome = error !== null ? 'failed' : active.isStopped ? 'stopped' : 'finished'
      const hasFailed = repeats.every((repeat) => repeat.outcome !== 'finished')
      const seconds = (performance.now() - begin) / 1000
      const data = { settings, cores, repeats, notes }
      const found = answer(data)
      if (lesson !== undefined) this.trials.compared(lesson, { kind: 'sweep', script: source, data })
      kept?.end(outcome === 'finished' && hasFailed ? 'failed' : outcome, seconds, notes, found)
      this.active = undefined
      tell({ type: 'sweep-ended', outcome, notes, answer: repeats.length === 0 ? null : found, error })
    }
    await active.sweep.run().then(
      ({ notes }) => ended(notes, null),
      (error: unknown) => ended([], error instanceof Error ? error.message : String(error)),
    )
  }
}

/** `null` for what is asked too soon after the last. */
function paced<T>(work: () => T | null): () => T | null {
  let next = -Infinity
  return () => {
    const begin = performance.now()
    if (begin < next) return null
    const result = work()
    const end = performance.now()
    next = end + Math.max(PACE, REST * (end - begin))
    return result
  }
}
