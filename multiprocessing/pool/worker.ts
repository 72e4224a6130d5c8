/** A pool worker: takes chunks, runs them, sends results. What it has is noted in its slot before it leaves the queue. */
import { decode, encode } from '../encoding'
import { registerName } from '../places'
import { currentProcess } from '../current-process'
import { attached, type Attachment } from '../segment/attachment'
import { Channel, ClosedError } from '../segment/channel'
import { CLAIM, MEASURE, RECORDS_AT, SLOT, TASK_RECORD, TASK_RECORDS } from '../segment/layout'
import { now } from '../segment/segment'
import { slotAt } from '../segment/slots'
import { awaited, PENDING, type Source } from '../segment/waiting'
import { words } from '../segment/words'
import {
  BROKEN,
  DONE,
  FAILED,
  readTaskHead,
  RESULT_RESERVED,
  TASK_HEAD,
  writeResultHead,
  type ResultStatus,
  type Task,
} from './records'

type AnyFunction = (...args: unknown[]) => unknown

/** What a worker is told when it starts. */
export interface WorkerSetup {
  readonly tasks: number
  readonly results: number
  readonly initializer: AnyFunction | null
  readonly initargs: readonly unknown[]
  readonly maxTasks: number
}

type Send = (task: Pick<Task, 'work' | 'index' | 'count'>, status: ResultStatus, value: unknown) => void

const KNOWN_FUNCTIONS = 64
/** Milliseconds between two notes of how far a chunk has come. */
const PROGRESS = 5

export async function poolWorker(setup: WorkerSetup): Promise<void> {
  const run = attached()
  const tasks = new Channel(run.segment, setup.tasks)
  const results = new Channel(run.segment, setup.results)
  const meter = new Meter(run)
  const functions = new Map<number, AnyFunction>()
  const source: Source = {
    kind: 'task',
    number: tasks.number,
    isReady: () => tasks.canTake(),
    withdraw: (entry) => tasks.withdrawGetter(entry),
  }
  const send: Send = (task, status, value) => {
    const record = encode(value, 'result', RESULT_RESERVED)
    writeResultHead(record, { work: task.work, index: task.index, count: task.count, status, slot: run.slot })
    results.tryPut(record, 0)
  }

  if (setup.initializer !== null) {
    try {
      await setup.initializer(...setup.initargs)
    } catch (error) {
      send({ work: 0, index: 0, count: 0 }, BROKEN, toError(error))
      return
    }
  }

  meter.ready()
  for (let chunks = 0; setup.maxTasks === 0 || chunks < setup.maxTasks; chunks++) {
    let taken: Taken
    try {
      taken = (await awaited(source, (entry) => take(tasks, entry, meter.claim))) as Taken
    } catch (error) {
      if (error instanceof ClosedError) return
      throw error
    }
    const { task } = taken
    const start = now()
    let done = 0
    let failed = false
    try {
      const items = taken.items()
      const fn = functionOf(functions, run, task)
      const values = new Array<unknown>(items.length)
      let notice = 0
      for (; done < items.length; done++) {
        const item = items[done]
        const value = task.star ? fn(...(item as unknown[])) : fn(item)
        values[done] = value instanceof Promise ? await value : value
        if (done >= notice) notice = meter.progress(done + 1, start)
      }
      sendValues(send, task, values)
    } catch (error) {
      failed = true
      sendError(send, task, error)
    }
    meter.finish(task, start, done, failed)
  }
}

registerName('parallab:pool-worker', poolWorker as never)

interface Taken {
  readonly task: Task
  /** @throws whatever keeps them from being decoded here */
  readonly items: () => readonly unknown[]
}

function take(tasks: Channel, entry: number, claim: number): Taken | typeof PENDING {
  const record = tasks.tryTake(entry, claim)
  if (record === PENDING) return PENDING
  const task = readTaskHead(record)
  // At once, because the record lies in a buffer that the next operation overwrites.
  try {
    const items = decode(record.subarray(TASK_HEAD)) as unknown[]
    return { task, items: () => items }
  } catch (error) {
    return {
      task,
      items: () => {
        throw error
      },
    }
  }
}

function functionOf(known: Map<number, AnyFunction>, run: Attachment, task: Task): AnyFunction {
  const cached = known.get(task.fn)
  if (cached !== undefined) return cached
  const fn = decode(run.segment.load(task.fnOffset, task.fnLength)) as AnyFunction
  if (known.size >= KNOWN_FUNCTIONS) known.delete(known.keys().next().value as number)
  known.set(task.fn, fn)
  return fn
}

/** @throws EncodeError naming the result that cannot be copied */
function sendValues(send: Send, task: Task, values: readonly unknown[]): void {
  try {
    send(task, DONE, values)
  } catch (error) {
    for (const value of values) encode(value, 'result')
    throw error
  }
}

function sendError(send: Send, task: Task, error: unknown): void {
  const from = { processName: currentProcess().name, pid: process.pid }
  try {
    send(task, FAILED, { error: toError(error), ...from })
  } catch (second) {
    send(task, FAILED, { error: toError(second), ...from })
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`the task threw ${String(error)}, which is no Error`)
}

/** A worker's counters, its ring of finished chunks and its claim. */
class Meter {
  readonly claim: number
  private readonly run: Attachment
  private readonly at: number
  private readonly ring: number
  private readonly counters = words(MEASURE.size + CLAIM.size)
  private readonly record = words(TASK_RECORD.size)
  private records = 0
  private stride = 1

  constructor(run: Attachment) {
    this.run = run
    this.at = slotAt(run.slot) + SLOT.measure
    this.claim = slotAt(run.slot) + SLOT.claim
    this.ring = RECORDS_AT + run.slot * TASK_RECORDS * TASK_RECORD.size
  }

  /** Past the initializer: from now on the worker's death is not the initializer's fault. */
  ready(): void {
    this.counters.u32[(MEASURE.size + CLAIM.ready) / 4] = 1
    this.run.segment.setU32(this.claim + CLAIM.ready, 1)
  }

  /** Notes how many items of the chunk are done; answers when to ask again, so that it costs nothing per item. */
  progress(done: number, start: number): number {
    this.run.segment.setU32(this.claim + CLAIM.progress, done)
    const perItem = Math.max((now() - start) / done, 1)
    this.stride = Math.max(1, Math.min(this.stride * 2, Math.floor((PROGRESS * 1e6) / perItem)))
    return done - 1 + this.stride
  }

  /** Writes the chunk's record, then counters and the empty claim in one store. */
  finish(task: Task, start: number, done: number, failed: boolean): void {
    const end = now()
    const { record, counters } = this
    record.f64[0] = start
    record.f64[1] = end
    record.u32[4] = task.work
    record.u32[5] = task.index
    record.u32[6] = task.count
    record.u32[7] = failed ? 1 : 0
    const memory = this.run.segment.memory
    memory.write(this.ring + (this.records++ % TASK_RECORDS) * TASK_RECORD.size, record.bytes, TASK_RECORD.size)
    counters.f64[0] = (counters.f64[0] as number) + done
    counters.f64[1] = (counters.f64[1] as number) + end - start
    counters.f64[3] = this.records
    memory.write(this.at, counters.bytes, counters.bytes.length)
    this.stride = 1
  }
}
