/** `ProcessPoolExecutor`: CPython's `concurrent.futures.process`, over the same workers as `Pool`. */
import type { Context } from '../context'
import { PoolTerminatedError, RuntimeError, ValueError } from '../errors'
import { Finalize } from '../exits'
import { Future } from './future'
import type { AsyncResult } from '../pool/async-result'
import { Calls, type AnyFunction } from '../pool/calls'
import type { PoolIterator } from '../pool/imap'
import { refuseMore, refuseUnknown, type Names } from '../pool/options'
import { Process } from '../process'
import { naming } from '../segment/objects'
import { processCpuCount } from '../system'

/** Before pools and managers are ended, which its calls may use. */
const EXIT_PRIORITY = 20

/** What an executor can be told. CPython: the parameters of `concurrent.futures.ProcessPoolExecutor`. */
export interface ExecutorOptions<I extends unknown[] = unknown[]> {
  /** Workers to have at most; they start when there is work for them. Default: `processCpuCount()`. */
  readonly maxWorkers?: number | undefined
  /** Called once in every worker before its first call. */
  readonly initializer?: ((...args: I) => unknown) | undefined
  /** What the initializer is called with. */
  readonly initargs?: I | undefined
  /** Calls (chunks of `map`) after which a worker is replaced. */
  readonly maxTasksPerChild?: number | undefined
  /** How often a call is begun again after its worker died. Default 1. */
  readonly retries?: number | undefined
  /** Whose processes the workers are; default: those of the start method in force. CPython: `mp_context`. */
  readonly mpContext?: Pick<Context, 'Process'> | undefined
}

/** What `map` can be told, as its last argument. CPython: the keyword parameters of `Executor.map`. */
export interface ExecutorMapOptions {
  /** Seconds from the call of `map` in which each result must be there when it is asked for. */
  readonly timeout?: number | undefined
  /** Items sent to a worker together. Default: 1, which the run's chunk size setting overrides. */
  readonly chunksize?: number | undefined
  /** Items taken from the inputs whose results have not been read, at most. Default: no bound. */
  readonly buffersize?: number | undefined
}

const EXECUTOR: Names<ExecutorOptions> = {
  maxWorkers: 1,
  initializer: 1,
  initargs: 1,
  maxTasksPerChild: 1,
  retries: 1,
  mpContext: 1,
}
const MAP: Names<ExecutorMapOptions> = { timeout: 1, chunksize: 1, buffersize: 1 }

/** An input for each parameter of a function. */
type Inputs<A extends unknown[]> = { [K in keyof A]: Iterable<A[K]> }

/**
 * Worker processes behind futures. A process that ends, by `exit()` or by an error too, waits first for what it has
 * asked its executors. CPython: `concurrent.futures.ProcessPoolExecutor`.
 */
export class ProcessPoolExecutor<I extends unknown[] = unknown[]> {
  private readonly calls: Calls
  private readonly pending = new Map<AsyncResult<unknown>, Future<unknown>>()
  private readonly ending: Finalize
  private isShut = false

  /** @throws ValueError, TypeError naming the option that is wrong */
  constructor(options: number | ExecutorOptions<I> = {}) {
    refuseMore('ProcessPoolExecutor', arguments.length)
    const settings = typeof options === 'number' ? { maxWorkers: options } : options
    refuseUnknown('ProcessPoolExecutor', settings, EXECUTOR)
    const { initializer, initargs, maxTasksPerChild: maxTasks, retries, mpContext } = settings
    const size = settings.maxWorkers ?? processCpuCount()
    if (!(Number.isInteger(size) && size > 0)) throw new ValueError('maxWorkers must be greater than 0')
    if (initializer !== undefined && typeof initializer !== 'function')
      throw new TypeError('initializer must be a callable')
    if (maxTasks !== undefined && !Number.isInteger(maxTasks))
      throw new TypeError('maxTasksPerChild must be an integer')
    if (maxTasks !== undefined && maxTasks <= 0) throw new ValueError('maxTasksPerChild must be >= 1')
    this.calls = new Calls({
      name: 'ProcessPoolExecutor',
      size,
      ofContext: mpContext?.Process ?? Process,
      initializer,
      initargs,
      maxTasks,
      retries,
      // Little more than the workers have, so that a call can be cancelled at little cost.
      window: 4 * size + 12,
      onDemand: true,
    })
    this.ending = new Finalize(null, () => this.shutdown(), { exitpriority: EXIT_PRIORITY })
    void this.calls.dispatch.ended.then(() => this.ending.cancel())
  }

  /** @internal */
  [naming](label: string): void {
    this.calls.dispatch.tasks.record.name(label)
  }

  /**
   * Calls `fn` in a worker. CPython: `Executor.submit`.
   * @throws RuntimeError after `shutdown`, InitializerError when no worker comes up
   */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>> {
    this.assertOpen()
    const { job, result } = this.calls.single<Awaited<R>>(fn, args, {}, (settled) => {
      this.pending.get(settled)?.settled()
      this.pending.delete(settled)
    })
    const future = new Future(this.calls.dispatch, job, result)
    // What could not be sent has settled before.
    if (!future.done()) this.pending.set(result, future)
    return future
  }

