/** What is shown of a run: gathered from what main tells of it, while it goes on or out of the history. */
import type { ScriptError } from '../../protocol/lab'
import type { Law, RunEvent } from '../../protocol/run-event'
import type { ConsoleBatch, MapSample, Site, TelemetryBatch } from '../../protocol/telemetry'
import { costsOf, type CopyCost } from '../../analysis/run/copies'
import { TelemetryHistory } from '../../analysis/run/history'
import { ConsoleLines } from '../console/lines'
import { deadlockAfter, type Deadlock } from '../deadlock/deadlock'
import type { TimedIncident } from '../incidents/markdown'
import { Selection } from '../selection/selection.svelte'
import { ProcessTable, type ProcessRow } from '../processes/process-rows'

/** Milliseconds of the run between two looks at the figures of its processes: sooner nobody can read them, and to write them is what a window with many of them is busy with. */
const READABLE = 250

export class RunView {
  /** Done items of all pool calls of the run as a share of their total, or `null` before the first. */
  progress = $state.raw<number | null>(null)
  rows = $state.raw<readonly ProcessRow[]>([])
  errors = $state.raw<readonly ScriptError[]>([])
  incidents = $state.raw<readonly TimedIncident[]>([])
  /** Those of very many that have no card. */
  incidentsOmitted = $state.raw(0)
  /** Those that were found, in their order; what ended says how. */
  deadlocks = $state.raw<readonly Deadlock[]>([])
  /** How the laws stood at the end; none before it. */
  laws = $state.raw<readonly Law[]>([])
  /** Counts what came, for views of what is gathered outside the page's state. */
  version = $state.raw(0)
  /** The text that runs; `null` where it is not known. */
  source = $state.raw<string | null>(null)
  readonly history = new TelemetryHistory()
  readonly sharing = this.history.sharing
  /** What of it is chosen in the timeline. */
  readonly selection = new Selection(this.history)
  readonly lines = new ConsoleLines()
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read where `version` is
  readonly maps = new Map<number, MapSample>()
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read where `version` is
  private readonly sites = new Map<number, Site>()
  private readonly table = new ProcessTable()
  /** Milliseconds of the run of the last look at it. */
  private rowsAt = -Infinity
  /** Of the run in the history, `''` before the first. */
  runId = $state.raw('')

  /** What comes of another run than the last begins a view of that one: it may come before the answer to its start. */
  protected meet(runId: string): void {
    if (runId === this.runId) return
    this.runId = runId
    this.errors = []
    this.incidents = []
    this.incidentsOmitted = 0
    this.deadlocks = []
    this.laws = []
    this.rows = []
    this.progress = null
    this.maps.clear()
    this.sites.clear()
    this.source = null
    this.history.begin(runId)
    this.selection.begin()
    this.lines.begin(runId)
    this.table.begin(runId)
    this.rowsAt = -Infinity
  }

  protected hear(event: RunEvent & { readonly runId: string }): void {
    this.meet(event.runId)
    this.history.event(event)
    this.table.event(event)
    if (['process-started', 'process-ended', 'run-ended'].includes(event.type)) this.rows = this.table.rows()
    if (event.type === 'incident') this.incidents = [...this.incidents, event]
    else if (event.type === 'incidents-omitted') this.incidentsOmitted = event.count
    else if (event.type === 'laws') this.laws = event.laws
    else this.deadlocks = deadlockAfter(this.deadlocks, event)
    this.version++
  }

  protected measure(batch: TelemetryBatch): void {
    this.meet(batch.runId)
    this.history.add(batch)
    this.table.add(batch)
    if (batch.at - this.rowsAt >= READABLE) {
      this.rowsAt = batch.at
      this.rows = this.table.rows()
    }
    for (const map of batch.maps) {
      const site = batch.sites[map.site]
      this.maps.set(map.map, map)
      if (site !== undefined) this.sites.set(map.map, site)
    }
    let done = 0
    let total = 0
    for (const map of this.maps.values()) {
      done += map.done
      total += map.total
    }
    this.progress = total === 0 ? null : done / total
    this.version++
  }

  /** What carrying values between processes has cost so far, by line. */
  get costs(): readonly CopyCost[] {
    const things = this.sharing.all.map(({ sample }) => sample)
    return costsOf(this.maps.values(), things, ({ map }) => this.sites.get(map) ?? null)
  }

  /** Nothing follows: what came last stays. */
  protected end(): void {
    this.rows = this.table.rows()
    this.history.end()
  }

  protected print(batch: ConsoleBatch): void {
    this.meet(batch.runId)
    this.lines.add(batch)
  }
}
