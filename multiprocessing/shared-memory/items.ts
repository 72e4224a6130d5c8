/** How the items of a `ShareableList` lie in memory: what kind each is, how long, and its bytes. */
import { inspect } from 'node:util'
import { KeyError } from '../errors'

/** What a `ShareableList` can hold. CPython: `int float bool str bytes None`. */
export type Shareable = number | bigint | boolean | string | Uint8Array | null

/** The kinds, by their numbers in memory. */
export const INTEGER = 1
export const FLOAT = 2
export const BIGINT = 3
export const BOOLEAN = 4
export const NULL = 5
export const TEXT = 6
export const BYTES = 7

export interface Item {
  readonly kind: number
  readonly bytes: Uint8Array
}

/**
 * @throws KeyError for what a list cannot hold, RangeError for a bigint of more than 64 bits
 */
export function toItem(value: unknown): Item {
  if (value === null) return { kind: NULL, bytes: new Uint8Array(8) }
  if (value instanceof Uint8Array) return { kind: BYTES, bytes: value }
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { kind: INTEGER, bytes: eight((view) => view.setBigInt64(0, BigInt(value), true)) }
        : { kind: FLOAT, bytes: eight((view) => view.setFloat64(0, value, true)) }
    case 'bigint':
      if (BigInt.asIntN(64, value) !== value) throw new RangeError(`${value}n does not fit into 64 bits`)
      return { kind: BIGINT, bytes: eight((view) => view.setBigInt64(0, value, true)) }
    case 'boolean':
      return { kind: BOOLEAN, bytes: eight((view) => view.setUint8(0, Number(value))) }
    case 'string':
      return { kind: TEXT, bytes: new TextEncoder().encode(value) }
    default:
      throw new KeyError(`${inspect(value)} cannot be an item of a ShareableList`)
  }
}

/** @throws Error when there is no such kind: the memory is damaged */
export function fromItem({ kind, bytes }: Item): Shareable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  switch (kind) {
    case INTEGER:
      return Number(view.getBigInt64(0, true))
    case FLOAT:
      return view.getFloat64(0, true)
    case BIGINT:
      return view.getBigInt64(0, true)
    case BOOLEAN:
      return view.getUint8(0) === 1
    case NULL:
      return null
    case TEXT:
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    case BYTES:
      return bytes
    default:
      throw new Error(`an item of a ShareableList is of no known kind (${kind}): its memory is damaged`)
  }
}

/** CPython's `struct` format of a kind. */
export function formatOf(kind: number, room: number): string {
  if (kind === INTEGER || kind === BIGINT) return 'q'
  if (kind === FLOAT) return 'd'
  if (kind === BOOLEAN) return 'xxxxxxx?'
  return kind === NULL ? 'xxxxxx?x' : `${room}s`
}

function eight(write: (view: DataView) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  write(view)
  return new Uint8Array(view.buffer)
}
