/** The processes of the last run as rows of a tree, from what main measures and reports. */
import type { ProcessEnd, RunEvent } from '../../protocol/run-event'
import type { ProcessSample, TelemetryBatch } from '../../protocol/telemetry'

export interface ProcessRow {
  readonly process: number
  readonly pid: number
  readonly name: string
  readonly parent: number | null
  /** Steps below the script's own process. */
  readonly depth: number
  readonly state: ProcessSample['state']
  readonly waitsFor: string
  /** Share of one processor. */
  readonly cpu: number
  /** Bytes; the last measure stays after the end. */
  readonly memory: number
  readonly tasksDone: number
  readonly exitcode: number | null
  readonly reason: ProcessEnd['reason'] | null
  /** Milliseconds of the run. */
  readonly startedAt: number
  readonly endedAt: number | null
}

export type SortKey = 'tree' | 'pid' | 'state' | 'cpu' | 'memory' | 'tasksDone' | 'exitcode'

export class ProcessTable {
  private readonly known = new Map<number, ProcessRow>()

  begin(_runId: string): void {
    this.known.clear()
  }

  event(event: RunEvent): void {
    if (event.type === 'process-started') {
      const { process, pid, name, parent, at } = event
      const depth = parent === null ? 0 : (this.known.get(parent)?.depth ?? 0) + 1
      const rest = {
        state: 'running',
        waitsFor: '',
        cpu: 0,
        memory: 0,
        tasksDone: 0,
        exitcode: null,
        reason: null,
      } as const
      this.known.set(process, { process, pid, name, parent, depth, ...rest, startedAt: at, endedAt: null })
    } else if (event.type === 'process-ended') {
      const { exitcode, reason, at } = event
      this.change(event.process, { state: 'ended', waitsFor: '', cpu: 0, exitcode, reason, endedAt: at })
    }
  }

  add(batch: TelemetryBatch): void {
    for (const { process, state, waitsFor, cpu, memory, tasksDone } of batch.processes) {
      const row = this.known.get(process)
      if (row === undefined) continue
      if (row.endedAt !== null) this.change(process, { tasksDone })
      else this.change(process, { state, waitsFor, cpu, memory: memory === 0 ? row.memory : memory, tasksDone })
    }
  }

  /** Children stand under their parents, in the order in which they started. */
  rows(): readonly ProcessRow[] {
    const children = new Map<number | null, ProcessRow[]>()
    for (const row of this.known.values()) {
      const parent = row.parent !== null && this.known.has(row.parent) ? row.parent : null
      children.set(parent, [...(children.get(parent) ?? []), row])
    }
    const walk = (parent: number | null): ProcessRow[] =>
      (children.get(parent) ?? []).flatMap((row) => [row, ...walk(row.process)])
    return walk(null)
  }

  private change(process: number, change: Partial<ProcessRow>): void {
    const row = this.known.get(process)
    if (row !== undefined) this.known.set(process, { ...row, ...change })
  }
}

/** Rows by a column; `tree` leaves them under their parents. */
export function sortRows(rows: readonly ProcessRow[], key: SortKey, descending: boolean): readonly ProcessRow[] {
  if (key === 'tree') return rows
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [a[key] ?? -Infinity, b[key] ?? -Infinity]
    return sign * (x < y ? -1 : x > y ? 1 : a.process - b.process)
  })
}
