/** The window's runs: compiled, started, stopped, and told to the page. */
import type { Diagnostic } from '../../protocol/compiled'
import type { ScriptSource } from '../../protocol/history'
import type { StartedRun, StartRun } from '../../protocol/lab'
import type { ActiveRun, Lab } from '../lab'
import { compile } from './compiling'
import type { Documents } from './documents'
import type { Outlet } from './page'
import { RunFeed } from './run-feed'

export class RunService {
  private readonly lab: Lab
  private readonly documents: Documents
  private readonly page: Outlet
  private active: { readonly run: ActiveRun; readonly feed: RunFeed } | undefined
  /** A script is compiled for a run, which may be stopped meanwhile. */
  private compiling: { isStopped: boolean } | undefined

  constructor(lab: Lab, documents: Documents, page: Outlet) {
    this.lab = lab
    this.documents = documents
    this.page = page
  }

  get isActive(): boolean {
    return this.active !== undefined || this.compiling !== undefined
  }

  /** @throws Error while another run goes on */
  async start({ poolSize, ...source }: StartRun, processLimit: number): Promise<StartedRun> {
    if (this.isActive) throw new Error('A run is going on; stop it first.')
    const compiling = (this.compiling = { isStopped: false })
    try {
      const compiled = await compile(this.documents, source)
      if (!compiled.ok) return { started: false, errors: compiled.errors }
      if (compiling.isStopped) throw new Error('The run was stopped before it began.')
      const feed = new RunFeed(this.page, (named) => this.documents.grantScript(named))
      const request = {
        script: compiled.script,
        argv: [],
        cwd: compiled.cwd,
        poolSize,
        chunkSize: null,
        processLimit,
        source,
      }
      const run = this.lab.start(request, feed)
      this.active = { run, feed }
      void run.ended.then((end) => {
        this.active = undefined
        return feed.end(end)
      })
      return { started: true, runId: run.id, warnings: compiled.warnings }
    } finally {
      this.compiling = undefined
    }
  }

  stop(): void {
    if (this.compiling !== undefined) this.compiling.isStopped = true
    this.active?.feed.stopping()
    this.active?.run.stop()
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
    const compiled = await compile(this.documents, script)
    return compiled.ok ? compiled.warnings : compiled.errors
  }
}
