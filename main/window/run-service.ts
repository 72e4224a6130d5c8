/** The window's runs: compiled, started, stopped, and told to the page. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import type { Diagnostic } from '../../protocol/compiled'
import type { Commands, StartedRun, StartRun } from '../../protocol/lab'
import { compileScript } from '../compile'
import type { ActiveRun, Lab } from '../lab'
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

  /** @throws Error while another run goes on */
  async start({ text, path: own, example, poolSize }: StartRun, processLimit: number): Promise<StartedRun> {
    if (this.active !== undefined || this.compiling !== undefined) throw new Error('A run is going on; stop it first.')
    const compiling = (this.compiling = { isStopped: false })
    try {
      const file = this.documents.place(own, example)
      const compiled = await compileScript({ file, text })
      if (!compiled.ok) {
        this.mayBeRead(compiled.errors)
        return { started: false, errors: compiled.errors }
      }
      if (compiling.isStopped) throw new Error('The run was stopped before it began.')
      this.mayBeRead(compiled.warnings)
      const feed = new RunFeed(this.page, (named) => this.documents.grantScript(named))
      const request = {
        script: compiled.script,
        argv: [],
        cwd: folderOf(file),
        poolSize,
        chunkSize: null,
        processLimit,
        source: { text, path: own, example },
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

  async check({ text, path: own, example }: Commands['checkScript']['argument']): Promise<readonly Diagnostic[]> {
    const compiled = await compileScript({ file: this.documents.place(own, example), text })
    const diagnostics = compiled.ok ? compiled.warnings : compiled.errors
    this.mayBeRead(diagnostics)
    return diagnostics
  }

  /** The user may follow a complaint into an imported file. */
  private mayBeRead(diagnostics: readonly Diagnostic[]): void {
    for (const { file } of diagnostics) this.documents.grantScript(file)
  }
}

/** Where a script runs: beside its file, or at home while it was never saved. */
function folderOf(file: string): string {
  const folder = path.dirname(file)
  return existsSync(folder) ? folder : homedir()
}
