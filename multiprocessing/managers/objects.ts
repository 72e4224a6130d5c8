/** The objects of a server, and who has them. */
import { logDebug } from '../logging'
import { BaseProxy } from './proxy'
import type { Registered } from './registry'

/** Of a referent that holds other values where nobody can see them: those values. */
export const CONTENTS: unique symbol = Symbol('contents')

/** An object that clients have proxies of. */
export interface Shared {
  readonly id: number
  readonly registered: Registered
  readonly referent: object
  /** What clients may call. */
  readonly exposed: ReadonlySet<string>
  /** References of clients, those on their way included. */
  count: number
  /** A proxy of it has been inside the server: other objects may hold it. */
  nested: boolean
}

/** Objects without references of clients that are looked through at once, in the hope that others are gone as well. */
const LOOK_THROUGH = 64

export class Objects {
  private readonly all = new Map<number, Shared>()
  /** Objects that only other objects can hold. */
  private readonly doubtful = new Set<Shared>()
  private counter = 0
  private readonly sharedBy: (proxy: BaseProxy) => Shared | undefined
  private patience = LOOK_THROUGH

  /** @param sharedBy which object of this server a proxy inside it stands for */
  constructor(sharedBy: (proxy: BaseProxy) => Shared | undefined) {
    this.sharedBy = sharedBy
  }

  add(registered: Registered, referent: object, exposed: ReadonlySet<string>): Shared {
    const shared: Shared = { id: ++this.counter, registered, referent, exposed, count: 0, nested: false }
    this.all.set(shared.id, shared)
    logDebug("'%s' callable returned object with id '%d'", registered.typeid, shared.id)
    // Until a client has it.
    this.doubtful.add(shared)
    return shared
  }

  get(id: number): Shared | undefined {
    return this.all.get(id)
  }

  retain(shared: Shared): void {
    shared.count++
    this.doubtful.delete(shared)
    this.all.set(shared.id, shared)
  }

  release(shared: Shared): void {
    if (--shared.count > 0) return
    if (!shared.nested) {
      this.drop(shared)
      return
    }
    this.doubtful.add(shared)
    if (this.doubtful.size >= this.patience) this.sweep()
  }

  /** The objects that a client or another object holds. */
  held(): Shared[] {
    this.sweep()
    return [...this.all.values()]
  }

  /** Forgets objects that neither a client nor a held object has: what CPython leaves to reference counts. */
  private sweep(): void {
    if (this.doubtful.size === 0) return
    const seen = new Set<unknown>()
    const reached = new Set<Shared>()
    const open: unknown[] = []
    for (const shared of this.all.values()) if (shared.count > 0) open.push(shared.referent)
    while (open.length > 0) {
      const value = open.pop()
      if (typeof value !== 'object' || value === null || seen.has(value)) continue
      seen.add(value)
      if (value instanceof BaseProxy) {
        const shared = this.sharedBy(value)
        if (shared === undefined || reached.has(shared)) continue
        reached.add(shared)
        open.push(shared.referent)
      } else open.push(...contentsOf(value))
    }
    for (const shared of this.doubtful) {
      if (reached.has(shared)) continue
      this.drop(shared)
      this.doubtful.delete(shared)
    }
    this.patience = Math.max(LOOK_THROUGH, this.doubtful.size * 2)
  }

  private drop(shared: Shared): void {
    this.all.delete(shared.id)
    logDebug("disposing of obj with id '%d'", shared.id)
    dispose(shared.referent).catch((error) => console.error(`An object of a manager could not be disposed of:`, error))
  }
}

function contentsOf(value: object): Iterable<unknown> {
  const own = (value as { [CONTENTS]?: () => Iterable<unknown> })[CONTENTS]
  if (own !== undefined) return own.call(value)
  if (ArrayBuffer.isView(value)) return []
  if (value instanceof Map) return [...value.keys(), ...value.values()]
  if (value instanceof Set || Array.isArray(value)) return value
  return Object.values(value)
}

/** Nobody has it any more: what it uses is to be given back. */
async function dispose(referent: Partial<AsyncDisposable & Disposable>): Promise<void> {
  await referent[Symbol.asyncDispose]?.()
  referent[Symbol.dispose]?.()
}
