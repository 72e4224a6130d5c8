/** `ListProxy` and the list that it stands for. */
import { isDeepStrictEqual } from 'node:util'
import { IndexError, ValueError } from '../errors'
import { Collection } from './collection'
import type { Remote } from './methods'
import { proxyType } from './proxy'
import { shown } from './shown'

/**
 * A list in a manager's process. Each method is one step: nobody comes in between. CPython: `SyncManager.list`.
 * What `get` gives is a copy: `(await list.get(0)).push(1)` changes the copy only, as in CPython. Make the inner list
 * one of the manager too, or put the changed copy back.
 */
export class ListReferent<T> {
  private items: T[]

  constructor(items: Iterable<T> = []) {
    this.items = [...items]
  }

  /** @param index from the end when negative @throws IndexError */
  get(index: number): T {
    return this.items[this.place(index, 'list index out of range')] as T
  }

  /** @param index from the end when negative @throws IndexError */
  set(index: number, item: T): void {
    this.items[this.place(index, 'list assignment index out of range')] = item
  }

  /** Replaces the item at an index by what `change` makes of it, in the manager's process. @returns the new item */
  update(index: number, change: (item: T) => T): T {
    const at = this.place(index, 'list index out of range')
    return (this.items[at] = changed(change, this.items[at] as T))
  }

  /** The items from one index up to another, as JavaScript's `slice`. */
  slice(from?: number, to?: number): T[] {
    return this.items.slice(from, to)
  }

  /** Adds an item at the end. */
  append(item: T): void {
    this.items.push(item)
  }

  /** Adds items at the end. */
  extend(items: Iterable<T>): void {
    for (const item of items) this.items.push(item)
  }

  /** Before the item at an index; beyond the ends: at the end that is nearer. */
  insert(index: number, item: T): void {
    this.items.splice(index, 0, item)
  }

  /** Takes an item out, the last one by default. @throws IndexError */
  pop(index = -1): T {
    if (this.items.length === 0) throw new IndexError('pop from empty list')
    return this.items.splice(this.place(index, 'pop index out of range'), 1)[0] as T
  }

  /** Takes out the first item that is equal. @throws ValueError when there is none */
  remove(item: T): void {
    const at = this.find(item)
    if (at < 0) throw new ValueError('list.remove(x): x not in list')
    this.items.splice(at, 1)
  }

  /** Takes out the items from one index up to another. CPython: `del list[from:to]`. */
  delete(from: number, to = from + 1): void {
    const at = this.place(from, 'list assignment index out of range')
    this.items.splice(at, (to < 0 ? this.items.length + to : to) - (from < 0 ? this.items.length + from : from))
  }

  /** Takes out all. */
  clear(): void {
    this.items.length = 0
  }

  /** Where the first item stands that is equal. @throws ValueError when there is none */
  index(item: T): number {
    const at = this.find(item)
    if (at < 0) throw new ValueError(`${shown(item)} is not in list`)
    return at
  }

  /** How many items are equal. */
  count(item: T): number {
    return this.items.filter((other) => isDeepStrictEqual(other, item)).length
  }

  /** Whether an item is equal. CPython: `item in list`. */
  includes(item: T): boolean {
    return this.find(item) >= 0
  }

  /** Turns their order round. */
  reverse(): void {
    this.items.reverse()
  }

  /** By `<`, or by a function of the script, which runs in the manager's process. */
  sort(compare?: (a: T, b: T) => number): void {
    this.items.sort(compare ?? ((a, b) => (a < b ? -1 : b < a ? 1 : 0)))
  }

  /** How many items there are. CPython: `len(list)`. */
  length(): number {
    return this.items.length
  }

  /** What is in it now; what happens to the copy does not happen to the list. */
  copy(): T[] {
    return [...this.items]
  }

  toString(): string {
    return shown(this.items)
  }

  private find(item: T): number {
    const at = this.items.indexOf(item)
    return at >= 0 || typeof item !== 'object' ? at : this.items.findIndex((other) => isDeepStrictEqual(other, item))
  }

  private place(index: number, message: string): number {
    if (!Number.isInteger(index)) throw new TypeError(`list indices must be integers, not ${shown(index)}`)
    const at = index < 0 ? this.items.length + index : index
    if (at < 0 || at >= this.items.length) throw new IndexError(message)
    return at
  }
}

/** What a function of the script makes of a value at once, inside the server. @throws TypeError when it is async */
export function changed<T>(change: (value: T) => T, value: T): T {
  const result = change(value)
  if (result instanceof Promise)
    throw new TypeError('a change runs as one step in the manager: its function must not be async')
  return result
}

/** Stands for a list of a manager; a loop sees the items as they were when it began. CPython: `multiprocessing.managers.ListProxy`. */
export type ListProxy<T = unknown> = Collection<T> & Remote<ListReferent<T>>
export const ListProxy = proxyType('ListProxy', ListReferent, Collection)
