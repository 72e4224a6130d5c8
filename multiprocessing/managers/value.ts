/** `ValueProxy` and `ArrayProxy`, and what they stand for. */
import { IndexError, ValueError } from '../errors'
import { Collection } from './collection'
import { changed } from './list'
import type { Remote } from './methods'
import { BaseProxy, proxyType } from './proxy'
import { shown } from './shown'

/** One value in a manager's process; its typecode is for show, as in CPython. CPython: `SyncManager.Value`. */
export class ValueReferent<T> {
  private readonly typecode: string
  private value: T

  constructor(typecode: string, value: T) {
    this.typecode = typecode
    this.value = value
  }

  /** The value now. */
  get(): T {
    return this.value
  }

  /** Sets the value. */
  set(value: T): void {
    this.value = value
  }

  /** Replaces the value by what `change` makes of it, as one step in the manager's process. @returns the new value */
  update(change: (value: T) => T): T {
    return (this.value = changed(change, this.value))
  }

  /** The same as `get`. */
  copy(): T {
    return this.value
  }

  toString(): string {
    return `Value('${this.typecode}', ${shown(this.value)})`
  }
}

class Held<T = unknown> extends BaseProxy {
  /** The value now; blocks for a moment, as `getSync` and `setSync` do. */
  get value(): T {
    return this.callMethodSync('get') as T
  }

  set value(value: T) {
    this.callMethodSync('set', [value])
  }
}

/** Stands for a value of a manager. CPython: `multiprocessing.managers.ValueProxy`. */
export type ValueProxy<T = unknown> = Held<T> & Remote<ValueReferent<T>>
export const ValueProxy = proxyType('ValueProxy', ValueReferent, Held)

/** The least and the greatest of each kind of whole number; others hold any number. */
const RANGES: Readonly<Record<string, readonly [number, number] | undefined>> = {
  b: [-(2 ** 7), 2 ** 7 - 1],
  B: [0, 2 ** 8 - 1],
  h: [-(2 ** 15), 2 ** 15 - 1],
  H: [0, 2 ** 16 - 1],
  i: [-(2 ** 31), 2 ** 31 - 1],
  I: [0, 2 ** 32 - 1],
  l: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  L: [0, Number.MAX_SAFE_INTEGER],
  q: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  Q: [0, Number.MAX_SAFE_INTEGER],
}

/** So many numbers of one kind in a manager's process. CPython: `SyncManager.Array`. */
export class ArrayReferent {
  private readonly typecode: string
  private readonly numbers: number[]

  constructor(typecode: string, numbers: Iterable<number>) {
    if (RANGES[typecode] === undefined && typecode !== 'f' && typecode !== 'd')
      throw new ValueError('bad typecode (must be b, B, h, H, i, I, l, L, q, Q, f or d)')
    this.typecode = typecode
    this.numbers = [...numbers].map((number) => this.fitting(number))
  }

  /** @param index from the end when negative @throws IndexError */
  get(index: number): number {
    return this.numbers[this.place(index, 'array index out of range')] as number
  }

  /** @throws IndexError; RangeError when the number does not fit the typecode */
  set(index: number, number: number): void {
    this.numbers[this.place(index, 'array assignment index out of range')] = this.fitting(number)
  }

  /** The numbers from one index up to another, as JavaScript's `slice`. */
  slice(from?: number, to?: number): number[] {
    return this.numbers.slice(from, to)
  }

  /** Sets the numbers from an index on. @throws IndexError when they are more than fit */
  assign(from: number, numbers: Iterable<number>): void {
    const fitting = [...numbers].map((number) => this.fitting(number))
    if (fitting.length === 0) return
    const start = this.place(from, 'array assignment index out of range')
    this.place(start + fitting.length - 1, 'array assignment index out of range')
    fitting.forEach((number, i) => (this.numbers[start + i] = number))
  }

  /** How many numbers there are. */
  length(): number {
    return this.numbers.length
  }

  /** All numbers now. */
  copy(): number[] {
    return [...this.numbers]
  }

  toString(): string {
    return `array('${this.typecode}', ${shown(this.numbers)})`
  }

  private fitting(number: number): number {
    if (typeof number !== 'number') throw new TypeError(`an array holds numbers, not ${shown(number)}`)
    const range = RANGES[this.typecode]
    if (range === undefined) return this.typecode === 'f' ? Math.fround(number) : number
    if (!Number.isInteger(number))
      throw new TypeError(`an array of '${this.typecode}' holds whole numbers, not ${number}`)
    if (number < range[0] || number > range[1])
      throw new RangeError(`${number} does not fit an array of '${this.typecode}' (${range[0]} to ${range[1]})`)
    return number
  }

  private place(index: number, message: string): number {
    if (!Number.isInteger(index)) throw new TypeError(`array indices must be integers, not ${shown(index)}`)
    const at = index < 0 ? this.numbers.length + index : index
    if (at < 0 || at >= this.numbers.length) throw new IndexError(message)
    return at
  }
}

/** Stands for an array of a manager. CPython: `multiprocessing.managers.ArrayProxy`. */
export type ArrayProxy = Collection<number> & Remote<ArrayReferent>
export const ArrayProxy = proxyType('ArrayProxy', ArrayReferent, Collection)
