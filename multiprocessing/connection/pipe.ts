/** `Pipe`: CPython's `multiprocessing.Pipe`. */
import { Connection } from './connection'
import { PipeEnd } from './pipe-end'

/** How a pipe is made. CPython: the parameter of `multiprocessing.Pipe`. */
export interface PipeOptions {
  /** Default true; otherwise the first end can only receive and the second only send. */
  readonly duplex?: boolean | undefined
}

/**
 * Two connected ends; what one sends the other receives. CPython: `multiprocessing.Pipe`.
 * @param options or, as in Python, just whether it is two-way
 */
export function Pipe<A = unknown, B = A>(options: PipeOptions | boolean = {}): [Connection<A, B>, Connection<B, A>] {
  const { duplex = true } = typeof options === 'boolean' ? { duplex: options } : options
  const [first, second] = PipeEnd.create(duplex)
  return [new Connection(first), new Connection(second)]
}
