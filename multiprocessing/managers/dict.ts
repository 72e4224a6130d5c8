/** `DictProxy` and the dictionary that it stands for. */
import { KeyError } from '../errors'
import { Collection } from './collection'
import { changed } from './list'
import type { Remote } from './methods'
import { proxyType } from './proxy'
import { shown } from './shown'

/** What a dictionary can be made from. */
export type Entries<K, V> = Iterable<readonly [K, V]> | Readonly<Record<string, V>>

/**
 * A dictionary in a manager's process, with keys that are compared by value: texts, numbers, booleans, `null`. Each
 * method is one step; `d.set(k, await d.get(k) + 1)` is two, and loses what others do in between: use
 * `d.update(k, (n) => n + 1)`. CPython: `SyncManager.dict`.
 * What `get` gives is a copy: `(await dict.get('k')).push(1)` changes the copy only, as in CPython. Make the inner one
 * an object of the manager too, or put the changed copy back.
 */
export class DictReferent<K, V> {
  private readonly entries = new Map<K, V>()

  constructor(entries: Entries<K, V> = []) {
    this.addAll(entries)
  }

  /** `undefined` when there is no such key, as JavaScript's `Map.get`. */
  get(key: K): V | undefined {
    return this.entries.get(key)
  }

  /** CPython: `dict[key] = value`. */
  set(key: K, value: V): void {
    this.entries.set(hashable(key), value)
  }

  /** CPython: `key in dict`. */
  has(key: K): boolean {
    return this.entries.has(key)
  }

  /** @returns whether the key was there */
  delete(key: K): boolean {
    return this.entries.delete(key)
  }

  /** The keys as they are now, in the order in which they were set first. */
  keys(): K[] {
    return [...this.entries.keys()]
  }

  /** The values, in the order of the keys. */
  values(): V[] {
    return [...this.entries.values()]
  }

  /** Pairs of key and value. */
  items(): [K, V][] {
    return [...this.entries]
  }

  /**
   * `update(entries)` sets many keys. `update(key, change)` replaces one value by what `change` makes of it (of
   * `undefined` when there is no such key) as one step in the manager's process.
   * @returns the new value of the one key
   */
  update(...args: [entries: Entries<K, V>] | [key: K, change: (value: V | undefined) => V]): V | undefined {
    if (args.length === 1) {
      this.addAll(args[0])
      return undefined
    }
    const [key, change] = args
    const value = changed(change as (value: V | undefined) => V | undefined, this.entries.get(hashable(key))) as V
    this.entries.set(key, value)
    return value
  }

  /** Takes a value out. @throws KeyError when there is no such key and no default */
  pop(...args: [key: K, fallback?: V]): V {
    const [key, fallback] = args
    if (!this.entries.has(key)) {
      if (args.length > 1) return fallback as V
      throw new KeyError(shown(key))
    }
    const value = this.entries.get(key) as V
    this.entries.delete(key)
    return value
  }

  /** Takes out the pair that was added last. @throws KeyError */
  popitem(): [K, V] {
    const last = [...this.entries].at(-1)
    if (last === undefined) throw new KeyError('popitem(): dictionary is empty')
    this.entries.delete(last[0])
    return last
  }

  /** The value of a key, which is set first when it is not there. */
  setdefault(key: K, value: V): V {
    if (!this.entries.has(key)) this.entries.set(hashable(key), value)
    return this.entries.get(key) as V
  }

  /** Takes out all. */
  clear(): void {
    this.entries.clear()
  }

  /** How many keys there are. CPython: `len(dict)`. */
  size(): number {
    return this.entries.size
  }

  /** What is in it now; what happens to the copy does not happen to the dictionary. */
  copy(): Map<K, V> {
    return new Map(this.entries)
  }

  toString(): string {
    return shown(this.entries)
  }

  private addAll(entries: Entries<K, V>): void {
    const pairs = Symbol.iterator in entries ? entries : (Object.entries(entries) as unknown as Iterable<[K, V]>)
    for (const [key, value] of pairs) this.entries.set(hashable(key), value)
  }
}

/** @throws TypeError for a key that nobody could ever ask for again, because it is copied on its way */
export function hashable<K>(key: K): K {
  if ((typeof key === 'object' && key !== null) || typeof key === 'function')
    throw new TypeError(`unhashable type: '${key.constructor.name}'; use a text or a number`)
  return key
}

/** Stands for a dictionary of a manager; a loop sees the pairs as they were when it began. CPython: `multiprocessing.managers.DictProxy`. */
export type DictProxy<K = unknown, V = unknown> = Collection<[K, V]> & Remote<DictReferent<K, V>>
export const DictProxy = proxyType('DictProxy', DictReferent, Collection)
