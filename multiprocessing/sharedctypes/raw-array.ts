/** `RawArray`: CPython's `multiprocessing.sharedctypes.RawArray`. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { IndexError, ValueError } from '../errors'
import { Handles } from '../handles'
import { open, SHOWN, type Address, type Memory } from './memory'
import {
  typeOf,
  type Read,
  type Slice,
  type Text,
  type Type,
  type Typecode,
  type View,
  type Written,
} from './typecodes'

const SHOWN_AT_MOST = 20

const handles = new Handles<RawArray<Typecode>>()

/**
 * So many numbers or characters that processes share, without a lock. Indices from the end are negative, as in Python.
 * CPython: `multiprocessing.RawArray`.
 */
export class RawArray<C extends Typecode> implements Iterable<Read<C>> {
  /** What its elements are, as in Python's `array` module. */
  readonly typecode: C
  /** How many elements it has. CPython: `len` of it. */
  readonly length: number
  private readonly type: Type
  private readonly memory: Memory

  /**
   * @param sizeOrValues how many, all 0, or the values; a text for characters
   * @throws TypeError when the typecode does not exist or does not hold such values, ValueError for a negative size
   */
  constructor(typecode: C, sizeOrValues: number | Iterable<Written<C>> | Text<C>)
  /** @internal */
  constructor(typecode: C, length: number, offset: number)
  constructor(typecode: C, sizeOrValues: number | Iterable<Written<C>>, offset?: number) {
    this.type = typeOf(typecode)
    this.typecode = typecode
    const initial = typeof sizeOrValues === 'number' ? [] : this.stored(sizeOrValues)
    this.length = typeof sizeOrValues === 'number' ? checkedLength(sizeOrValues) : initial.length
    this.memory = open(this.type, this.length, offset)
    initial.forEach((value, i) => (this.memory[i] = value))
    handles.add(this.memory.byteOffset, this as unknown as RawArray<Typecode>)
  }

  /** @throws IndexError when there is no such index */
  get(index: number): Read<C> {
    return this.type.load(this.memory[this.at(index)] as number)
  }

  /** @throws IndexError when there is no such index, TypeError when the typecode does not hold such a value */
  set(index: number, value: Written<C>): void {
    this.memory[this.at(index)] = this.type.store(value)
  }

  /** A copy of a part, as JavaScript's `slice` takes it. CPython: `array[from:to]`. */
  slice(from?: number, to?: number): Slice<C> {
    const part = Array.from(this.memory.subarray(from, to), this.type.load)
    return (this.isText() ? part.join('') : part) as Slice<C>
  }

  /**
   * Writes one value after the other. CPython: `array[from:to] = values`.
   * @throws ValueError when they do not fit in; nothing is written then
   */
  assign(from: number, values: Iterable<Written<C>> | Text<C>): void {
    const start = from === this.length ? from : this.at(from)
    const stored = this.stored(values)
    if (start + stored.length > this.length)
      throw new ValueError(`${stored.length} values from index ${start} do not fit into an array of ${this.length}`)
    stored.forEach((value, i) => (this.memory[start + i] = value))
  }

  *[Symbol.iterator](): IterableIterator<Read<C>> {
    for (let i = 0; i < this.length; i++) yield this.type.load(this.memory[i] as number)
  }

  /**
   * The shared memory itself, as a typed array: what `Atomics` and numeric code work on in place. Of the typecodes `l L
   * q Q` it is one of bigints, of `c` and `u` one of codes.
   */
  get view(): View<C> {
    return this.memory as unknown as View<C>
  }

  /**
   * Of an array of characters: the text up to the first `\0`.
   * @throws TypeError for other typecodes
   */
  get value(): Text<C> {
    this.checkText('value')
    const text = this.slice() as string
    const end = text.indexOf('\0')
    return (end < 0 ? text : text.slice(0, end)) as Text<C>
  }

  /** @throws ValueError when it is too long */
  set value(text: Text<C>) {
    this.checkText('value')
    const stored = this.stored(text)
    if (stored.length > this.length)
      throw new ValueError(`a text of ${stored.length} characters is too long for an array of ${this.length}`)
    stored.forEach((code, i) => (this.memory[i] = code))
    if (stored.length < this.length) this.memory[stored.length] = 0
  }

  /**
   * Of an array of typecode `c`: a copy of all its bytes.
   * @throws TypeError for other typecodes
   */
  get raw(): C extends 'c' ? Uint8Array : never {
    this.checkRaw()
    return new Uint8Array(this.memory) as C extends 'c' ? Uint8Array : never
  }

  /** @throws ValueError when there are more bytes than it has */
  set raw(bytes: C extends 'c' ? Uint8Array : never) {
    this.checkRaw()
    if (bytes.length > this.length)
      throw new ValueError(`${bytes.length} bytes are too many for an array of ${this.length}`)
    this.memory.set(bytes)
  }

  toString(): string {
    const shown = Array.from(this.memory.subarray(0, SHOWN_AT_MOST), (stored) => inspect(this.type.load(stored)))
    if (this.length > SHOWN_AT_MOST) shown.push('…')
    return `<${this.type.name}_Array_${this.length} [${shown.join(', ')}]>`
  }

  [SHOWN](): string {
    return this.toString()
  }

  /** @internal */
  static address({ typecode, length, memory }: RawArray<Typecode>): Address {
    return [typecode, memory.byteOffset, length]
  }

  private at(index: number): number {
    const at = index < 0 ? index + this.length : index
    if (Number.isInteger(index) && at >= 0 && at < this.length) return at
    if (!Number.isInteger(index)) throw new TypeError(`indices must be integers, not ${inspect(index)}`)
    throw new IndexError(`invalid index: an array of ${this.length} has no index ${index}`)
  }

  private stored(written: Iterable<unknown>): number[] {
    const isSequence = typeof written === 'object' && written !== null && Symbol.iterator in written
    if (!isSequence && !(typeof written === 'string' && this.isText()))
      throw new TypeError(
        `${inspect(written)} is neither a size nor the values of an array of typecode '${this.typecode}'`,
      )
    return Array.from(written, (value) => this.type.store(value) as number)
  }

  private isText(): boolean {
    return this.typecode === 'c' || this.typecode === 'u'
  }

  private checkText(what: string): void {
    if (!this.isText())
      throw new TypeError(`an array of typecode '${this.typecode}' has no '${what}'; only one of characters has`)
  }

  private checkRaw(): void {
    if (this.typecode !== 'c')
      throw new TypeError(`an array of typecode '${this.typecode}' has no 'raw'; only one of 'c' has`)
  }
}

registerHandle(
  'RawArray',
  RawArray,
  (raw) => RawArray.address(raw),
  ([typecode, offset, length]: Address) => handles.at(offset, () => new RawArray(typecode, length, offset)),
)

function checkedLength(size: number): number {
  if (!Number.isInteger(size)) throw new TypeError(`the size of an array must be an integer, not ${size}`)
  if (size < 0) throw new ValueError(`Array length must be >= 0, not ${size}`)
  return size
}
