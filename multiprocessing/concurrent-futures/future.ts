/** `Future`: CPython's `concurrent.futures.Future`. */
import { CancelledError, TimeoutError } from '../errors'
import { shielded, type AsyncResult } from '../pool/async-result'
import type { Dispatch } from '../pool/dispatch'
import type { MapJob } from '../pool/map-job'
import type { Service } from '../pool/service'
import type { Limits } from '../segment/attempt'

/** The result of a call that has been submitted; it can be awaited. CPython: `concurrent.futures.Future`. */
export class Future<T> implements PromiseLike<T> {
  /** @internal Who stands by it: called when it is done, before the callbacks. */
  readonly watchers = new Set<(future: Future<unknown>) => void>()
  private readonly dispatch: Dispatch
  private readonly job: MapJob
  private readonly answer: AsyncResult<T>
  private readonly callbacks: (() => unknown)[] = []
  private isCancelled = false

  /** @internal */
  constructor(dispatch: Dispatch, job: MapJob, answer: AsyncResult<T>) {
    this.dispatch = dispatch
    this.job = job
    this.answer = answer
  }

  /** Takes the call back. @returns false when a worker has begun it, or it is done. CPython: `Future.cancel`. */
  cancel(): boolean {
    if (this.isCancelled) return true
    if (this.done()) return false
    this.isCancelled = true // the callbacks are to see it
    this.isCancelled = this.dispatch.withdraw(this.job, new CancelledError('the call was cancelled before it began'))
    return this.isCancelled
  }

  /** CPython: `Future.cancelled`. */
  cancelled(): boolean {
    return this.isCancelled
  }

  /** Whether a worker has it in work. CPython: `Future.running`. */
  running(): boolean {
    return !this.done() && this.dispatch.isRunning(this.job)
  }

  /** Whether it has a result or an error, or was cancelled. CPython: `Future.done`. */
  done(): boolean {
    return this.answer.ready()
  }

  /**
   * CPython: `Future.result`.
   * @throws TimeoutError when it is not there in time, CancelledError, and whatever the call threw
   */
  result(limits?: number | Limits): Promise<T> {
    return this.answer.get(limits)
  }

  resultSync(limits?: number | Limits): T {
    return this.answer.getSync(limits)
  }

  /** What the call threw, `null` when it threw nothing. CPython: `Future.exception`. @throws TimeoutError, CancelledError */
  async exception(limits?: number | Limits): Promise<unknown> {
    await this.answer.wait(limits)
    if (!this.done()) throw new TimeoutError('the result was not there in time')
    return this.exceptionSync()
  }

  exceptionSync(limits?: number | Limits): unknown {
    try {
      this.answer.getSync(limits)
      return null
    } catch (error) {
      if (this.isCancelled || !this.done()) throw error
      return error
    }
  }

  /** Calls `callback` with this future when it is done, at once if it is. What it throws is told on the console. CPython: `Future.add_done_callback`. */
  addDoneCallback(callback: (future: Future<T>) => unknown): void {
    const call = () => callback(this)
    if (this.done()) shielded(call)
    else this.callbacks.push(call)
  }

  /** For `await future`: the result, or whatever the call threw. Only here. */
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.answer.then(onValue, onError)
  }

  toString(): string {
    if (this.isCancelled) return '<Future state=cancelled>'
    if (!this.done()) return `<Future state=${this.running() ? 'running' : 'pending'}>`
    const outcome = this.exceptionSync()
    return `<Future state=finished ${outcome === null ? `returned ${kind(this.resultSync())}` : `raised ${kind(outcome)}`}>`
  }

  /** @internal Who brings its result. */
  get service(): Service {
    return this.dispatch.service
  }

  /** @internal Whether the call threw. */
  get hasFailed(): boolean {
    return !this.isCancelled && this.done() && !this.answer.successful()
  }

  /** @internal */
  settled(): void {
    for (const watcher of this.watchers) watcher(this)
    this.watchers.clear()
    for (const callback of this.callbacks.splice(0)) shielded(callback)
  }
}

/** The type of a value as a reader knows it. */
function kind(value: unknown): string {
  return typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'Object') : typeof value
}
