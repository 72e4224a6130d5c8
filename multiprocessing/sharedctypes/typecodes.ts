/** The typecodes of shared values: how wide each is, and which JavaScript values stand for what it holds. */
import { inspect } from 'node:util'

interface Of<Read, Written, View> {
  /** What reading gives. */
  readonly read: Read
  /** What may be written. */
  readonly written: Written
  /** The typed array over the memory. */
  readonly view: View
}
type Integer<View> = Of<number, number | bigint | boolean, View>
type Long<View> = Of<bigint, number | bigint | boolean, View>
type Real<View> = Of<number, number, View>

interface Types {
  /** One byte: a character of Latin-1, `\0` to `\xff`. */
  c: Of<string, string | number, Uint8Array>
  /** One character of Unicode, 4 bytes. */
  u: Of<string, string, Uint32Array>
  b: Integer<Int8Array>
  B: Integer<Uint8Array>
  h: Integer<Int16Array>
  H: Integer<Uint16Array>
  i: Integer<Int32Array>
  I: Integer<Uint32Array>
  /** 8 bytes, read as a number, which is exact up to 2^53. */
  l: Integer<BigInt64Array>
  L: Integer<BigUint64Array>
  /** 8 bytes, read as a bigint. */
  q: Long<BigInt64Array>
  Q: Long<BigUint64Array>
  f: Real<Float32Array>
  d: Real<Float64Array>
}

/**
 * What a shared value holds, in CPython's letters: `c` a byte as a character, `u` a character of Unicode; integers of
 * 1 byte `b B`, 2 bytes `h H`, 4 bytes `i I`, 8 bytes `l L` (a number) and `q Q` (a bigint), signed and unsigned;
 * floats of 4 bytes `f` and 8 bytes `d`. An integer that is too large keeps its low bits, as in C and in CPython.
 */
export type Typecode = keyof Types
/** What is read of a typecode. */
export type Read<C extends Typecode> = Types[C]['read']
/** What may be written. */
export type Written<C extends Typecode> = Types[C]['written']
/** The typed array over the memory of a `RawArray`. */
export type View<C extends Typecode> = Types[C]['view']
/** What a part of an array is: characters are a text. */
export type Slice<C extends Typecode> = Types[C]['read'] extends string ? string : Types[C]['read'][]
/** Arrays of characters are texts as a whole. */
export type Text<C extends Typecode> = Types[C]['read'] extends string ? string : never

type Stored = number | bigint

/** A row of the table below, once the typecode is known at run time only. */
export interface Type {
  /** ctypes' name, as CPython shows it. */
  readonly name: string
  readonly View: {
    readonly BYTES_PER_ELEMENT: number
    new (memory: ArrayBufferLike, offset: number, length: number): View<Typecode>
  }
  /** @throws TypeError when the value is of another kind */
  readonly store: (value: unknown) => Stored
  /** @throws RangeError when no number tells it exactly */
  readonly load: (stored: Stored) => Read<Typecode>
}

const asIs = (stored: Stored) => stored

const types: Readonly<Record<Typecode, Type>> = {
  c: { name: 'c_char', View: Uint8Array, store: byteOf, load: (code) => String.fromCharCode(Number(code)) },
  u: { name: 'c_wchar', View: Uint32Array, store: codePointOf, load: characterOf },
  b: { name: 'c_byte', View: Int8Array, store: integer('b'), load: asIs },
  B: { name: 'c_ubyte', View: Uint8Array, store: integer('B'), load: asIs },
  h: { name: 'c_short', View: Int16Array, store: integer('h'), load: asIs },
  H: { name: 'c_ushort', View: Uint16Array, store: integer('H'), load: asIs },
  i: { name: 'c_int', View: Int32Array, store: integer('i'), load: asIs },
  I: { name: 'c_uint', View: Uint32Array, store: integer('I'), load: asIs },
  l: { name: 'c_long', View: BigInt64Array, store: long('l'), load: exactly('q') },
  L: { name: 'c_ulong', View: BigUint64Array, store: long('L'), load: exactly('Q') },
  q: { name: 'c_longlong', View: BigInt64Array, store: long('q'), load: asIs },
  Q: { name: 'c_ulonglong', View: BigUint64Array, store: long('Q'), load: asIs },
  f: { name: 'c_float', View: Float32Array, store: real('f'), load: asIs },
  d: { name: 'c_double', View: Float64Array, store: real('d'), load: asIs },
}

/** @throws TypeError when there is no such typecode */
export function typeOf(typecode: unknown): Type {
  if (typeof typecode === 'string' && Object.hasOwn(types, typecode)) return types[typecode as Typecode]
  throw new TypeError(`${inspect(typecode)} is not a typecode; typecodes are ${Object.keys(types).join(' ')}`)
}

function integer(code: Typecode): (value: unknown) => number {
  return (value) => {
    if (Number.isInteger(value)) return value as number
    if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value))
    if (typeof value === 'boolean') return Number(value)
    throw new TypeError(`${inspect(value)} cannot be interpreted as an integer, which typecode '${code}' holds`)
  }
}

function long(code: Typecode): (value: unknown) => bigint {
  return (value) => {
    if (typeof value === 'bigint') return value
    if (Number.isInteger(value) || typeof value === 'boolean') return BigInt(value as number | boolean)
    throw new TypeError(`${inspect(value)} cannot be interpreted as an integer, which typecode '${code}' holds`)
  }
}

function real(code: Typecode): (value: unknown) => number {
  return (value) => {
    if (typeof value === 'number') return value
    throw new TypeError(`${inspect(value)} is not a number, which typecode '${code}' holds`)
  }
}

/** @param better the typecode that tells any value of the same width */
function exactly(better: Typecode): (stored: Stored) => number {
  return (stored) => {
    const value = Number(stored)
    if (Number.isSafeInteger(value)) return value
    throw new RangeError(`${stored} is beyond what a number tells exactly; typecode '${better}' gives a bigint`)
  }
}

function byteOf(value: unknown): number {
  const code = typeof value === 'string' && value.length === 1 ? value.charCodeAt(0) : value
  if (Number.isInteger(code) && (code as number) >= 0 && (code as number) <= 0xff) return code as number
  throw new TypeError(
    `one character from \\0 to \\xff, or its code, is expected by typecode 'c', not ${inspect(value)}`,
  )
}

function codePointOf(value: unknown): number {
  const code = typeof value === 'string' ? value.codePointAt(0) : undefined
  if (code !== undefined && String.fromCodePoint(code) === value) return code
  throw new TypeError(`one character of Unicode is expected by typecode 'u', not ${inspect(value)}`)
}

/** What no character has, because it was written through a view, shows as U+FFFD. */
function characterOf(stored: Stored): string {
  return Number(stored) <= 0x10ffff ? String.fromCodePoint(Number(stored)) : '\ufffd'
}
