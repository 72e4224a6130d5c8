/** What pools and executors share: workers, and the kinds of calls that can be made. */
import { tellMain } from '../host'
import { placeName } from '../places'
import type { Process } from '../process'
import { attached, isMeasured } from '../segment/attachment'
import { CALLS, HEADER, MAP, POOL } from '../segment/layout'
import { NOWHERE, siteOfCaller, type CodeSite } from '../segment/sites'
import { AsyncResult, type Driver, type ResultCallbacks } from './async-result'
import { Dispatch } from './dispatch'
import { PoolIterator } from './imap'
import { defaultChunksize, type Call } from './job'
import { MapJob } from './map-job'
import { checkCallOptions, type CallOptions, type ImapOptions, type MapOptions } from './options'
import { Service } from './service'
import { StreamJob } from './stream-job'
import { Work } from './works'

/** Chunks for each worker that `imap` takes ahead of its reader. */
const AHEAD = 4

export type AnyFunction = (...args: never[]) => unknown

export interface CallsSettings {
  readonly name: string
  readonly size: number
  readonly ofContext: typeof Process
  readonly initializer: AnyFunction | undefined
  readonly initargs: readonly unknown[] | undefined
  readonly maxTasks: number | undefined
  readonly retries: number | undefined
  readonly window: number
  readonly onDemand: boolean
}

export class Calls {
  readonly size: number
  readonly dispatch: Dispatch
  private readonly retries: number
  private readonly work: Work
  private singles: Work | undefined
  private counter = 0

  constructor({ name, size, retries, initializer, initargs, maxTasks, ...settings }: CallsSettings) {
    this.size = size
    this.retries = retries ?? 1
    this.work = new Work(POOL, null, `${name}(${size})`, size, 0, callSite())
    this.dispatch = new Dispatch({
      ...settings,
      size,
      pool: this.work,
      initializer: (initializer as ((...args: unknown[]) => unknown) | undefined) ?? null,
      initargs: initargs ?? [],
      maxTasks: maxTasks ?? 0,
    })
  }

  /** One call with these arguments. */
  single<R>(
    fn: AnyFunction,
    args: readonly unknown[],
    options: CallOptions<R>,
    onSettled?: (result: AsyncResult<unknown>) => void,
  ): { readonly job: MapJob; readonly result: AsyncResult<R> } {
    this.check(fn, 'apply', options)
    // Of the first call only: looking for the place takes longer than a call.
    this.singles ??= new Work(CALLS, this.work, 'apply', this.size, 1, callSite())
    const result = new AsyncResult<R>(this.driver(true), onSettled)
    const call = this.call(fn, options, 1, this.singles, true)
    const job = this.dispatch.submit(call, options.signal, (settings) => {
      settings.work.total++
      return new MapJob(settings, [args], true, result as AsyncResult<unknown>, options as ResultCallbacks<unknown>)
    })
    call.work.update()
    return { job, result }
  }

  /** A call for each of a list of items, which answers with the list of their results. */
  list<R>(
    fn: AnyFunction,
    items: Iterable<unknown>,
    options: number | MapOptions<R[]>,
    star: boolean,
  ): AsyncResult<R[]> {
    const settings = typeof options === 'number' ? { chunksize: options } : options
    this.check(fn, 'map', settings)
    const input = [...items]
    const chunksize = chunksizeOf(settings, Math.max(1, defaultChunksize(input.length, this.size)))
    const work = this.map(fn, chunksize)
    work.total = input.length
    work.update()
    const result = new AsyncResult<R[]>(this.driver(false))
    this.dispatch.submit(this.call(fn, settings, chunksize, work, star), settings.signal, (of) => {
      return new MapJob(of, input, false, result as AsyncResult<unknown>, settings as ResultCallbacks<unknown>)
    })
    return result
  }

  /** A call for each item of an input of any length, whose results are read one by one. */
  stream<R>(
    fn: AnyFunction,
    items: Iterable<unknown> | AsyncIterable<unknown>,
    options: number | ImapOptions<R>,
    ordered: boolean,
    executor?: { readonly buffersize: number | undefined; readonly star: boolean },
  ): PoolIterator<R> {
    const settings = typeof options === 'number' ? { chunksize: options } : options
    this.check(fn, 'imap', settings)
    // An input that is awaited may itself wait for the results of what it has given.
    const chunksize = Symbol.asyncIterator in items ? (settings.chunksize ?? 1) : chunksizeOf(settings, 1)
    const ahead = executor === undefined ? AHEAD * this.size * chunksize : Infinity
    const buffersize = executor?.buffersize ?? settings.buffersize ?? ahead
    const call = this.call(fn, settings, chunksize, this.map(fn, chunksize), executor?.star ?? false)
    const callbacks = settings as ResultCallbacks<unknown>
    const job = this.dispatch.submit(
      call,
      settings.signal,
      (of) => new StreamJob(of, { buffersize, ordered, callbacks }, items),
    )
    job.onDisorder = () => tellMain({ type: 'event', event: { type: 'results-unordered', map: call.work.id } })
    return new PoolIterator(this.dispatch, job)
  }

  private map(fn: AnyFunction, chunksize: number): Work {
    return new Work(MAP, this.work, placeName(fn as { name: string }), this.size, chunksize, callSite())
  }

  private call(fn: AnyFunction, options: MapOptions<never>, chunksize: number, work: Work, star: boolean): Call {
    const { retry, timeout, failFast } = options
    return {
      id: work === this.singles ? (0x80000000 | ++this.counter) >>> 0 : work.id,
      work,
      fn,
      chunksize,
      star,
      retries: retry === false ? 0 : this.retries,
      timeout,
      failFast: failFast ?? false,
    }
  }

  /** @param single an answer is to be expected at once: it may be worth to block for a moment */
  private driver(single: boolean): Driver {
    const { dispatch } = this
    return {
      source: Service.waitFor([dispatch.service]),
      drive: (until, limits) => dispatch.service.drive(until, limits),
      linger: (until) => single && dispatch.open === 1 && dispatch.service.linger(until),
    }
  }

  private check(fn: unknown, of: 'apply' | 'map' | 'imap', options: ImapOptions<never>): void {
    this.dispatch.assertRunning()
    if (typeof fn !== 'function') throw new TypeError(`a pool calls functions, not ${fn === null ? 'null' : typeof fn}`)
    checkCallOptions(of, options)
  }
}

/** The line of the script that calls. */
function callSite(): CodeSite {
  return isMeasured() ? siteOfCaller() : NOWHERE
}

/** As the script says, else as the run's setting says, else `usual`. */
function chunksizeOf({ chunksize, timeout }: MapOptions<never>, usual: number): number {
  if (chunksize !== undefined) return chunksize
  // When an item's time is over, the others of its chunk fail with it.
  return timeout === undefined ? attached().segment.u32(HEADER.chunkSize) || usual : 1
}
