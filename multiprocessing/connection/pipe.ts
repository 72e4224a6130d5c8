/** `Pipe`: CPython's `multiprocessing.Pipe`. */
import type { SharedRecord } from '../segment/objects'
import { Connection } from './connection'
import { PipeEnd } from './pipe-end'

/** How a pipe is made. CPython: the parameter of `multiprocessing.Pipe`. */
export interface PipeOptions {
  /** Default true; otherwise the first end can only receive and the second only send. */
  readonly duplex?: boolean | undefined
  /** @internal Bytes that may lie in each direction while its sender goes on, see `awaitRoom`. */
  readonly capacity?: number | undefined
}

/**
 * Two connected ends; what one sends the other receives. CPython: `multiprocessing.Pipe`.
 * @param options or, as in Python, just whether it is two-way
 */
export function Pipe<A = unknown, B = A>(options: PipeOptions | boolean = {}): [Connection<A, B>, Connection<B, A>] {
  const { duplex = true, capacity = 0 } = typeof options === 'boolean' ? { duplex: options } : options
  const [first, second] = PipeEnd.create(duplex, capacity)
  const ends: [Connection<A, B>, Connection<B, A>] = [new Connection(first), new Connection(second)]
  for (const end of ends) made.set(end, first.record)
  return ends
}

/** Of the pipes that this process has made, by their ends. */
const made = new WeakMap<object, SharedRecord>()

/** The pipe that something is an end of, if it was made here. */
export function pipeOf(end: unknown): SharedRecord | undefined {
  return typeof end === 'object' && end !== null ? made.get(end) : undefined
}
