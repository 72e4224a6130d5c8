/** A pool worker: takes chunks, runs them, sends results. What it has is noted in its slot before it leaves the queue. */
import { decode, encode } from '../encoding'
import { EncodeError } from '../errors'
import { logDebug } from '../logging'
import { noteArrival, registerName } from '../places'
import { currentProcess } from '../current-process'
import { attached } from '../segment/attachment'
import { Channel, ClosedError } from '../segment/channel'
import { INITIALIZING, READY } from '../segment/layout'
import { PENDING, type Source } from '../segment/attempt'
import { awaited } from '../segment/waiting'
import { FetchedFunctions } from './function-store'
import { errorInShort, inShort, itemInShort } from './in-short'
import { Meter } from './meter'
import { packNumbers, unpackNumbers } from './number-lists'
import {
  BROKEN,
  DONE,
  FAILED,
  MIXED,
  readTaskHead,
  RESULT_RESERVED,
  TASK_HEAD,
  writeResultHead,
  type Failure,
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

export async function poolWorker(setup: WorkerSetup): Promise<void> {
  const run = attached()
  const tasks = new Channel(run.segment, setup.tasks)
  const results = new Channel(run.segment, setup.results)
  const meter = new Meter()
  const { passage } = meter
  const functions = new FetchedFunctions()
  const source: Source = {
    kind: 'task',
    number: tasks.number,
    own: true,
    alone: true,
    isReady: () => tasks.canTake(),
    announce: tasks.getters.announce,
    withdraw: (entry) => tasks.withdrawGetter(entry),
  }
  let chunk: Chunk = { values: [], failures: [] }
  /** Has not been told of. */
  let untold: Taken | undefined
  const send: Send = (task, status, value) => {
    const packed = status === DONE ? packNumbers(value as unknown[], RESULT_RESERVED) : null
    const record = packed ?? encode(value, 'result', RESULT_RESERVED)
    meter.encoded(record.length - RESULT_RESERVED)
    const working = passage.returned - passage.decoded
    const copying = passage.decoded - passage.begun + passage.encoded - passage.returned
    const { work, index, count } = task
    writeResultHead(record, { work, index, count, status, slot: run.slot, working, copying })
    // Before they leave: with the last results the pool may end, and its workers with it.
    if (untold !== undefined) tell(meter, untold, chunk)
    untold = undefined
    results.tryPut(record, 0, status !== DONE)
    meter.sent()
  }

  if (setup.initializer !== null) {
    noteArrival(setup.initializer)
    meter.reached(INITIALIZING)
    try {
      await setup.initializer(...setup.initargs)
    } catch (error) {
      send({ work: 0, index: 0, count: 0 }, BROKEN, toError(error))
      return
    }
  }

  meter.reached(READY)
  let chunks = 0
  for (; setup.maxTasks === 0 || chunks < setup.maxTasks; chunks++) {
    let taken: Taken
    let attempts = 0
    try {
      taken = untold = (await awaited(source, (entry) => take(tasks, entry, meter, attempts++ === 0))) as Taken
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error
      logDebug('worker got sentinel -- exiting')
      break
    }
    const { task } = taken
    chunk = { values: [], failures: [] }
    try {
      const items = taken.items()
      const fn = functions.of(task) as AnyFunction
      meter.decoded()
      await runItems(items, fn, task, meter, chunk)
      if (chunk.failures.length === 0) sendValues(send, task, chunk)
      else sendMixed(send, task, chunk)
    } catch (error) {
      chunk.failures.push([chunk.values.length, failure(error)])
      sendError(send, task, error)
    }
    if (!meter.finish()) return
  }
  logDebug('worker exiting after %d tasks', chunks)
}

registerName('parallab:pool-worker', poolWorker as never)

interface Taken {
  readonly task: Task
  /** @throws whatever keeps them from being decoded here */
  readonly items: () => ArrayLike<unknown>
}

/** What has come of a chunk so far. */
interface Chunk {
  readonly values: unknown[]
  readonly failures: [item: number, failure: Failure][]
}

function take(tasks: Channel, entry: number, meter: Meter, isFirst: boolean): Taken | typeof PENDING {
  meter.reach(isFirst)
  const record = tasks.tryTake(entry, meter.claim)
  if (record === PENDING) return PENDING
  meter.take(record.length - TASK_HEAD)
  const task = readTaskHead(record)
  // At once, because the record lies in a buffer that the next operation overwrites.
  try {
    const bytes = record.subarray(TASK_HEAD)
    const items = unpackNumbers(bytes) ?? (decode(bytes) as unknown[])
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

/** @throws what an item throws, unless each stands for itself */
async function runItems(
  items: ArrayLike<unknown>,
  fn: AnyFunction,
  task: Task,
  meter: Meter,
  { values, failures }: Chunk,
): Promise<void> {
  try {
    for (let i = 0; i < items.length; i++) {
      meter.begin(i, task.timed)
      try {
        const value = task.star ? fn(...(items[i] as unknown[])) : fn(items[i])
        values.push(value instanceof Promise ? await value : value)
      } catch (error) {
        if (!task.each) throw error
        values.push(undefined)
        failures.push([i, failure(error)])
      }
    }
  } finally {
    meter.returned()
  }
}

/** @throws EncodeError naming the result that cannot be copied, unless each stands for itself */
function sendValues(send: Send, task: Task, chunk: Chunk): void {
  try {
    send(task, DONE, chunk.values)
  } catch (error) {
    if (!task.each) {
      for (const value of chunk.values) encode(value, 'result')
      throw error
    }
    sendMixed(send, task, chunk)
  }
}

/** Results and errors together; what cannot be copied is an error at its place. */
function sendMixed(send: Send, task: Task, { values, failures }: Chunk): void {
  const sound = values.map((value, i) => {
    try {
      encode(value, 'result')
      return value
    } catch (error) {
      failures.push([i, failure(error)])
      return undefined
    }
  })
  send(task, MIXED, { values: sound, failures: failures.map(([item, failure]) => [item, copyable(failure)]) })
}

function sendError(send: Send, task: Task, error: unknown): void {
  if (error instanceof EncodeError) logDebug('Possible encoding error while sending result: %s', String(error))
  send(task, FAILED, copyable(failure(error)))
}

/** What the chunk was and what came of it. */
function tell(meter: Meter, taken: Taken, chunk: Chunk): void {
  const hasFailed = chunk.failures.length > 0
  if (meter.isShown(hasFailed)) meter.show(itemsInShort(taken), resultInShort(chunk))
  meter.note(taken.task, chunk.values.length, hasFailed)
}

/** What the first item of a chunk was, or is by now, in short. */
function itemsInShort({ task, items }: Taken): string {
  try {
    return itemInShort(items()[0], task.star)
  } catch {
    return ''
  }
}

/** The first result of a chunk, or its first error. */
function resultInShort({ values, failures }: Chunk): string {
  const [first] = failures
  return first === undefined ? inShort(values[0]) : errorInShort(first[1].error)
}

function failure(error: unknown): Failure {
  return { error: toError(error), processName: currentProcess().name, pid: process.pid }
}

/** An error that cannot be copied is told by the error that says so. */
function copyable(told: Failure): Failure {
  try {
    encode(told, 'error')
    return told
  } catch (error) {
    return failure(error)
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`the task threw ${String(error)}, which is no Error`)
}
