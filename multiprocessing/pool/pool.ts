/** `Pool`: CPython's `multiprocessing.pool`, over two channels in shared memory. */
import { decode } from '../encoding'
import { InitializerError, PoolTerminatedError, ValueError } from '../errors'
import { processCpuCount } from '../context'
import { placeName } from '../places'
import { toLimits } from '../process'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { CALLS, HEADER, MAP, POOL } from '../segment/layout'
import { awaited, blocked, PENDING, type Limits, type Pending, type Source } from '../segment/waiting'
import { AsyncResult, type ResultCallbacks } from './async-result'
import { FunctionStore } from './function-store'
import { arrived, defaultChunksize, Job, type Chunk } from './job'
import { BROKEN, DONE, readResultHead, RESULT_HEAD } from './records'
import { Work } from './works'
import { Workers } from './workers'

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
}

export interface CallOptions<R> extends ResultCallbacks<R> {
  /** Items per chunk. Default for maps: four chunks for each worker, as in CPython. */
  readonly chunksize?: number | undefined
  /** `false`: a chunk whose worker died is not begun again. */
  readonly retry?: boolean | undefined
}

/** Chunks handed out and not settled: enough to keep the workers busy, few enough to bound memory. */
const IN_FLIGHT = 4096
/** Results taken before other promises get their turn. */
const BATCH = 512

type State = 'running' | 'closing' | 'closed' | 'terminated'

/** Worker processes that share calls. CPython: `multiprocessing.Pool`. */
export class Pool<I extends unknown[] = unknown[]> {
  private readonly tasks: Channel
  private readonly results: Channel
  private readonly workers: Workers
  private readonly functions = new FunctionStore()
  private readonly jobs = new Map<number, Job>()
  private readonly queue: Job[] = []
  private readonly again: Chunk[] = []
  private readonly work: Work
  private readonly retries: number
  private readonly source: Source & { background: boolean }
  private state: State = 'running'
  private inFlight = 0
  private calls: Work | undefined
  private jobCounter = 0
  private deaths: number

  constructor(options: number | PoolOptions<I> = {}) {
    const settings = typeof options === 'number' ? { processes: options } : options
    const processes = settings.processes ?? processCpuCount()
    if (!Number.isInteger(processes) || processes < 1) throw new ValueError('Number of processes must be at least 1')
    if (settings.initializer !== undefined && typeof settings.initializer !== 'function')
      throw new TypeError('initializer must be a callable')
    const maxTasks = settings.maxTasksPerChild
    if (maxTasks !== undefined && (!Number.isInteger(maxTasks) || maxTasks < 1))
      throw new ValueError('maxTasksPerChild must be a positive integer or undefined')
    const { segment } = attached()
    this.retries = settings.retries ?? 1
    this.tasks = Channel.create(segment)
    this.results = Channel.create(segment)
    this.deaths = segment.u32(HEADER.deaths)
    this.work = new Work(POOL, null, `Pool(${processes})`, processes, 0)
    this.source = {
      kind: 'Pool',
      number: this.results.number,
      background: true,
      withdraw: (entry) => this.results.withdrawGetter(entry),
    }
    this.workers = new Workers(processes, {
      tasks: this.tasks.offset,
      results: this.results.offset,
      initializer: (settings.initializer as ((...args: unknown[]) => unknown) | undefined) ?? null,
      initargs: settings.initargs ?? [],
      maxTasks: maxTasks ?? 0,
    })
    void this.serve()
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
    this.calls ??= new Work(CALLS, this.work, 'apply', this.workers.size, 1)
    return this.submit(
      fn as never,
      [args ?? []],
      { ...options, chunksize: 1 },
      { star: true, single: true, work: this.calls },
    )
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
    return this.submit(fn as never, [...items], typeof options === 'number' ? { chunksize: options } : options, {
      star: false,
      single: false,
      work: null,
    })
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
    return this.submit(fn as never, [...items], typeof options === 'number' ? { chunksize: options } : options, {
      star: true,
      single: false,
      work: null,
    })
  }

  /** No further calls; the workers end when what was asked is done. CPython: `Pool.close`. */
  close(): void {
    if (this.state !== 'running') return
    this.state = 'closing'
    this.closeIfDone()
  }

  /** Ends the workers; what is open rejects with `PoolTerminatedError`. CPython: `Pool.terminate`. */
  terminate(): void {
    if (this.state === 'terminated') return
    this.state = 'terminated'
    const error = new PoolTerminatedError('the pool was terminated before this result was there')
    for (const job of this.jobs.values()) {
      job.abandon(error)
      this.finish(job)
    }
    this.jobs.clear()
    this.queue.length = 0
    this.again.length = 0
    this.inFlight = 0
    this.source.background = true
    this.workers.terminate()
  }

  /** Waits until all workers have ended. @throws ValueError before `close` or `terminate`. CPython: `Pool.join`. */
  async join(limits?: number | Limits): Promise<void> {
    if (this.state === 'running') throw new ValueError('Pool is still running')
    await awaited(this.joining(), () => (this.hasEnded() ? true : PENDING), toLimits(limits))
  }

  joinSync(limits?: number | Limits): void {
    if (this.state === 'running') throw new ValueError('Pool is still running')
    this.drive(() => this.hasEnded(), toLimits(limits))
  }

