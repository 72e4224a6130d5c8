/** What calls of a manager's pool give at once: results that stay in the manager's process until they are asked for. */
import { registerName } from '../places'
import type { Limits } from '../segment/attempt'
import { BaseProxy } from './proxy'

/** Stands for the result of a call that was handed to a pool of the manager. CPython: the `AutoProxy` of `AsyncResult`. */
export class AsyncResultProxy<T = unknown> extends BaseProxy {
  /** What clients may call. CPython: `_exposed_`. */
  static readonly exposed = ['get', 'wait', 'ready', 'successful']

  /** @throws TimeoutError when it is not there in time, and whatever the call threw */
  get(limits?: number | Limits): Promise<T> {
    return this.callMethod('get', [limits]) as Promise<T>
  }

  getSync(limits?: number | Limits): T {
    return this.callMethodSync('get', [limits]) as T
  }

  /** Waits until there is a result or an error, or so many seconds. */
  async wait(limits?: number | Limits): Promise<void> {
    await this.callMethod('wait', [limits])
  }

  waitSync(limits?: number | Limits): void {
    this.callMethodSync('wait', [limits])
  }

  /** Whether there is a result or an error. */
  ready(): Promise<boolean> {
    return this.callMethod('ready') as Promise<boolean>
  }

  /** @throws ValueError before there is a result */
  successful(): Promise<boolean> {
    return this.callMethod('successful') as Promise<boolean>
  }
}

/** Stands for the results of `imap` and `imapUnordered`, read one by one. CPython: `multiprocessing.managers.IteratorProxy`. */
export class IteratorProxy<R = unknown> extends BaseProxy implements AsyncIterableIterator<R> {
  /** What clients may call. CPython: `_exposed_`. */
  static readonly exposed = ['next', 'return']

  /**
   * The next result; `done` after the last one.
   * @throws TimeoutError when it is not there in time, and whatever the call of this item threw
   */
  next(limits?: number | Limits): Promise<IteratorResult<R, undefined>> {
    return this.callMethod('next', [limits]) as Promise<IteratorResult<R, undefined>>
  }

  nextSync(limits?: number | Limits): IteratorResult<R, undefined> {
    return this.callMethodSync('next', [limits]) as IteratorResult<R, undefined>
  }

  /** Reads no further: what has not begun is dropped. `break` calls it. */
  return(): Promise<IteratorResult<R, undefined>> {
    return this.callMethod('return') as Promise<IteratorResult<R, undefined>>
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

for (const type of [AsyncResultProxy, IteratorProxy]) registerName(`multiprocessing:${type.name}`, type as never)
