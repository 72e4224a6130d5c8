/** `Pool`: CPython's `multiprocessing.pool`, over two channels in shared memory. */
import { registerHandle, Uncopyable } from '../encoding'
import { Full, TimeoutError, ValueError } from '../errors'
import { Finalize } from '../exits'
import { logDebug } from '../logging'
import { Process } from '../process'
import { toLimits, type Limits } from '../segment/attempt'
import { naming } from '../segment/objects'
import { processCpuCount } from '../system'
import type { AsyncResult } from './async-result'
import { Calls } from './calls'
import type { PoolIterator, SyncPoolIterator } from './imap'
import {
  checkPoolOptions,
  refuseMore,
  type CallOptions,
  type ImapOptions,
  type MapOptions,
  type PoolOptions,
} from './options'
import { Room } from './room'
import { Service } from './service'

/** Chunks handed out and not settled: enough to keep the workers busy, few enough to bound memory. */
const WINDOW = 4096
/** CPython's. */
const EXIT_PRIORITY = 15
/** Worker processes that share calls. CPython: `multiprocessing.Pool`. */
export class Pool<I extends unknown[] = unknown[]> {
  private readonly calls: Calls
  private readonly vacancy: Room
  /** At the process's end, before its daemons are terminated, whom an open pool would replace for ever. */

  /** @throws ValueError, TypeError naming the option that is wrong @throws ProcessLimitError when the run may not have so many processes */
  constructor(options: number | PoolOptions<I> = {}) {
    refuseMore('Pool', arguments.length)
    const settings = typeof options === 'number' ? { processes: options } : options
    const size = settings.processes ?? processCpuCount()
    if (!Number.isInteger(size) || size < 1) throw new ValueError('Number of processes must be at least 1')
    checkPoolOptions(settings)
    const { context, initializer, initargs, maxTasksPerChild: maxTasks, retries, maxQueue } = settings
    const ofContext = context?.Process ?? Process
    const fixed = { name: 'Pool', window: WINDOW, onDemand: false }
    this.calls = new Calls({ ...fixed, size, ofContext, initializer, initargs, maxTasks, retries })
    const { dispatch } = this.calls
    this.vacancy = new Room(size + (maxQueue ?? Infinity), Service.waitFor([dispatch.service]))
    const ending = new Finalize(null, () => dispatch.end(), { exitpriority: EXIT_PRIORITY })
    void dispatch.ended.then(() => ending.cancel())
  }

