/** Telemetry's way to the page: a batch per 50 ms at most, and none before the page has taken the last one. */
import type { TaskColumns, TelemetryBatch } from '../../protocol/telemetry'

/** Milliseconds between two batches; a little under the sampler's own pace, which then passes through. */
const PACE = 45
/** Task records that may wait for a page that is busy; more are counted as dropped. */
const MOST_TASKS = 50_000

export class TelemetryFeed {
  private readonly deliver: (batch: TelemetryBatch) => Promise<void>
  private waiting: TelemetryBatch | undefined
  private flowing: Promise<void> | undefined
  private sent = -Infinity

  /** @param deliver resolves when the page has taken the batch */
  constructor(deliver: (batch: TelemetryBatch) => Promise<void>) {
    this.deliver = deliver
  }

  add(batch: TelemetryBatch): void {
    this.waiting = this.waiting === undefined ? batch : merge(this.waiting, batch)
    this.flowing ??= this.flow()
  }

  /** Settles when the page has taken every batch so far. */
  drained(): Promise<void> {
    return this.flowing ?? Promise.resolve()
  }

  private async flow(): Promise<void> {
    while (this.waiting !== undefined) {
      const rest = this.sent + PACE - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)))
      const batch = this.waiting
      this.waiting = undefined
      this.sent = performance.now()
      await this.deliver(batch)
    }
    this.flowing = undefined
  }
}

/** The newest figures of every process and call, and the tasks of both. */
export function merge(before: TelemetryBatch, after: TelemetryBatch): TelemetryBatch {
  const processes = new Map([...before.processes, ...after.processes].map((sample) => [sample.process, sample]))
  const maps = new Map([...before.maps, ...after.maps].map((sample) => [sample.map, sample]))
  return {
    ...after,
    processes: [...processes.values()],
    maps: [...maps.values()],
    tasks: join(before.tasks, after.tasks),
  }
}

function join(before: TaskColumns, after: TaskColumns): TaskColumns {
  const excess = Math.max(0, before.start.length + after.start.length - MOST_TASKS)
  const column = <T>(a: readonly T[], b: readonly T[]): T[] => [...a, ...b].slice(excess)
  return {
    process: column(before.process, after.process),
    map: column(before.map, after.map),
    index: column(before.index, after.index),
    count: column(before.count, after.count),
    start: column(before.start, after.start),
    end: column(before.end, after.end),
    failed: column(before.failed, after.failed),
    attempt: column(before.attempt, after.attempt),
    bytesIn: column(before.bytesIn, after.bytesIn),
    bytesOut: column(before.bytesOut, after.bytesOut),
    decode: column(before.decode, after.decode),
    encode: column(before.encode, after.encode),
    shown: [...before.shown, ...after.shown.map((one) => ({ ...one, row: one.row + before.start.length }))].flatMap(
      (one) => (one.row < excess ? [] : [{ ...one, row: one.row - excess }]),
    ),
    dropped: before.dropped + after.dropped + excess,
  }
}
