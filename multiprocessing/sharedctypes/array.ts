/** `Array`: CPython's `multiprocessing.Array`. */
import { registerHandle } from '../encoding'
import { RawArray } from './raw-array'
import { Synchronized, type Guard, type SynchronizedOptions } from './synchronized'
import type { Read, Slice, Text, Typecode, Written } from './typecodes'

/**
 * So many numbers or characters that processes share, with a lock. Reading and writing one is one step and takes no
 * lock; what belongs together stands in `use`. Indices from the end are negative, as in Python.
 * CPython: `multiprocessing.Array`.
 */
export class SynchronizedArray<C extends Typecode> extends Synchronized<RawArray<C>> implements Iterable<Read<C>> {
  /**
   * @param typecode which kind of numbers or characters, see `Typecode`
   * @param sizeOrValues how many, all 0, or the values; a text for characters
   * @throws TypeError when the typecode does not exist or does not hold such values, ValueError for a negative size
   */
  constructor(typecode: C, sizeOrValues: number | Iterable<Written<C>> | Text<C>, options?: SynchronizedOptions)
  /** @internal */
  constructor(shared: RawArray<C>, sizeOrValues: undefined, options: SynchronizedOptions)
  constructor(
    given: C | RawArray<C>,
    sizeOrValues?: number | Iterable<Written<C>>,
    { lock = true }: SynchronizedOptions = {},
  ) {
    super(given instanceof RawArray ? given : new RawArray(given, sizeOrValues as Iterable<Written<C>>), lock)
  }

  /** How many elements it has. CPython: `len` of it. */
  get length(): number {
    return this.shared.length
  }

  /** @throws IndexError when there is no such index */
  get(index: number): Read<C> {
    return this.shared.get(index)
  }

  /** @throws IndexError when there is no such index, TypeError when the typecode does not hold such a value */
  set(index: number, value: Written<C>): void {
    this.shared.set(index, value)
  }

  /** A copy of a part, as JavaScript's `slice` takes it. CPython: `array[from:to]`. */
  slice(from?: number, to?: number): Slice<C> {
    return this.shared.slice(from, to)
  }

  /**
   * Writes one value after the other. CPython: `array[from:to] = values`.
   * @throws ValueError when they do not fit in; nothing is written then
   */
  assign(from: number, values: Iterable<Written<C>> | Text<C>): void {
    this.shared.assign(from, values)
  }

  [Symbol.iterator](): IterableIterator<Read<C>> {
    return this.shared[Symbol.iterator]()
  }

  /** Of an array of characters: the text up to the first `\0`. @throws TypeError for other typecodes */
  get value(): Text<C> {
    return this.shared.value
  }

  /** @throws ValueError when it is too long */
  set value(text: Text<C>) {
    this.shared.value = text
  }

  /** Of an array of typecode `c`: a copy of all its bytes. @throws TypeError for other typecodes */
  get raw(): RawArray<C>['raw'] {
    return this.shared.raw
  }

  /** @throws ValueError when there are more bytes than it has */
  set raw(bytes: RawArray<C>['raw']) {
    this.shared.raw = bytes
  }
}

registerHandle(
  'Array',
  SynchronizedArray,
  (array) => Synchronized.parts(array),
  ([shared, lock]: readonly [RawArray<Typecode>, Guard | false]) => new SynchronizedArray(shared, undefined, { lock }),
)
