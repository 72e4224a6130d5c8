/** One call of a pool, as the pool's dispatch sees it: chunks to hand out, what came of them, its end. */
import { decode, encode, relabelled } from '../encoding'
import { RemoteTraceback } from '../errors'
import { confined } from '../segment/knowledge'
import { packNumbers, unpackNumbers } from './number-lists'
import { DONE, FAILED, TASK_RESERVED, writeTaskHead, type Failure, type MixedResults, type ResultHead } from './records'
import type { Work } from './works'

/** Where the encoded function of a call lies in the segment. */
export interface StoredFunction {
  readonly number: number
  /** What the function is called in the script. */
  readonly name: string
  readonly offset: number
  readonly length: number
}

/** A chunk on its way: its index among the call's chunks and how often it has been begun. */
export interface Chunk {
  readonly job: Job
  readonly index: number
  readonly attempt: number
}

/** Consecutive items of a call, sent to one worker together. */
export interface Items {
  /** Index of the first among the call's items. */
  readonly first: number
  readonly list: readonly unknown[]
}

/** What all kinds of calls have. */
export interface JobSettings {
  readonly id: number
  readonly work: Work
  readonly fn: StoredFunction
  readonly chunksize: number
  /** Each item is the list of arguments of one call. */
  readonly star: boolean
  /** How often a chunk is begun again after its worker was lost. */
  readonly retries: number
  /** Seconds that an item may take from its beginning in a worker. */
  readonly timeout: number | undefined
  /** The first error ends the call. */
  readonly failFast: boolean
}

/** A call as the pool asks for it. */
export type Call = Omit<JobSettings, 'fn'> & { readonly fn: (...args: never[]) => unknown }

export abstract class Job {
  readonly settings: JobSettings
  /** Chunks that have been handed out and not settled. */
  inFlight = 0
  /** The first error, which a call that does not iterate ends with. */
  failure: { readonly error: unknown } | undefined

  /** Listens no more to the signal that may end the call. */
  unwatch: () => void = () => undefined

  constructor(settings: JobSettings) {
    this.settings = settings
  }

  watch(signal: AbortSignal, aborted: () => void): void {
    signal.addEventListener('abort', aborted, { once: true })
    this.unwatch = () => signal.removeEventListener('abort', aborted)
  }

  /** Whether an item's error stands at its place, instead of ending its chunk. */
  protected abstract readonly each: boolean
  /** Single calls are shown together, as one line. */
  abstract readonly single: boolean
  /** Whether nobody hears of a result before all have come. */
  abstract readonly isWhole: boolean

  /** The next chunk to hand out; `undefined`: none, or none for now. */
  abstract take(): number | undefined
  /** Whether there will be no further chunks to hand out. */
  abstract get isTaken(): boolean
  /** Whether every chunk has settled, or the call was given up. */
  abstract get isDone(): boolean
  /** The items of a chunk that has not settled. */
  abstract items(index: number): Items
  abstract isSettled(index: number): boolean
  /** @returns false when the chunk had settled before: each index settles once */
  abstract settle(index: number, outcomes: Outcomes): boolean
  /** The whole chunk came to nothing. @returns false when the chunk had settled before */
  abstract fail(index: number, fault: Fault): boolean
  /** Gives up what has not settled: the call ends with this error. */
  abstract abandon(error: unknown): void
  /** Settles the call; there is nothing more to come. */
  abstract finish(): void

  /** @throws EncodeError naming the item that cannot be copied */
  record(index: number, attempt: number): Buffer {
    const { id, fn, star, timeout } = this.settings
    const { first, list } = this.items(index)
    const record =
      packNumbers(list, TASK_RESERVED) ??
      relabelled(
        () => confined(() => encode(list, 'item', TASK_RESERVED)).encoded,
        (path) =>
          path.replace(/^item\[(\d+)\]/, (_, i: string) => (this.single ? 'args' : `item[${Number(i) + first}]`)),
      )
    writeTaskHead(record, {
      work: id,
      index,
      count: list.length,
      attempt,
      fn: fn.number,
      fnLength: fn.length,
      fnOffset: fn.offset,
      star,
      each: this.each,
      timed: timeout !== undefined,
    })
    return record
  }
}

/** The results of a chunk's items, and the errors of those that have failed, by their position in the chunk. */
export interface Outcomes {
  readonly values: ArrayLike<unknown>
  readonly errors?: ReadonlyMap<number, unknown>
}

/** Why a chunk came to nothing. */
export interface Fault {
  readonly error: unknown
  /** The error of one item by its index in the call, where each has its own. */
  readonly at?: (item: number) => unknown
}

/** CPython's rule: four chunks for each worker. `Pool._map_async`. */
export function defaultChunksize(length: number, workers: number): number {
  return Math.ceil(length / (workers * 4))
}

/** What a worker has sent of a chunk. */
export function readOutcomes({ status }: ResultHead, bytes: Buffer): Outcomes | Fault {
  try {
    const value = unpackNumbers(bytes) ?? decode(bytes)
    if (status === DONE) return { values: value as ArrayLike<unknown> }
    if (status === FAILED) return { error: arrived(value as Failure) }
    const { values, failures } = value as MixedResults
    return { values, errors: new Map(failures.map(([item, failure]) => [item, arrived(failure)])) }
  } catch (error) {
    return { error }
  }
}

/** Settles a chunk with what its worker has sent. @returns false when the chunk had settled before */
export function settleWith(job: Job, index: number, came: Outcomes | Fault): boolean {
  return 'error' in came ? job.fail(index, came) : job.settle(index, came)
}

/** An error from a worker as the caller gets it: the same error, with the far stack as its cause. */
export function arrived({ error, processName, pid }: Failure): Error {
  const far = new RemoteTraceback(error.stack ?? String(error), processName, pid)
  if (error.cause === undefined)
    Object.defineProperty(error, 'cause', { value: far, configurable: true, writable: true, enumerable: false })
  return error
}
