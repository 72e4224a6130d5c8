/** `SetProxy` and the set that it stands for. */
import { KeyError } from '../errors'
import { Collection } from './collection'
import { hashable } from './dict'
import type { Remote } from './methods'
import { proxyType } from './proxy'
import { shown } from './shown'

/**
 * A set in a manager's process, of values that are compared by value: texts, numbers, booleans, `null`. What gives a
 * set gives a copy. CPython 3.14: `SyncManager.set`.
 */
export class SetReferent<T> {
  private items: Set<T>

  constructor(items: Iterable<T> = []) {
    this.items = new Set(all(items))
  }

  /** Adds an item, unless it is there. */
  add(item: T): void {
    this.items.add(hashable(item))
  }

  /** CPython: `item in set`. */
  has(item: T): boolean {
    return this.items.has(item)
  }

  /** @returns whether it was there; CPython: `set.discard` */
  delete(item: T): boolean {
    return this.items.delete(item)
  }

  /** @throws KeyError when it is not there */
  remove(item: T): void {
    if (!this.items.delete(item)) throw new KeyError(shown(item))
  }

  /** Takes any item out. @throws KeyError */
  pop(): T {
    for (const item of this.items) {
      this.items.delete(item)
      return item
    }
    throw new KeyError('pop from an empty set')
  }

  /** Adds what others have. */
  update(...others: Iterable<T>[]): void {
    for (const other of others) for (const item of other) this.add(item)
  }

  /** What one of the two has; the set stays as it is. */
  union(other: Iterable<T>): Set<T> {
    return new Set([...this.items, ...other])
  }

  /** What both have; the set stays as it is. */
  intersection(other: Iterable<T>): Set<T> {
    const theirs = new Set(other)
    return this.filtered((item) => theirs.has(item))
  }

  /** What the other does not have; the set stays as it is. */
  difference(other: Iterable<T>): Set<T> {
    const theirs = new Set(other)
    return this.filtered((item) => !theirs.has(item))
  }

  /** What one of the two has, but not both; the set stays as it is. */
  symmetricDifference(other: Iterable<T>): Set<T> {
    const theirs = new Set(other)
    return new Set([...this.difference(theirs), ...[...theirs].filter((item) => !this.items.has(item))])
  }

  /** Keeps what the other has too. */
  intersectionUpdate(other: Iterable<T>): void {
    this.items = this.intersection(other)
  }

  /** Takes out what the other has. */
  differenceUpdate(other: Iterable<T>): void {
    this.items = this.difference(other)
  }

  /** Keeps what one of the two has, but not both. */
  symmetricDifferenceUpdate(other: Iterable<T>): void {
    this.items = this.symmetricDifference(other)
  }

  /** Whether the other has all. CPython: `set.issubset`. */
  isSubsetOf(other: Iterable<T>): boolean {
    const theirs = new Set(other)
    return [...this.items].every((item) => theirs.has(item))
  }

  /** Whether it has all that the other has. CPython: `set.issuperset`. */
  isSupersetOf(other: Iterable<T>): boolean {
    return [...other].every((item) => this.items.has(item))
  }

  /** Whether they have nothing in common. CPython: `set.isdisjoint`. */
  isDisjointFrom(other: Iterable<T>): boolean {
    return ![...other].some((item) => this.items.has(item))
  }

  /** Takes out all. */
  clear(): void {
    this.items.clear()
  }

  /** How many items there are. CPython: `len(set)`. */
  size(): number {
    return this.items.size
  }

  /** What is in it now; what happens to the copy does not happen to the set. */
  copy(): Set<T> {
    return new Set(this.items)
  }

  toString(): string {
    return shown(this.items)
  }

  private filtered(keep: (item: T) => boolean): Set<T> {
    return new Set([...this.items].filter(keep))
  }
}

function* all<T>(items: Iterable<T>): Iterable<T> {
  for (const item of items) yield hashable(item)
}

/** Stands for a set of a manager; a loop sees the items as they were when it began. CPython 3.14: `multiprocessing.managers.SetProxy`. */
export type SetProxy<T = unknown> = Collection<T> & Remote<SetReferent<T>>
export const SetProxy = proxyType('SetProxy', SetReferent, Collection)
