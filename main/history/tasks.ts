/** A run's task records in bounded memory: when there are too many, neighbours of one process become one. */
import type { TaskColumns } from '../../protocol/telemetry'

const MOST = 10_000

interface Task {
  chunks: number
  readonly process: number
  readonly map: number
  readonly index: number
  count: number
  readonly start: number
  end: number
  failed: boolean
}

/** A record as it is packed; times in microseconds of the run. */
export type PackedTask = readonly [
  process: number,
  map: number,
  index: number,
  count: number,
  start: number,
  duration: number,
  failed: 0 | 1,
]

export class TaskRecords {
  /** How many neighbouring chunks one record may stand for. */
  chunksPerRecord = 1
  dropped = 0
  private readonly most: number
  private tasks: Task[] = []
  /** The last record of each process. */
  private last = new Map<number, Task>()

  constructor(most = MOST) {
    this.most = most
  }

  add({ process, map, index, count, start, end, failed, dropped }: TaskColumns): void {
    this.dropped += dropped
    for (let i = 0; i < process.length; i++)
      this.take({
        chunks: 1,
        process: process[i] as number,
        map: map[i] as number,
        index: index[i] as number,
        count: count[i] as number,
        start: start[i] as number,
        end: end[i] as number,
        failed: failed[i] as boolean,
      })
    while (this.tasks.length > this.most) this.halve()
  }

  packed(): PackedTask[] {
    return this.tasks.map(({ process, map, index, count, start, end, failed }) => [
      process,
      map,
      index,
      count,
      Math.round(start * 1000),
      Math.round((end - start) * 1000),
      failed ? 1 : 0,
    ])
  }

  /** Adds to the last record of the process what still fits into it. */
  private take(task: Task): void {
    const last = this.last.get(task.process)
    if (last?.map === task.map && last.chunks + task.chunks <= this.chunksPerRecord) {
      last.chunks += task.chunks
      last.count += task.count
      last.end = task.end
      last.failed ||= task.failed
    } else {
      this.tasks.push(task)
      this.last.set(task.process, task)
    }
  }

  private halve(): void {
    const before = this.tasks
    this.chunksPerRecord *= 2
    this.tasks = []
    this.last = new Map()
    for (const task of before) this.take(task)
    // Nothing has a neighbour: each of very many processes, or calls, has few.
    if (this.tasks.length === before.length) this.dropped += this.tasks.splice(0, before.length - this.most).length
  }
}

/** Packed records as the columns they came from. */
export function unpackTasks(packed: readonly PackedTask[], dropped: number): TaskColumns {
  return {
    process: packed.map(([process]) => process),
    map: packed.map(([, map]) => map),
    index: packed.map(([, , index]) => index),
    count: packed.map(([, , , count]) => count),
    start: packed.map(([, , , , start]) => start / 1000),
    end: packed.map(([, , , , start, duration]) => (start + duration) / 1000),
    failed: packed.map(([, , , , , , failed]) => failed === 1),
    attempt: packed.map(() => 1),
    bytesIn: packed.map(() => 0),
    bytesOut: packed.map(() => 0),
    decode: packed.map(() => 0),
    encode: packed.map(() => 0),
    shown: [],
    dropped,
  }
}
