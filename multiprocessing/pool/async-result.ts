/** `AsyncResult`: CPython's `multiprocessing.pool.AsyncResult`, which can be awaited as well. */
import { TimeoutError, ValueError } from '../errors'
import { toLimits, type Limits, type Source } from '../segment/attempt'
import { isCrowded } from '../segment/promised'
import { turnIfDue } from '../segment/turns'
import { told } from './told'

export interface ResultCallbacks<T> {
  readonly callback?: ((value: T) => void) | undefined
  readonly errorCallback?: ((error: Error) => void) | undefined
}

/** What a result asks of its pool; both serve the pool while they block the process. */
export interface Driver {
  /** Blocks until the condition holds. */
  drive(until: () => boolean, limits: Limits | undefined): void
  /** Blocks for a moment in the hope of an answer; false when that does not pay, or none came. */
  linger(until: () => boolean): boolean
  /** What brings the result. */
  readonly source: Source
}

/** The result of a call that has been handed to a pool; it can be awaited as well. CPython: `multiprocessing.pool.AsyncResult`. */
export class AsyncResult<T> implements PromiseLike<T> {
  private readonly promise: Promise<T>
  private settle!: { resolve(value: T): void; reject(error: Error): void }
  private outcome: { ok: true; value: T } | { ok: false; error: Error } | undefined
  private readonly driver: Driver

  private readonly onSettled: ((result: AsyncResult<unknown>) => void) | undefined

  /** @internal */
  constructor(driver: Driver, onSettled?: (result: AsyncResult<unknown>) => void) {
    this.driver = driver
    this.onSettled = onSettled
    this.promise = new Promise((resolve, reject) => (this.settle = { resolve, reject }))
    this.promise.catch(() => undefined)
  }

  /** The result, as soon as it is there. CPython: `AsyncResult.get`. @throws TimeoutError when it is not there in time, and whatever the call threw */
  async get(limits?: number | Limits): Promise<T> {
    if (!(await this.settled(limits))) throw new TimeoutError('the result was not there in time')
    return this.promise
  }

  getSync(limits?: number | Limits): T {
    if (this.outcome === undefined) this.driver.drive(() => this.ready(), toLimits(limits))
    if (this.outcome === undefined) throw new TimeoutError('the result was not there in time')
    if (!this.outcome.ok) throw this.outcome.error
    return this.outcome.value
  }

  /** Waits until there is a result or an error, or so many seconds. CPython: `AsyncResult.wait`. */
  async wait(limits?: number | Limits): Promise<void> {
    await this.settled(limits)
  }

  /** Whether there is a result or an error. CPython: `AsyncResult.ready`. */
  ready(): boolean {
    return this.outcome !== undefined
  }

  /** Whether there is a result and not an error. CPython: `AsyncResult.successful`. @throws ValueError before there is either */
  successful(): boolean {
    if (this.outcome === undefined) throw new ValueError('the result is not ready')
    return this.outcome.ok
  }

  /** `await result` is `await result.get()`. */
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return (isCrowded() ? this.hoped() : this.settled(undefined)).then(() => this.promise).then(onValue, onError)
  }

  /** @internal */
  resolve(value: T, callbacks: ResultCallbacks<T>): void {
    if (this.outcome !== undefined) return
    this.outcome = { ok: true, value }
    this.settle.resolve(value)
    this.onSettled?.(this)
    if (callbacks.callback !== undefined) shielded(() => callbacks.callback?.(value))
  }

  /** @internal */
  reject(error: Error, callbacks: ResultCallbacks<T>): void {
    if (this.outcome !== undefined) return
    this.outcome = { ok: false, error }
    this.settle.reject(error)
    this.onSettled?.(this)
    if (callbacks.errorCallback !== undefined) shielded(() => callbacks.errorCallback?.(error))
  }

  /** Not before the caller has made all calls of this turn: they are to run side by side. */
  private async hoped(): Promise<void> {
    await null
    if (this.outcome === undefined && this.driver.linger(() => this.ready())) await turnIfDue(undefined)
  }

  private async settled(limits: number | Limits | undefined): Promise<boolean> {
    const to = toLimits(limits)
    to?.signal?.throwIfAborted()
    await this.hoped()
    if (this.outcome !== undefined) return true
    return told(
      this.driver.source,
      (tell) => {
        void this.promise.then(tell, tell)
        return () => undefined
      },
      to,
    )
  }
}

/** What throws in a function of the caller's that the pool calls is told on the console, with its place; the pool lives on. */
export function shielded(callback: () => unknown): void {
  const tell = (error: unknown) =>
    console.error(`A pool's callback threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  try {
    const result = callback()
    if (result instanceof Promise) result.catch(tell)
  } catch (error) {
    tell(error)
  }
}
