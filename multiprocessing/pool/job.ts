/** One call of a pool: its input in chunks, the ledger of what has settled, its result. */
import { encode, relabelled } from '../encoding'
import { RemoteTraceback } from '../errors'
import type { AsyncResult, ResultCallbacks } from './async-result'
import { TASK_RESERVED, writeTaskHead } from './records'
import type { Work } from './works'

/** Where the encoded function of a call lies in the segment. */
export interface StoredFunction {
  readonly number: number
  readonly offset: number
  readonly length: number
}

/** A chunk on its way: its index among the call's chunks and how often it has been begun. */
export interface Chunk {
  readonly job: Job
  readonly index: number
  attempt: number
}

export interface JobInput {
  readonly id: number
  readonly work: Work
  readonly fn: StoredFunction
  readonly items: readonly unknown[]
  readonly chunksize: number
  readonly star: boolean
  readonly retries: number
  /** A single call answers with the one result, a map with the list. */
  readonly single: boolean
  readonly callbacks: ResultCallbacks<unknown>
}

export class Job {
  readonly id: number
  readonly work: Work
  readonly fn: StoredFunction
  readonly retries: number
  readonly chunks: number
  readonly result: AsyncResult<unknown>
  /** The next chunk that has not been handed out. */
  next = 0
  private readonly input: JobInput
  private readonly values: unknown[]
  private readonly settled: Uint8Array
  private open: number
  private error: Error | undefined

  constructor(input: JobInput, result: AsyncResult<unknown>) {
    this.input = input
    this.id = input.id
    this.work = input.work
    this.fn = input.fn
    this.retries = input.retries
    this.result = result
    this.chunks = Math.ceil(input.items.length / Math.max(input.chunksize, 1))
    this.values = new Array<unknown>(input.items.length)
    this.settled = new Uint8Array(this.chunks)
    this.open = this.chunks
  }

  get single(): boolean {
    return this.input.single
  }

  get isDone(): boolean {
    return this.open === 0
  }

  /** @throws EncodeError naming the item that cannot be copied */
  record(index: number, attempt: number): Buffer {
    const { chunksize, items, star } = this.input
    const start = index * chunksize
    const chunk = items.slice(start, start + chunksize)
    const record = encodeChunk(chunk, start, this.input.single)
    writeTaskHead(record, {
      work: this.id,
      index,
      count: chunk.length,
      attempt,
      fn: this.fn.number,
      fnLength: this.fn.length,
      fnOffset: this.fn.offset,
      star,
    })
    return record
  }

  firstItem(index: number): number {
    return index * this.input.chunksize
  }

  /** @returns false when the chunk had settled before: each index settles once */
  settle(index: number, values: readonly unknown[]): boolean {
    if (!this.mark(index)) return false
    const start = this.firstItem(index)
    for (let i = 0; i < values.length; i++) this.values[start + i] = values[i]
    this.work.done += values.length
    return true
  }

  fail(index: number, error: Error): boolean {
    if (!this.mark(index)) return false
    this.error ??= error
    const count = Math.min(this.input.chunksize, this.input.items.length - this.firstItem(index))
    this.work.done += count
    this.work.failed += count
    return true
  }

  /** Gives up what is still open. */
  abandon(error: Error): void {
    this.error ??= error
    this.open = 0
  }

  isSettled(index: number): boolean {
    return this.settled[index] === 1
  }

  /** Settles the call once every chunk has. */
  finish(): void {
    const callbacks = this.input.callbacks
    if (this.error !== undefined) this.result.reject(this.error, callbacks)
    else this.result.resolve(this.input.single ? this.values[0] : this.values, callbacks)
  }

  private mark(index: number): boolean {
    if (this.settled[index] !== 0) return false
    this.settled[index] = 1
    this.open--
    return true
  }
}

/** CPython's rule: four chunks for each worker. `Pool._map_async`. */
export function defaultChunksize(length: number, workers: number): number {
  return Math.ceil(length / (workers * 4))
}

/** An error from a worker as the caller gets it: the same error, with the far stack as its cause. */
export function arrived(failure: { error: Error; processName: string; pid: number }): Error {
  const { error, processName, pid } = failure
  const far = new RemoteTraceback(error.stack ?? String(error), processName, pid)
  if (error.cause === undefined)
    Object.defineProperty(error, 'cause', { value: far, configurable: true, writable: true, enumerable: false })
  return error
}

function encodeChunk(chunk: readonly unknown[], start: number, single: boolean): Buffer {
  return relabelled(
    () => encode(chunk, 'item', TASK_RESERVED),
    (path) => path.replace(/^item\[(\d+)\]/, (_, i: string) => (single ? 'args' : `item[${Number(i) + start}]`)),
  )
}
