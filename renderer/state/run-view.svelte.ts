/** What is shown of a run: gathered from what main tells of it, while it goes on or out of the history. */
import type { ScriptError } from '../../protocol/lab'
import type { Incident, RunEvent } from '../../protocol/run-event'
import type { ConsoleBatch, MapSample, TelemetryBatch } from '../../protocol/telemetry'
import { TelemetryHistory } from '../../analysis/run/history'
import { ConsoleLines } from '../console/lines'
import { ProcessTable, type ProcessRow } from '../processes/process-rows'

export class RunView {
  /** Done items of all pool calls of the run as a share of their total, or `null` before the first. */
  progress = $state.raw<number | null>(null)
  rows = $state.raw<readonly ProcessRow[]>([])
  errors = $state.raw<readonly ScriptError[]>([])
  incidents = $state.raw<readonly (Incident & { readonly at: number })[]>([])
  readonly history = new TelemetryHistory()
  readonly lines = new ConsoleLines()
  private readonly table = new ProcessTable()
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- counted here 20 times a second, shown as `progress`
  private readonly maps = new Map<number, MapSample>()
  /** Of the run in the history, `''` before the first. */
  runId = $state.raw('')

  /** What comes of another run than the last begins a view of that one: it may come before the answer to its start. */
  protected meet(runId: string): void {
    if (runId === this.runId) return
    this.runId = runId
    this.errors = []
    this.incidents = []
    this.rows = []
    this.progress = null
    this.maps.clear()
    this.history.begin(runId)
    this.lines.begin(runId)
    this.table.begin(runId)
  }

  protected hear(event: RunEvent & { readonly runId: string }): void {
    this.meet(event.runId)
    this.history.event(event)
    this.table.event(event)
    if (event.type === 'process-started' || event.type === 'process-ended') this.rows = this.table.rows()
    if (event.type === 'incident') this.incidents = [...this.incidents, event]
  }

  protected measure(batch: TelemetryBatch): void {
    this.meet(batch.runId)
    this.history.add(batch)
    this.table.add(batch)
    this.rows = this.table.rows()
    for (const map of batch.maps) this.maps.set(map.map, map)
    let done = 0
    let total = 0
    for (const map of this.maps.values()) {
      done += map.done
      total += map.total
    }
    this.progress = total === 0 ? null : done / total
  }

  protected print(batch: ConsoleBatch): void {
    this.meet(batch.runId)
    this.lines.add(batch)
  }
}
