/** Typed arrays on their way between processes: as their bytes, which nobody encodes. */
import { Raw } from './segment/record'

/** What travels raw, by its kind less one. */
const RAW_KINDS = [
  Buffer, ArrayBuffer, Uint8Array, Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
] as const // prettier-ignore

/** A buffer or typed array as a raw record, over the same memory; `null` for anything else. */
export function asRaw(value: unknown): Raw | null {
  if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) return null
  const kind = RAW_KINDS.indexOf(value.constructor as (typeof RAW_KINDS)[number]) + 1
  if (kind === 0) return null
  if (value instanceof Uint8Array) return new Raw(kind, value, false)
  if (value instanceof ArrayBuffer) return new Raw(kind, new Uint8Array(value), false)
  return new Raw(kind, new Uint8Array(value.buffer, value.byteOffset, value.byteLength), false)
}

/** @throws Error when no such kind is sent: the record is damaged or forged */
export function fromRaw({ kind, bytes, isOwn }: Raw): unknown {
  const constructor = RAW_KINDS[kind - 1]
  if (constructor === undefined) throw new Error(`a message of the unknown kind ${kind} arrived from another process`)
  if (constructor === Buffer) return isOwn ? bytes : Buffer.from(bytes)
  const own = isOwn ? bytes : new Uint8Array(bytes)
  if (constructor === ArrayBuffer) return own.buffer
  if (constructor === Uint8Array && !isOwn) return own
  return new (constructor as Uint8ArrayConstructor)(own.buffer)
}
