/** What a pool and its calls can be told, and what is refused. */
import type { Context } from '../context'
import { ValueError } from '../errors'
import type { ResultCallbacks } from './async-result'

/** How a pool is made. CPython: the parameters of `multiprocessing.Pool`; `retries` and `maxQueue` are only here. */
export interface PoolOptions<I extends unknown[] = unknown[]> {
  /** Workers to start. Default: `processCpuCount()`, which the run's pool size setting overrides. */
  readonly processes?: number | undefined
  /** Called once in every worker before its first task, replacements included. */
  readonly initializer?: ((...args: I) => unknown) | undefined
  /** What the initializer is called with. */
  readonly initargs?: I | undefined
  /** Chunks after which a worker ends and a fresh one takes its place. CPython: `maxtasksperchild`. */
  readonly maxTasksPerChild?: number | undefined
  /** How often a chunk is begun again after its worker died. Default 1. */
  readonly retries?: number | undefined
  /**
   * Single calls that may wait for a worker. With so many waiting, `applyAsync` throws `Full`, while `apply` and
   * `room()` wait until one of them has been done. Default: no bound. Maps are not counted: their input is there already.
   */
  readonly maxQueue?: number | undefined
  /** Whose processes the workers are; default: those of the start method in force. CPython: `context`. */
  readonly context?: Pick<Context, 'Process'> | undefined
}

/** What every call can be told. `R` is what `callback` gets. CPython: parameters of `Pool.apply_async`; `signal`, `timeout` and `retry` are only here. */
export interface CallOptions<R> extends ResultCallbacks<R> {
  /** Aborted: what waits is dropped, workers that have a part of the call are replaced, the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Seconds that each item may take from its beginning in a worker. Then the worker is replaced and the item fails with
   * `TimeoutError`, and so do the others of its chunk. Maps with a time-out have a chunksize of 1 unless told otherwise.
   */
  readonly timeout?: number | undefined
  /** `false`: a chunk whose worker died is not begun again. */
  readonly retry?: boolean | undefined
}

/** What the calls with many items can be told. CPython: parameters of `Pool.map`; `failFast` is only here. */
export interface MapOptions<R> extends CallOptions<R> {
  /**
   * Items per chunk. Default for maps: four chunks for each worker, as in CPython; for `imap`: 1. The run's chunk size
   * setting overrides both, but not where there is a time-out, nor for an async input.
   */
  readonly chunksize?: number | undefined
  /**
   * The first error ends the call: chunks that wait are dropped, and so are results that come later. An iterator still
   * gives what stood before the error, then the error, then its end, however late it is read; in the input's order a
   * result stands there only when all before it have come. Default: it ends when every chunk has, as in CPython.
   */
  readonly failFast?: boolean | undefined
}

/** What `imap` and `imapUnordered` can be told. Their callbacks get each result, as soon as its turn has come. CPython: parameters of `Pool.imap`. */
export interface ImapOptions<R> extends MapOptions<R> {
  /** Items taken from the input whose results have not been read, at most. Default: four chunks for each worker. CPython 3.15: `buffersize`. */
  readonly buffersize?: number | undefined
}

const POOL: Names<PoolOptions> = {
  processes: 1,
  initializer: 1,
  initargs: 1,
  maxTasksPerChild: 1,
  retries: 1,
  maxQueue: 1,
  context: 1,
}
const CALL: Names<CallOptions<unknown>> = { callback: 1, errorCallback: 1, signal: 1, timeout: 1, retry: 1 }
const MAP: Names<MapOptions<unknown>> = { ...CALL, chunksize: 1, failFast: 1 }
const IMAP: Names<ImapOptions<unknown>> = { ...MAP, buffersize: 1 }

/** The options that there are. */
export type Names<T> = Readonly<Record<keyof T, 1>>

/** @throws ValueError, TypeError naming the option that is out of range, or unknown */
export function checkPoolOptions(options: Omit<PoolOptions<never[]>, 'initargs'>): void {
  refuseUnknown('Pool', options, POOL)
  const { initializer, maxTasksPerChild, retries, maxQueue } = options
  if (initializer !== undefined && typeof initializer !== 'function')
    throw new TypeError('initializer must be a callable')
  if (maxTasksPerChild !== undefined && !isCount(maxTasksPerChild, 1))
    throw new ValueError('maxTasksPerChild must be a positive int or undefined')
  if (retries !== undefined && !isCount(retries, 0)) throw new ValueError('retries must be 0 or a positive int')
  if (maxQueue !== undefined && !isCount(maxQueue, 1))
    throw new ValueError('maxQueue must be a positive int or undefined')
}

export function checkCallOptions(of: 'apply' | 'map' | 'imap', options: ImapOptions<never>): void {
  refuseUnknown(of, options, of === 'apply' ? CALL : of === 'map' ? MAP : IMAP)
  const { chunksize, timeout, buffersize, callback, errorCallback } = options
  if (chunksize !== undefined && !isCount(chunksize, 1))
    throw new ValueError(`Chunksize must be 1+, not ${String(chunksize)}`)
  if (timeout !== undefined && !(timeout > 0)) throw new ValueError(`timeout must be seconds above 0, not ${timeout}`)
  if (buffersize !== undefined && !isCount(buffersize, 1))
    throw new ValueError(`buffersize must be 1+, not ${String(buffersize)}`)
  for (const [name, value] of Object.entries({ callback, errorCallback }))
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} must be a callable`)
}

/** CPython takes these in a row; here all but the number stand in one object. @throws TypeError when there are more arguments */
export function refuseMore(of: string, given: number): void {
  if (given > 1)
    throw new TypeError(
      `${of} takes one argument: a number of processes, or all options in one object, as { processes: 2, initializer }`,
    )
}

/** @throws TypeError naming an option that does not exist */
export function refuseUnknown(of: string, options: object, known: object): void {
  for (const name of Object.keys(options))
    if (!(name in known))
      throw new TypeError(`${of} has no option '${name}'; it has ${Object.keys(known).sort().join(', ')}`)
}

function isCount(value: unknown, least: number): boolean {
  return Number.isInteger(value) && (value as number) >= least
}
