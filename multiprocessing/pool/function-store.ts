/** The functions of a pool's calls, encoded once in the segment, where each worker fetches them once. */
import { encode } from '../encoding'
import { attached } from '../segment/attachment'
import { ship } from '../places'
import type { StoredFunction } from './job'

type AnyFunction = (...args: never[]) => unknown

let numbers = 0

export class FunctionStore {
  /** Functions without captures are the same at every call. */
  private readonly kept = new Map<AnyFunction, StoredFunction>()

  /** @throws EncodeError, CaptureError when the function cannot be sent */
  store(fn: AnyFunction): StoredFunction {
    const known = this.kept.get(fn)
    if (known !== undefined) return known
    const bytes = encode(fn, 'function')
    const stored = { number: ++numbers, offset: attached().segment.store(bytes), length: bytes.length }
    if (ship(fn)?.captures.length === 0) this.kept.set(fn, stored)
    return stored
  }

  /** The call is over; a function with captures is not needed again. */
  release(stored: StoredFunction): void {
    for (const kept of this.kept.values()) if (kept === stored) return
    attached().segment.free(stored.offset, stored.length)
  }
}