  /** `await using pool = new Pool()` terminates it at the end of the block, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate()
    await this.join()
  }

  toString(): string {
    return `<Pool state=${this.state} workers=${this.workers.size}>`
  }

  private submit<R>(
    fn: (...args: never[]) => unknown,
    items: readonly unknown[],
    options: CallOptions<R>,
    kind: { star: boolean; single: boolean; work: Work | null },
  ): AsyncResult<R> {
    if (this.state !== 'running') throw new ValueError('Pool not running')
    if (typeof fn !== 'function') throw new TypeError(`a pool calls functions, not ${fn === null ? 'null' : typeof fn}`)
    const chunksize = options.chunksize ?? Math.max(1, defaultChunksize(items.length, this.workers.size))
    if (!Number.isInteger(chunksize) || chunksize < 1)
      throw new ValueError(`Chunksize must be 1+, not ${String(chunksize)}`)
    const stored = this.functions.store(fn)
    const work = kind.work ?? new Work(MAP, this.work, placeName(fn as { name: string }), this.workers.size, chunksize)
    work.total += items.length
    work.update()
    const id = kind.work === null ? work.id : (0x80000000 | ++this.jobCounter) >>> 0
    const result = new AsyncResult<R>((until, limits) => this.drive(until, limits))
    const job = new Job(
      {
        id,
        work,
        fn: stored,
        items,
        chunksize,
        star: kind.star,
        single: kind.single,
        retries: options.retry === false ? 0 : this.retries,
        callbacks: options as ResultCallbacks<unknown>,
      },
      result as AsyncResult<unknown>,
    )
    if (job.isDone) this.finish(job)
    else {
      this.jobs.set(id, job)
      this.queue.push(job)
      this.source.background = false
      this.feed()
    }
    return result
  }

  /** Hands out chunks, as many as may be in flight. */
  private feed(): void {
    while (this.inFlight < IN_FLIGHT) {
      const again = this.again.pop()
      if (again !== undefined) {
        this.hand(again.job, again.index, again.attempt)
        continue
      }
      const job = this.queue[0]
      if (job === undefined) return
      if (job.next >= job.chunks) this.queue.shift()
      else this.hand(job, job.next++, 1)
    }
  }

  private hand(job: Job, index: number, attempt: number): void {
    try {
      this.tasks.tryPut(job.record(index, attempt), 0)
      this.inFlight++
    } catch (error) {
      if (job.fail(index, error as Error)) this.settled(job)
    }
  }

  /** Takes results as long as the pool lives. */
  private async serve(): Promise<void> {
    while (!this.hasEnded()) await awaited(this.source, (entry) => this.collect(entry)).catch(() => undefined)
  }

  /** Settles what has come, replaces workers that died; PENDING when there was nothing to do. */
  private collect(entry: number): true | Pending {
    let taken = 0
    for (; taken < BATCH; taken++) {
      const record = this.results.tryTake(taken === 0 ? entry : 0)
      if (record === PENDING) break
      this.accept(record)
    }
    const deaths = attached().segment.u32(HEADER.deaths)
    if (taken === 0 && deaths === this.deaths) return PENDING
    if (deaths !== this.deaths && taken < BATCH) {
      this.deaths = deaths
      for (const lost of this.workers.bury(this.state === 'running' || this.jobs.size > 0)) this.lose(lost)
    }
    this.feed()
    this.closeIfDone()
    return taken === 0 && !this.hasEnded() && entry !== 0 ? PENDING : true
  }

  private accept(record: Buffer): void {
    const head = readResultHead(record)
    const value = decode(record.subarray(RESULT_HEAD))
    if (head.status === BROKEN) return this.breakDown(value as Error)
    const job = this.jobs.get(head.work)
    if (job === undefined) return
    this.inFlight = Math.max(0, this.inFlight - 1)
    const settled =
      head.status === DONE
        ? job.settle(head.index, value as unknown[])
        : job.fail(head.index, arrived(value as Parameters<typeof arrived>[0]))
    if (settled) this.settled(job)
  }

  private settled(job: Job): void {
    if (!job.isDone) return job.work.update()
    this.jobs.delete(job.id)
    this.finish(job)
  }

  private finish(job: Job): void {
    if (job.work === this.calls) job.work.update()
    else job.work.end()
    this.functions.release(job.fn)
    job.finish()
    if (this.jobs.size === 0) this.source.background = true
  }

  /** A worker died with a chunk in its hands. */
  private lose(lost: ReturnType<Workers['bury']>[number]): void {
    const job = this.jobs.get(lost.work)
    if (job === undefined || job.isSettled(lost.index)) return
    this.inFlight--
    const retried = lost.attempt <= job.retries
    lost.report(job.work.id, this.work.id, job.firstItem(lost.index), retried)
    if (retried) this.again.push({ job, index: lost.index, attempt: lost.attempt + 1 })
    else if (job.fail(lost.index, lost.error(job.firstItem(lost.index)))) this.settled(job)
  }

  /** The initializer threw: no worker will ever work. */
  private breakDown(cause: Error): void {
    if (this.state === 'terminated') return
    this.state = 'terminated'
    const error = new InitializerError(`the pool's initializer threw in a worker: ${cause.message}`, { cause })
    for (const job of this.jobs.values()) {
      job.abandon(error)
      this.finish(job)
    }
    this.jobs.clear()
    this.workers.terminate()
  }

  private closeIfDone(): void {
    if (this.state !== 'closing' || this.jobs.size > 0) return
    this.state = 'closed'
    this.tasks.close()
  }

  private hasEnded(): boolean {
    return (this.state === 'closed' || this.state === 'terminated') && this.workers.haveEnded()
  }

  private joining(): Source {
    return { kind: 'Pool', number: this.results.number, withdraw: () => undefined }
  }

  /** Serves the pool while blocking the process. */
  private drive(until: () => boolean, limits: Limits | undefined): void {
    blocked(
      { ...this.joining(), withdraw: (entry) => this.results.withdrawGetter(entry) },
      (entry) => {
        while (!until()) if (this.collect(entry) === PENDING) return until() ? true : PENDING
        return true
      },
      limits,
    )
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
