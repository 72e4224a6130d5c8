/** The window's runs: compiles, starts, and tells the page what happens. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import type { Events, StartedRun, StartRun } from '../../protocol/lab'
import { compileScript } from '../compile'
import type { ActiveRun, Lab } from '../lab'
import { ConsoleFeed } from './console-feed'
import type { Documents } from './documents'

export type Send = <K extends keyof Events>(name: K, event: Events[K]) => void

export class RunService {
  private readonly lab: Lab
  private readonly documents: Documents
  private readonly scratch: string
  private readonly send: Send
  private active: ActiveRun | undefined
  private isCompiling = false

  /** @param scratch folder for scripts that were never saved */
  constructor(lab: Lab, documents: Documents, scratch: string, send: Send) {
    this.lab = lab
    this.documents = documents
    this.scratch = scratch
    this.send = send
    mkdirSync(scratch, { recursive: true })
  }

  /** @throws Error while another run goes on */
  async start(request: StartRun, processLimit: number): Promise<StartedRun> {
    if (this.active !== undefined || this.isCompiling) throw new Error('A run is going on; stop it first.')
    this.isCompiling = true
    try {
      const { text, poolSize } = request
      const file = this.documents.place(request.path, request.example, this.scratch)
      const compiled = await compileScript({ file, text })
      if (!compiled.ok) return { started: false, errors: compiled.errors }
      const cwd = request.path === null && request.example === null ? homedir() : path.dirname(file)
      const runId = this.begin({ script: compiled.script, argv: [], cwd, poolSize, processLimit })
      return { started: true, runId, warnings: compiled.warnings }
    } finally {
      this.isCompiling = false
    }
  }

  stop(): void {
    if (this.active === undefined) return
    this.tell(this.active.id, 'stopping')
    this.active.stop()
  }

  private begin(request: Parameters<Lab['start']>[0]): string {
    const began = performance.now()
    let feed: ConsoleFeed | undefined
    let runId = ''
    const run = this.lab.start(request, {
      event: (event) => {
        if (event.type === 'run-started') {
          runId = event.runId
          feed = new ConsoleFeed(
            runId,
            () => performance.now() - began,
            (batch) => this.send('console', batch),
          )
          this.tell(runId, 'starting')
        }
        this.send('run-event', { ...event, runId })
        if (event.type === 'process-started' && event.parent === null) this.tell(runId, 'running')
        if (event.type === 'process-ended') feed?.end(event.process)
      },
      telemetry: (batch) => this.send('telemetry', batch),
      output: (from, stream, chunk) => feed?.add(from, stream, chunk),
      uncaught: (error) => this.send('script-error', { runId, ...error }),
    })
    this.active = run
    void run.ended.then(({ outcome, exitcode }) => {
      this.active = undefined
      feed?.close()
      this.send('run-state', { runId: run.id, state: outcome, outcome, exitcode })
    })
    return run.id
  }

  private tell(runId: string, state: 'starting' | 'running' | 'stopping'): void {
    this.send('run-state', { runId, state, outcome: null, exitcode: null })
  }
}
