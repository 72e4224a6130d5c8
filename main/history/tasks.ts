/** A run's task records in bounded memory: when there are too many, neighbours of one process become one. */
import type { ShownTask, TaskColumns } from '../../protocol/telemetry'

const MOST = 10_000
/** Records that keep what they were given in short: those that failed, and the longest. */
const MOST_SHOWN = 1_000

type Texts = Pick<ShownTask, 'items' | 'result'>

interface Task {
  chunks: number
  readonly process: number
  readonly map: number
  readonly index: number
  count: number
  readonly start: number
  end: number
  /** Milliseconds of work; less than `end - start` where there were pauses between its chunks. */
  busy: number
  failed: boolean
  attempt: number
  bytesIn: number
  bytesOut: number
  decode: number
  encode: number
  /** Of the chunk that weighs most of those it stands for. */
  texts: Texts | undefined
  weight: number
}

/**
 * A record as it is packed; times in microseconds, the first of the run. Only a record of several
 * chunks has them all, and older recordings the first seven. */
export type PackedTask = readonly [
  process: number,
  map: number,
  index: number,
  count: number,
  start: number,
  duration: number,
  failed: 0 | 1,
  attempt?: number,
  bytesIn?: number,
  bytesOut?: number,
  decode?: number,
  encode?: number,
  items?: string | null,
  result?: string | null,
  chunks?: number,
  busy?: number,
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

  add(columns: TaskColumns): void {
    this.dropped += columns.dropped
    const texts = new Map(columns.shown.map((shown) => [shown.row, shown]))
    for (let i = 0; i < columns.process.length; i++) this.take(taskAt(columns, i, texts.get(i)))
    while (this.tasks.length > this.most) this.halve()
  }

  packed(): PackedTask[] {
    const shown = new Set(
      this.tasks
        .filter(({ texts }) => texts !== undefined)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, MOST_SHOWN),
    )
    return this.tasks.map((task) => pack(task, shown.has(task)))
  }

  /** Adds to the last record of the process what still fits into it. */
  private take(task: Task): void {
    const last = this.last.get(task.process)
    if (last?.map === task.map && last.chunks + task.chunks <= this.chunksPerRecord) join(last, task)
    else {
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

function taskAt(columns: TaskColumns, i: number, shown: ShownTask | undefined): Task {
  const [start, end] = [columns.start[i] as number, columns.end[i] as number]
  const failed = columns.failed[i] as boolean
  return {
    chunks: 1,
    process: columns.process[i] as number,
    map: columns.map[i] as number,
    index: columns.index[i] as number,
    count: columns.count[i] as number,
    start,
    end,
    busy: end - start,
    failed,
    attempt: columns.attempt[i] as number,
    bytesIn: columns.bytesIn[i] as number,
    bytesOut: columns.bytesOut[i] as number,
    decode: columns.decode[i] as number,
    encode: columns.encode[i] as number,
    texts: shown && { items: shown.items, result: shown.result },
    weight: shown === undefined ? 0 : failed ? Infinity : end - start,
  }
}

function join(into: Task, task: Task): void {
  into.chunks += task.chunks
  into.count += task.count
  into.end = task.end
  into.busy += task.busy
  into.failed ||= task.failed
  into.attempt = Math.max(into.attempt, task.attempt)
  into.bytesIn += task.bytesIn
  into.bytesOut += task.bytesOut
  into.decode += task.decode
  into.encode += task.encode
  if (task.weight <= into.weight) return
  into.texts = task.texts
  into.weight = task.weight
}

function pack(task: Task, isShown: boolean): PackedTask {
  const { process, map, index, count, start, end, failed, attempt, bytesIn, bytesOut, decode, encode } = task
  const figures = [
    process,
    map,
    index,
    count,
    micro(start),
    micro(end - start),
    failed ? 1 : 0,
    attempt,
    bytesIn,
    bytesOut,
    micro(decode),
    micro(encode),
  ] as const
  const texts = isShown ? task.texts : undefined
  if (task.chunks > 1) return [...figures, texts?.items ?? null, texts?.result ?? null, task.chunks, micro(task.busy)]
  return texts === undefined ? figures : [...figures, texts.items, texts.result]
}

function micro(milliseconds: number): number {
  return Math.round(milliseconds * 1000)
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
    failed: packed.map((task) => task[6] === 1),
    attempt: packed.map((task) => task[7] ?? 1),
    bytesIn: packed.map((task) => task[8] ?? 0),
    bytesOut: packed.map((task) => task[9] ?? 0),
    decode: packed.map((task) => (task[10] ?? 0) / 1000),
    encode: packed.map((task) => (task[11] ?? 0) / 1000),
    shown: packed.flatMap((task, row) => {
      const [items, result] = [task[12], task[13]]
      return typeof items !== 'string' || typeof result !== 'string' ? [] : [{ row, items, result }]
    }),
    joined: packed.flatMap((task, row) => {
      const [chunks, busy] = [task[14], task[15]]
      return chunks === undefined || busy === undefined ? [] : [{ row, chunks, busy: busy / 1000 }]
    }),
    dropped,
  }
}
