/** `Pool`: CPython's `multiprocessing.pool`, over two channels in shared memory. */
import type { Context } from '../context'
import { processCpuCount } from '../system'
import { ValueError } from '../errors'
import { placeName } from '../places'
import { Process } from '../process'
import { CALLS, MAP, POOL } from '../segment/layout'
import { toLimits, type Limits } from '../segment/waiting'
import type { AsyncResult, ResultCallbacks } from './async-result'
import { Dispatch } from './dispatch'
import { defaultChunksize } from './job'
import { Work } from './works'

export interface PoolOptions<I extends unknown[] = unknown[]> {
  /** Workers to start. Default: `processCpuCount()`, which the run's pool size setting overrides. */
  readonly processes?: number | undefined
  /** Called once in every worker before its first task, replacements included. */
  readonly initializer?: ((...args: I) => unknown) | undefined
  readonly initargs?: I | undefined
  /** Chunks after which a worker ends and a fresh one takes its place. CPython: `maxtasksperchild`. */
  readonly maxTasksPerChild?: number | undefined
  /** How often a chunk is begun again after its worker died. Default 1. */
  readonly retries?: number | undefined
  /** Whose processes the workers are; default: those of the start method in force. CPython: `context`. */
  readonly context?: Pick<Context, 'Process'> | undefined
}

export interface CallOptions<R> extends ResultCallbacks<R> {
  /** Items per chunk. Default for maps: four chunks for each worker, as in CPython. */
  readonly chunksize?: number | undefined
  /** `false`: a chunk whose worker died is not begun again. */
  readonly retry?: boolean | undefined
}

/** Worker processes that share calls. CPython: `multiprocessing.Pool`. */
export class Pool<I extends unknown[] = unknown[]> {
  private readonly dispatch: Dispatch
  private readonly work: Work
  private readonly size: number
  private readonly retries: number
  private calls: Work | undefined
  private callCounter = 0

  constructor(options: number | PoolOptions<I> = {}) {
    const settings = typeof options === 'number' ? { processes: options } : options
    const processes = settings.processes ?? processCpuCount()
    if (!Number.isInteger(processes) || processes < 1) throw new ValueError('Number of processes must be at least 1')
    if (settings.initializer !== undefined && typeof settings.initializer !== 'function')
      throw new TypeError('initializer must be a callable')
    const maxTasks = settings.maxTasksPerChild
    if (maxTasks !== undefined && (!Number.isInteger(maxTasks) || maxTasks < 1))
      throw new ValueError('maxTasksPerChild must be a positive integer or undefined')
    this.size = processes
    this.retries = settings.retries ?? 1
    this.work = new Work(POOL, null, `Pool(${processes})`, processes, 0)
    this.dispatch = new Dispatch(processes, settings.context?.Process ?? Process, this.work.id, {
      initializer: (settings.initializer as ((...args: unknown[]) => unknown) | undefined) ?? null,
      initargs: settings.initargs ?? [],
      maxTasks: maxTasks ?? 0,
    })
  }

  /** Calls `fn` in a worker and waits for its result. CPython: `Pool.apply`. */
  apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: A,
    options?: CallOptions<Awaited<R>>,
  ): Promise<Awaited<R>> {
    return attempt(() => this.applyAsync(fn, args, options).get())
  }

  applySync<A extends unknown[], R>(fn: (...args: A) => R, args?: A): Awaited<R> {
    return this.applyAsync(fn, args).getSync()
  }

  /** CPython: `Pool.apply_async`. */
  applyAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: A,
    options: CallOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>> {
    this.calls ??= new Work(CALLS, this.work, 'apply', this.size, 1)
    return this.submit(fn as never, [args ?? []], { ...options, chunksize: 1 }, true, this.calls)
  }

  /**
   * Calls `fn` with each item and resolves to the results in the items' order. Rejects with the first error, once every
   * chunk has settled. CPython: `Pool.map`.
   */
  map<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options?: number | CallOptions<Awaited<R>[]>,
  ): Promise<Awaited<R>[]> {
    return attempt(() => this.mapAsync(fn, items, options).get())
  }

  mapSync<T, R>(fn: (item: T) => R, items: Iterable<T>, options?: number | CallOptions<Awaited<R>[]>): Awaited<R>[] {
    return this.mapAsync(fn, items, options).getSync()
  }

  /** CPython: `Pool.map_async`. */
  mapAsync<T, R>(
    fn: (item: T) => R,
    items: Iterable<T>,
    options: number | CallOptions<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.submit(fn as never, [...items], typeof options === 'number' ? { chunksize: options } : options, false)
  }

  /** As `map`, with each item the list of `fn`'s arguments. CPython: `Pool.starmap`. */
  starmap<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options?: number | CallOptions<Awaited<R>[]>,
  ): Promise<Awaited<R>[]> {
    return attempt(() => this.starmapAsync(fn, items, options).get())
  }

  /** CPython: `Pool.starmap_async`. */
  starmapAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Iterable<A>,
    options: number | CallOptions<Awaited<R>[]> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.submit(fn as never, [...items], typeof options === 'number' ? { chunksize: options } : options, true)
  }

  /** No further calls; the workers end when what was asked is done. CPython: `Pool.close`. */
  close(): void {
    this.dispatch.close()
  }

  /** Ends the workers; what is open rejects with `PoolTerminatedError`. CPython: `Pool.terminate`. */
  terminate(): void {
    this.dispatch.terminate()
  }

  /** Waits until all workers have ended. @throws ValueError before `close` or `terminate`. CPython: `Pool.join`. */
  join(limits?: number | Limits): Promise<void> {
    return this.dispatch.join(toLimits(limits))
  }

  joinSync(limits?: number | Limits): void {
    this.dispatch.joinSync(toLimits(limits))
  }

  /** `await using pool = new Pool()` terminates it at the end of the block, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate()
    await this.join()
  }

  toString(): string {
    return `<Pool state=${this.dispatch.state} workers=${this.size}>`
  }

  /** @param calls the line of all single calls, for one of them */
  private submit<R>(
    fn: (...args: never[]) => unknown,
    items: readonly unknown[],
    options: CallOptions<R>,
    star: boolean,
    calls: Work | null = null,
  ): AsyncResult<R> {
    this.dispatch.assertRunning()
    if (typeof fn !== 'function') throw new TypeError(`a pool calls functions, not ${fn === null ? 'null' : typeof fn}`)
    const chunksize = options.chunksize ?? Math.max(1, defaultChunksize(items.length, this.size))
    if (!Number.isInteger(chunksize) || chunksize < 1)
      throw new ValueError(`Chunksize must be 1+, not ${String(chunksize)}`)
    const work = calls ?? new Work(MAP, this.work, placeName(fn as { name: string }), this.size, chunksize)
    work.total += items.length
    work.update()
    return this.dispatch.submit({
      id: calls === null ? work.id : (0x80000000 | ++this.callCounter) >>> 0,
      work,
      fn,
      items,
      chunksize,
      star,
      single: calls !== null,
      retries: options.retry === false ? 0 : this.retries,
      callbacks: options as ResultCallbacks<unknown>,
    })
  }
}

/** Misuse of the awaited methods rejects, as everything else about them does. */
function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return call()
  } catch (error) {
    return Promise.reject(error)
  }
}
