/** What `Value` and `Array` have in common: a lock beside shared memory. CPython: `sharedctypes.SynchronizedBase`. */
import { inspect } from 'node:util'
import type { Limits } from '../segment/attempt'
import { naming } from '../segment/objects'
import { Lock } from '../synchronize/lock'
import { RLock } from '../synchronize/rlock'
import { SHOWN } from './memory'

/** What guards a shared value: the library's locks, and what is acquired and released as they are. */
export interface Guard {
  acquire(limits?: number | Limits): Promise<boolean>
  acquireSync(limits?: number | Limits): boolean
  release(): void
}

/** How a shared value or array is locked. CPython: the parameter `lock` of `multiprocessing.Value` and `Array`. */
export interface SynchronizedOptions {
  /** `true`, the default: a lock of its own; a lock: that one; `false`: none, so nothing can be acquired. */
  readonly lock?: boolean | Guard | undefined
}

export abstract class Synchronized<R extends object> {
  protected readonly shared: R
  private readonly guard: Guard | null

  protected constructor(shared: R, lock: boolean | Guard) {
    this.shared = shared
    this.guard = lock === true ? new RLock() : lock === false ? null : checked(lock)
  }

  /** What is shared, without the lock. CPython: `get_obj`. */
  getObj(): R {
    return this.shared
  }

  /** @throws TypeError when it was made with `lock: false` */
  getLock(): Guard {
    if (this.guard === null) throw new TypeError(`${this.toString()} has no lock: it was made with lock: false`)
    return this.guard
  }

  /** @returns false when the lock was not to be had in time */
  acquire(limits?: number | Limits): Promise<boolean> {
    return this.getLock().acquire(limits)
  }

  acquireSync(limits?: number | Limits): boolean {
    return this.getLock().acquireSync(limits)
  }

  /** Gives the lock up. CPython: `SynchronizedBase.release`. */
  release(): void {
    this.getLock().release()
  }

  /** Runs `body` holding the lock, and releases it whatever happens. */
  async use<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire()
    try {
      return await body()
    } finally {
      this.release()
    }
  }

  useSync<T>(body: () => T): T {
    this.acquireSync()
    try {
      return body()
    } finally {
      this.release()
    }
  }

  toString(): string {
    return `<Synchronized wrapper for ${String(this.shared)}>`
  }

  [SHOWN](): string {
    return this.toString()
  }

  /** @internal */
  [naming](label: string): void {
    if (this.guard instanceof RLock || this.guard instanceof Lock) this.guard[naming](`lock of ${label}`)
  }

  /** @internal What it travels as. */
  static parts<R extends object>({ shared, guard }: Synchronized<R>): readonly [shared: R, guard: Guard | false] {
    return [shared, guard ?? false]
  }
}

function checked(lock: Guard): Guard {
  const given = lock as Partial<Guard> | null
  for (const method of ['acquire', 'acquireSync', 'release'] as const)
    if (typeof given?.[method] !== 'function') throw new TypeError(`${inspect(lock)} has no method '${method}'`)
  return lock
}
