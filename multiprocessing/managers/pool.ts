/** `PoolProxy`: a pool whose workers are children of a manager's process. */
import type { CallOptions, ImapOptions, MapOptions } from '../pool/options'
import { Pool } from '../pool/pool'
import { registerName } from '../places'
import type { Limits } from '../segment/attempt'
import type { AsyncResultProxy, IteratorProxy } from './pool-results'
import { BaseProxy } from './proxy'

/** Options of a call without what stays in its process; an aborted call is forgotten, not taken from the workers. */
type Sent<O> = Omit<O, 'callback' | 'errorCallback'>
type Call = Sent<CallOptions<unknown>>
type Map = number | Sent<MapOptions<unknown>>
type Imap = number | Sent<ImapOptions<unknown>>

type Items<T> = readonly T[]

/** Stands for a pool. Functions are sent by their place in the script. CPython: `multiprocessing.managers.PoolProxy`. */
export class PoolProxy extends BaseProxy {
  /** What clients may call. CPython: `_exposed_`. */
  static readonly exposed = [
    'apply',
    'applyAsync',
    'map',
    'mapAsync',
    'starmap',
    'starmapAsync',
    'imap',
    'imapUnordered',
    'close',
    'terminate',
    'join',
  ]

  /** Calls `fn` in a worker and waits for its result. CPython: `Pool.apply`. */
  apply<A extends unknown[], R>(fn: (...args: A) => R, args?: A, options?: Call): Promise<Awaited<R>> {
    return this.callMethod('apply', [fn, args, options]) as Promise<Awaited<R>>
  }

  applySync<A extends unknown[], R>(fn: (...args: A) => R, args?: A, options?: Call): Awaited<R> {
    return this.callMethodSync('apply', [fn, args, options]) as Awaited<R>
  }

  /** The result's proxy; the result itself stays in the manager's process until it is asked for. */
  applyAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    args?: A,
    options?: Call,
  ): Promise<AsyncResultProxy<Awaited<R>>> {
    return this.callMethod('applyAsync', [fn, args, options]) as Promise<AsyncResultProxy<Awaited<R>>>
  }

  /** Calls `fn` with each item and resolves to the results in the items' order. CPython: `Pool.map`. */
  map<T, R>(fn: (item: T) => R, items: Items<T>, options?: Map): Promise<Awaited<R>[]> {
    return this.callMethod('map', [fn, items, options]) as Promise<Awaited<R>[]>
  }

  mapSync<T, R>(fn: (item: T) => R, items: Items<T>, options?: Map): Awaited<R>[] {
    return this.callMethodSync('map', [fn, items, options]) as Awaited<R>[]
  }

  /** As `map`, without waiting: gives the result's proxy. CPython: `Pool.map_async`. */
  mapAsync<T, R>(fn: (item: T) => R, items: Items<T>, options?: Map): Promise<AsyncResultProxy<Awaited<R>[]>> {
    return this.callMethod('mapAsync', [fn, items, options]) as Promise<AsyncResultProxy<Awaited<R>[]>>
  }

  /** As `map`, with each item the list of `fn`'s arguments. CPython: `Pool.starmap`. */
  starmap<A extends unknown[], R>(fn: (...args: A) => R, items: Items<A>, options?: Map): Promise<Awaited<R>[]> {
    return this.callMethod('starmap', [fn, items, options]) as Promise<Awaited<R>[]>
  }

  starmapSync<A extends unknown[], R>(fn: (...args: A) => R, items: Items<A>, options?: Map): Awaited<R>[] {
    return this.callMethodSync('starmap', [fn, items, options]) as Awaited<R>[]
  }

  /** As `starmap`, without waiting: gives the result's proxy. CPython: `Pool.starmap_async`. */
  starmapAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    items: Items<A>,
    options?: Map,
  ): Promise<AsyncResultProxy<Awaited<R>[]>> {
    return this.callMethod('starmapAsync', [fn, items, options]) as Promise<AsyncResultProxy<Awaited<R>[]>>
  }

  /** Calls `fn` with each item; the results are read one by one, in the items' order. CPython: `Pool.imap`. */
  imap<T, R>(fn: (item: T) => R, items: Items<T>, options?: Imap): Promise<IteratorProxy<Awaited<R>>> {
    return this.callMethod('imap', [fn, items, options]) as Promise<IteratorProxy<Awaited<R>>>
  }

  /** As `imap`, in the order in which they come. CPython: `Pool.imap_unordered`. */
  imapUnordered<T, R>(fn: (item: T) => R, items: Items<T>, options?: Imap): Promise<IteratorProxy<Awaited<R>>> {
    return this.callMethod('imapUnordered', [fn, items, options]) as Promise<IteratorProxy<Awaited<R>>>
  }

  /** No further calls; the workers end when what was asked is done. CPython: `Pool.close`. */
  async close(): Promise<void> {
    await this.callMethod('close')
  }

  /** Ends the workers; what is open rejects with `PoolTerminatedError`. CPython: `Pool.terminate`. */
  async terminate(): Promise<void> {
    await this.callMethod('terminate')
  }

  /** Waits until all workers have ended. @throws ValueError before `close` or `terminate`. CPython: `Pool.join`. */
  async join(limits?: number | Limits): Promise<void> {
    await this.callMethod('join', [limits])
  }

  /** `await using pool = await manager.Pool(2)` terminates it at the end of the block, as CPython's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate()
  }
}

registerName('multiprocessing:Pool', Pool as never)
registerName('multiprocessing:PoolProxy', PoolProxy as never)
