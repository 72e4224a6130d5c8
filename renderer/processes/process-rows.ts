/** The processes of the last run as rows of a tree, from what main measures and reports. */
import type { ProcessEnd, RunEvent } from '../../protocol/run-event'
import type { ProcessSample, Site, TaskSample, TelemetryBatch, WaitSample } from '../../protocol/telemetry'

/** An operation that waits, with its place in the script. */
export interface Waiting extends Omit<WaitSample, 'site'> {
  readonly site: Site | null
}

export interface ProcessRow {
  readonly process: number
  readonly pid: number
  readonly name: string
  readonly parent: number | null
  /** Steps below the script's own process. */
  readonly depth: number
  readonly state: ProcessSample['state']
  readonly waitsFor: string
  readonly waits: readonly Waiting[]
  readonly task: TaskSample | null
  /** Share of one processor. */
  readonly cpu: number
  /** Bytes; the last measure stays after the end. */
  readonly memory: number
  readonly tasksDone: number
  /** Milliseconds at the last look since it gave a sign of life. */
  readonly quiet: number
  readonly exitcode: number | null
  readonly reason: ProcessEnd['reason'] | null
  /** Milliseconds of the run. */
  readonly startedAt: number
  readonly endedAt: number | null
}

export type SortKey = 'tree' | 'pid' | 'state' | 'cpu' | 'memory' | 'tasksDone' | 'quiet' | 'exitcode'

const NOTHING_YET = {
  state: 'running',
  waitsFor: '',
  waits: [],
  task: null,
  cpu: 0,
  memory: 0,
  tasksDone: 0,
  quiet: 0,
  exitcode: null,
  reason: null,
  endedAt: null,
} as const

export class ProcessTable {
  private readonly known = new Map<number, ProcessRow>()

  begin(_runId: string): void {
    this.known.clear()
  }

  event(event: RunEvent): void {
    if (event.type === 'process-started') {
      const { process, pid, name, parent, at } = event
      const depth = parent === null ? 0 : (this.known.get(parent)?.depth ?? 0) + 1
      this.known.set(process, { process, pid, name, parent, depth, ...NOTHING_YET, startedAt: at })
    } else if (event.type === 'process-ended') {
      const { exitcode, reason, at } = event
      const rest = { waitsFor: '', waits: [], task: null, cpu: 0, quiet: 0 }
      this.change(event.process, { ...rest, state: 'ended', exitcode, reason, endedAt: at })
    }
  }

  add({ processes, sites, at }: TelemetryBatch): void {
    for (const { process, state, waitsFor, waits, task, cpu, memory, tasksDone, seenAt } of processes) {
      const row = this.known.get(process)
      if (row === undefined) continue
      if (row.endedAt !== null) this.change(process, { tasksDone })
      else
        this.change(process, {
          state,
          waitsFor,
          waits: waits.map((wait) => ({ ...wait, site: sites[wait.site] ?? null })),
          task,
          cpu,
          memory: memory === 0 ? row.memory : memory,
          tasksDone,
          quiet: Math.max(0, at - Math.max(seenAt, row.startedAt)),
        })
    }
  }

  /** Children stand under their parents, in the order in which they started. */
  rows(): readonly ProcessRow[] {
    const children = new Map<number | null, ProcessRow[]>()
    for (const row of this.known.values()) {
      const parent = row.parent !== null && this.known.has(row.parent) ? row.parent : null
      const brothers = children.get(parent)
      if (brothers === undefined) children.set(parent, [row])
      else brothers.push(row)
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