  /**
   * Calls `fn` with an item of each input, until the shortest ends; results in order. The first error ends the iteration,
   * and what has not begun is dropped. Last comes `{ timeout, chunksize, buffersize }`. CPython: `Executor.map`.
   * @throws TimeoutError while iterating, when a result is not there in time
   */
  map<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: Inputs<A>): AsyncGenerator<Awaited<R>, undefined>
  map<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...inputs: [...Inputs<A>, options: ExecutorMapOptions]
  ): AsyncGenerator<Awaited<R>, undefined>
  map(fn: AnyFunction, ...inputs: unknown[]): AsyncGenerator<unknown, undefined> {
    const { results, due } = this.stream(fn, inputs)
    return read(results, due)
  }

  /** As `map`, each step blocking the process. */
  mapSync<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: Inputs<A>): Generator<Awaited<R>, undefined>
  mapSync<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...inputs: [...Inputs<A>, options: ExecutorMapOptions]
  ): Generator<Awaited<R>, undefined>
  mapSync(fn: AnyFunction, ...inputs: unknown[]): Generator<unknown, undefined> {
    const { results, due } = this.stream(fn, inputs)
    return readSync(results, due)
  }

  /**
   * No further calls. CPython: `Executor.shutdown`.
   * @param options `wait` (default): resolves when all that was asked is done and the workers have ended;
   *   `cancelFutures`: what has not begun is cancelled
   */
  async shutdown(options: { wait?: boolean; cancelFutures?: boolean } = {}): Promise<void> {
    this.shut(options.cancelFutures)
    if (options.wait !== false) await this.calls.dispatch.join(undefined)
  }

  shutdownSync(options: { wait?: boolean; cancelFutures?: boolean } = {}): void {
    this.shut(options.cancelFutures)
    if (options.wait !== false) this.calls.dispatch.joinSync(undefined)
  }

  /** Ends the workers by SIGTERM; what is open rejects with `PoolTerminatedError`. CPython 3.14: `ProcessPoolExecutor.terminate_workers`. */
  terminateWorkers(): void {
    this.end('terminate')
  }

  /** As `terminateWorkers`, by SIGKILL. CPython 3.14: `ProcessPoolExecutor.kill_workers`. */
  killWorkers(): void {
    this.end('kill')
  }

  /** `await using` shuts it down and waits, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown()
  }

  private stream(fn: AnyFunction, inputs: unknown[]): { results: PoolIterator<unknown>; due: number } {
    this.assertOpen()
    const options = isInput(inputs.at(-1)) ? {} : (inputs.pop() ?? {})
    if (typeof options !== 'object') throw new TypeError(`map takes iterables, not ${String(options)}`)
    refuseUnknown('map', options, MAP)
    const { timeout, chunksize, buffersize } = options as ExecutorMapOptions
    if (chunksize !== undefined && !(chunksize >= 1)) throw new ValueError('chunksize must be >= 1.')
    if (buffersize !== undefined && !Number.isInteger(buffersize))
      throw new TypeError('buffersize must be an integer or undefined')
    if (buffersize !== undefined && buffersize < 1) throw new ValueError('buffersize must be undefined or > 0')
    const due = performance.now() + (timeout ?? Infinity) * 1000
    const items = zip(inputs as Iterable<unknown>[])
    return { due, results: this.calls.stream(fn, items, { chunksize }, true, { buffersize, star: true }) }
  }

  private assertOpen(): void {
    if (this.isShut) throw new RuntimeError('cannot schedule new futures after shutdown')
  }

  private shut(cancelFutures = false): void {
    this.isShut = true
    if (cancelFutures) for (const future of [...this.pending.values()].reverse()) future.cancel()
    this.calls.dispatch.close()
  }

  private end(how: 'terminate' | 'kill'): void {
    this.isShut = true
    this.calls.dispatch.end(
      new PoolTerminatedError("the executor's workers were ended before this result was there"),
      how,
    )
  }
}

function isInput(value: unknown): value is Iterable<unknown> {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.iterator in value)
}

/** Tuples of an item of each input, until the shortest ends. */
function* zip(inputs: readonly Iterable<unknown>[]): Generator<unknown[]> {
  const iterators = inputs.map((input) => input[Symbol.iterator]())
  for (;;) {
    const steps = iterators.map((iterator) => iterator.next())
    if (steps.length === 0 || steps.some(({ done }) => done === true)) return
    yield steps.map(({ value }) => value as unknown)
  }
}

async function* read(results: PoolIterator<unknown>, due: number): AsyncGenerator<unknown, undefined> {
  try {
    for (;;) {
      const { done, value } = await results.next(secondsTo(due))
      if (done === true) return
      yield value
    }
  } finally {
    await results.return()
  }
}

function* readSync(results: PoolIterator<unknown>, due: number): Generator<unknown, undefined> {
  try {
    for (;;) {
      const { done, value } = results.nextSync(secondsTo(due))
      if (done === true) return
      yield value
    }
  } finally {
    void results.return()
  }
}

function secondsTo(due: number): number {
  return Math.max(0, (due - performance.now()) / 1000)
}
