/** The functions of a pool's calls, encoded once in the segment, where each worker fetches them once. */
import { decode, encode } from '../encoding'
import { noteArrival, placeName, ship } from '../places'
import { attached } from '../segment/attachment'
import { confined } from '../segment/knowledge'
import type { StoredFunction } from './job'
import type { Task } from './records'

type AnyFunction = (...args: never[]) => unknown

/** Before the encoded function: its number and the number's complement, wiped before the memory is given back. */
const HEAD = 8
/** Functions that a worker keeps at hand. */
const KNOWN = 64

let numbers = 0

export class FunctionStore {
  /** Functions without captures are the same at every call. */
  private readonly kept = new Map<AnyFunction, StoredFunction>()

  /** @throws EncodeError, CaptureError when the function cannot be sent */
  store(fn: AnyFunction): StoredFunction {
    const known = this.kept.get(fn)
    if (known !== undefined) return known
    const { segment } = attached()
    const { encoded: bytes } = confined(() => encode(fn, 'function'))
    const length = HEAD + bytes.length
    const offset = segment.allocate(length)
    const stored = { number: ++numbers, name: placeName(fn as { name: string }), offset, length }
    segment.memory.write(offset + HEAD, bytes, bytes.length)
    segment.setU32(offset, stored.number)
    segment.setU32(offset + 4, ~stored.number)
    if (ship(fn)?.captures.length === 0) this.kept.set(fn, stored)
    return stored
  }

  /** The call is over; a function with captures is not needed again. */
  release({ number, offset, length }: StoredFunction): void {
    for (const kept of this.kept.values()) if (kept.number === number) return
    const { segment } = attached()
    segment.setF64(offset, 0)
    segment.free(offset, length)
  }
}

/** The functions that a worker has fetched. */
export class FetchedFunctions {
  private readonly known = new Map<number, AnyFunction>()

  /** @throws Error when the call is over and its function gone */
  of({ fn: number, fnOffset, fnLength }: Task): AnyFunction {
    const cached = this.known.get(number)
    if (cached !== undefined) return cached
    const { segment } = attached()
    const bytes = segment.load(fnOffset, fnLength)
    // Looked at after the copy: it was whole if it has not been wiped since.
    if (segment.u32(fnOffset) !== number || segment.u32(fnOffset + 4) !== ~number >>> 0)
      throw new Error('the call that this task belongs to is over')
    const fn = decode(bytes.subarray(HEAD)) as AnyFunction
    if (this.known.size >= KNOWN) this.known.delete(this.known.keys().next().value as number)
    this.known.set(number, fn)
    noteArrival(fn)
    return fn
  }
}
