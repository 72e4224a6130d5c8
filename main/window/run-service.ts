/** The window's runs: compiled, started, stopped, and told to the page. */
import type { Diagnostic } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import { languageOf } from '../../protocol/language'
import type { StartedRun, StartRun } from '../../protocol/lab'
import type { RunLimits } from '../../protocol/limits'
import { texts } from '../../texts/main'
import type { ActiveRun, Lab } from '../lab'
import type { Trials } from '../lessons/trials'
import { settingsOf } from '../runs/request'
import { compile } from './compiling'
import type { Documents } from './documents'
import type { Outlet } from './page'
import { RunFeed } from './run-feed'
import type { Turn } from './turn'

interface Parts {
  readonly lab: Lab
  readonly turn: Turn
  readonly documents: Documents
  /** Runs of lessons are recorded there. */
  readonly trials: Trials
  readonly page: Outlet
}

export class RunService {
  private readonly lab: Lab
  private readonly turn: Turn
  private readonly documents: Documents
  private readonly trials: Trials
  private readonly page: Outlet
  private active: { readonly run: ActiveRun; readonly feed: RunFeed } | undefined
  /** A script is compiled for a run, which may be stopped meanwhile. */
  private compiling: { isStopped: boolean } | undefined

  constructor({ lab, turn, documents, trials, page }: Parts) {
    this.lab = lab
    this.turn = turn
    this.documents = documents
    this.trials = trials
    this.page = page
  }

  /** @throws Error while something else goes on */
  async start({ poolSize, lesson, ...source }: StartRun, limits: RunLimits): Promise<StartedRun> {
    const giveBack = this.turn.take(this.page, { kind: 'run', script: this.documents.nameOf(source) })
    const compiling = (this.compiling = { isStopped: false })
    let isGoing = false
    try {
      const compiled = await compile(this.documents, source)
      if (!compiled.ok) return { started: false, errors: compiled.errors }
      if (compiling.isStopped) throw new Error(texts.notices.stoppedBefore.run)
      const feed = new RunFeed(this.page, (named) => this.documents.grantScript(named))
      const { script, cwd, warnings } = compiled
      const request = { limits, script, argv: [], cwd, poolSize, chunkSize: null, source }
      const settings = settingsOf(request)
      const tried = lesson === undefined ? null : this.trials.record(lesson, { source, settings, isDirect: false })
      const run = this.lab.start(request, tried?.over(feed) ?? feed)
      this.active = { run, feed }
      isGoing = true
      void run.ended.then((end) => {
        this.active = undefined
        giveBack()
        return feed.end(end)
      })
      return { started: true, runId: run.id, warnings }
    } finally {
      this.compiling = undefined
      if (!isGoing) giveBack()
    }
  }

  stop(): void {
    if (this.compiling !== undefined) this.compiling.isStopped = true
    this.active?.feed.stopping()
    this.active?.run.stop()
  }

  /** The user has typed a line for a process, or (`null`) ended its input. */
  typeLine(text: string | null): void {
    this.active?.feed.type(text)
  }

  /** Ends one process of the run. */
  signal(process: number, how: 'terminate' | 'kill'): void {
    this.active?.run.signal(process, how)
  }

  /** @throws Error when the deadlock is there no more */
  breakDeadlock(deadlock: number): void {
    this.active?.run.breakDeadlock(deadlock)
  }

  async check(script: ScriptSource): Promise<readonly Diagnostic[]> {
    const file = this.documents.place(script.path, script.example)
    if (languageOf(file) === 'python') return this.lab.checker.check(file, script.text)
    const compiled = await compile(this.documents, script)
    return compiled.ok ? compiled.warnings : compiled.errors
  }
}
