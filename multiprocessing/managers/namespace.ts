/** `NamespaceProxy` and the bag of attributes that it stands for. */
import { changed } from './list'
import { BaseProxy, proxyType } from './proxy'
import { shown } from './shown'

type Key<T> = keyof T & string

/** Named values in a manager's process. CPython: `SyncManager.Namespace`. */
export class NamespaceReferent {
  private readonly fields: Map<string, unknown>

  constructor(fields: object = {}) {
    this.fields = new Map(Object.entries(fields))
  }

  get(name: string): unknown {
    if (!this.fields.has(name)) throw new ReferenceError(`'Namespace' object has no attribute '${name}'`)
    return this.fields.get(name)
  }

  set(name: string, value: unknown): void {
    this.fields.set(name, value)
  }

  has(name: string): boolean {
    return this.fields.has(name)
  }

  update(name: string, change: (value: unknown) => unknown): unknown {
    const value = changed(change, this.fields.get(name))
    this.fields.set(name, value)
    return value
  }

  delete(name: string): void {
    if (!this.fields.delete(name)) throw new ReferenceError(`'Namespace' object has no attribute '${name}'`)
  }

  copy(): object {
    return Object.fromEntries(this.fields)
  }

  toString(): string {
    const fields = [...this.fields].map(([name, value]) => `${name}=${shown(value)}`).sort()
    return `Namespace(${fields.join(', ')})`
  }
}

/** Its methods with the types of the fields. */
class Fields<T extends object> extends BaseProxy {
  /** @throws ReferenceError when there is none of that name, for Python's AttributeError */
  get<K extends Key<T>>(name: K): Promise<T[K]> {
    return this.callMethod('get', [name]) as Promise<T[K]>
  }

  getSync<K extends Key<T>>(name: K): T[K] {
    return this.callMethodSync('get', [name]) as T[K]
  }

  /** Sets a field, which need not have been there. */
  async set<K extends Key<T>>(name: K, value: T[K]): Promise<void> {
    await this.callMethod('set', [name, value])
  }

  setSync<K extends Key<T>>(name: K, value: T[K]): void {
    this.callMethodSync('set', [name, value])
  }

  /** Replaces a value by what `change` makes of it, as one step in the manager's process. @returns the new value */
  update<K extends Key<T>>(name: K, change: (value: T[K]) => T[K]): Promise<T[K]> {
    return this.callMethod('update', [name, change]) as Promise<T[K]>
  }

  updateSync<K extends Key<T>>(name: K, change: (value: T[K]) => T[K]): T[K] {
    return this.callMethodSync('update', [name, change]) as T[K]
  }
}

/** Stands for a namespace of a manager. CPython: `multiprocessing.managers.NamespaceProxy`. */
export type NamespaceProxy<T extends object = Record<string, unknown>> = Fields<T> & {
  /** Whether there is a field of that name. CPython: `hasattr`. */
  has(name: string): Promise<boolean>
  hasSync(name: string): boolean
  /** @throws ReferenceError when there is none of that name */
  delete(name: Key<T>): Promise<void>
  deleteSync(name: Key<T>): void
  /** All fields as they are now. */
  copy(): Promise<T>
  copySync(): T
}
export const NamespaceProxy = proxyType('NamespaceProxy', NamespaceReferent, Fields)