  /**
   * Calls `fn` in a worker and waits for its result; with `maxQueue`, for room first.
   * @throws whatever the call threw, with the far stack as `cause`
   * @throws WorkerLostError when its worker died, retries included; TimeoutError when it ran too long
   * CPython: `Pool.apply`.
   */
  async apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: A,
    options?: CallOptions<Awaited<R>>,
  ): Promise<Awaited<R>> {
    while (this.vacancy.isFull) await this.vacancy.wait(undefined)
    return this.applyAsync(fn, args, options).get()
  }

  applySync<A extends unknown[], R>(fn: (...args: A) => R, args?: A, options?: CallOptions<Awaited<R>>): Awaited<R> {
    this.roomSync()
    return this.applyAsync(fn, args, options).getSync()
  }

  /** CPython: `Pool.apply_async`. @throws Full when `maxQueue` calls are waiting already; see `room` */
  applyAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: A,
    options: CallOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>> {
    if (this.vacancy.isFull)
      throw new Full(`Pool is full: ${this.vacancy.taken - this.calls.size} calls wait for a worker`)
    const { result } = this.calls.single<Awaited<R>>(fn, args ?? [], options, this.vacancy.leave)
    this.vacancy.enter()
    return result
  }

  /** Waits until `applyAsync` has room for a call; at once without `maxQueue`. @throws TimeoutError when there was none in time */
  async room(limits?: number | Limits): Promise<void> {
    if (!(await this.vacancy.wait(limits))) throw new TimeoutError('the pool had no room in time')
  }

  roomSync(limits?: number | Limits): void {
    if (this.vacancy.isFull) this.calls.dispatch.service.drive(() => !this.vacancy.isFull, toLimits(limits))
    if (this.vacancy.isFull) throw new TimeoutError('the pool had no room in time')
  }

  /**
   * Calls `fn` with each item and resolves to the results in the items' order. Rejects with the first error, once every
   * chunk has settled; an error ends its own chunk. A bare number is the chunksize. CPython: `Pool.map`.
   */
  async map<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options?: number | MapOptions<Awaited<R>[]>,
  ): Promise<Awaited<R>[]> {
    return this.mapAsync(fn, items, options).get()
  }

  mapSync<T, R>(fn: (item: T) => R, items: Iterable<T>, options?: number | MapOptions<Awaited<R>[]>): Awaited<R>[] {
    return this.mapAsync(fn, items, options).getSync()
  }

  /** CPython: `Pool.map_async`. */
  mapAsync<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: number | MapOptions<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.calls.list(fn, items, options, false)
  }

  /** As `map`, with each item the list of `fn`'s arguments. CPython: `Pool.starmap`. */
  async starmap<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options?: number | MapOptions<Awaited<R>[]>,
  ): Promise<Awaited<R>[]> {
    return this.starmapAsync(fn, items, options).get()
  }

  starmapSync<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options?: number | MapOptions<Awaited<R>[]>,
  ): Awaited<R>[] {
    return this.starmapAsync(fn, items, options).getSync()
  }

  /** CPython: `Pool.starmap_async`. */
  starmapAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options: number | MapOptions<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.calls.list(fn, items, options, true)
  }

  /**
   * Calls `fn` with each item; the results are read one by one, in the items' order. Takes no more than `buffersize`
   * items ahead of what has been read, so the input may be endless, and may be an async iterable. An error stands at
   * its item's place, whatever the chunksize; an error of the input comes last. A bare number is the chunksize,
   * 1 by default. CPython: `Pool.imap`.
   */
  imap<T, R>(
    fn: (item: T) => R,
    items: Iterable<T> | AsyncIterable<T>,
    options: number | ImapOptions<Awaited<R>> = {},
  ): PoolIterator<Awaited<R>> {
    return this.calls.stream(fn, items, options, true)
  }

  /** As `imap`, with each step blocking the process. */
  imapSync<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: number | ImapOptions<Awaited<R>> = {},
  ): SyncPoolIterator<Awaited<R>> {
    return this.calls.stream(fn, items, options, true).blocking()
  }

  /** As `imap`, with the results as they come. CPython: `Pool.imap_unordered`. */
  imapUnordered<T, R>(
    fn: (item: T) => R,
    items: Iterable<T> | AsyncIterable<T>,
    options: number | ImapOptions<Awaited<R>> = {},
  ): PoolIterator<Awaited<R>> {
    return this.calls.stream(fn, items, options, false)
  }

  imapUnorderedSync<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: number | ImapOptions<Awaited<R>> = {},
  ): SyncPoolIterator<Awaited<R>> {
    return this.calls.stream(fn, items, options, false).blocking()
  }

  /** No further calls; the workers end when what was asked is done. CPython: `Pool.close`. */
  close(): void {
    logDebug('closing pool')
    this.calls.dispatch.close()
  }

  /** Ends the workers; what is open rejects with `PoolTerminatedError`. CPython: `Pool.terminate`. */
  terminate(): void {
    logDebug('terminating pool')
    this.calls.dispatch.end()
  }

  /** Waits until all workers have ended. @throws ValueError before `close` or `terminate`. CPython: `Pool.join`. */
  async join(limits?: number | Limits): Promise<void> {
    logDebug('joining pool')
    await this.calls.dispatch.join(toLimits(limits))
  }

  joinSync(limits?: number | Limits): void {
    logDebug('joining pool')
    this.calls.dispatch.joinSync(toLimits(limits))
  }

  /** `await using pool = new Pool()` terminates it at the end of the block, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate()
    await this.join()
  }

  /** @internal */
  [naming](label: string): void {
    this.calls.dispatch.tasks.record.name(label)
  }

  toString(): string {
    return `<Pool state=${this.calls.dispatch.state} workers=${this.calls.size}>`
  }
}

registerHandle(
  'Pool',
  Pool,
  (pool) => {
    throw new Uncopyable(pool, 'pool objects cannot be passed between processes or pickled')
  },
  () => null as never,
)
