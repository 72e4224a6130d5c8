/** What a process of Python counts beside a semaphore: CPython's `SemLockObject`. */
import { Lock } from '../../multiprocessing/synchronize/lock'
import { Semaphore } from '../../multiprocessing/synchronize/semaphore'
import { AT_ONCE } from './blocking'
import type { Table } from './table'

export class SemLock {
  readonly semaphore: Lock | Semaphore
  /** How often this process has acquired it. */
  count = 0
  private readonly isRecursive: boolean
  /** Of the thread that did so last. */
  private thread = 0

  constructor(semaphore: Lock | Semaphore, isRecursive: boolean) {
    this.semaphore = semaphore
    this.isRecursive = isRecursive
  }

  /** @returns false: it is not free now */
  acquireAtOnce(thread: number): boolean {
    if (this.isRecursive && this.isMine(thread)) this.count++
    else if (this.semaphore.acquireSync(AT_ONCE)) this.acquired(thread)
    else return false
    return true
  }

  acquired(thread: number): void {
    this.count++
    this.thread = thread
  }

  isMine(thread: number): boolean {
    return this.count > 0 && this.thread === thread
  }

  /** @returns false: it is recursive, and not this thread's. @throws ValueError when it has been released too often */
  release(thread: number): boolean {
    if (this.isRecursive) {
      if (!this.isMine(thread)) return false
      if (this.count > 1) {
        this.count--
        return true
      }
    }
    this.semaphore.release()
    this.count--
    return true
  }
}

/** Those of a process, by the handles of their semaphores. */
export class SemLocks {
  private readonly all: SemLock[] = []
  private readonly table: Table

  constructor(table: Table) {
    this.table = table
  }

  add(semaphore: Lock | Semaphore, isRecursive: boolean): number {
    const handle = this.table.add(semaphore)
    this.open(handle, isRecursive)
    return handle
  }

  /** Of a semaphore that has come from another process. */
  open(handle: number, isRecursive: boolean): void {
    this.all[handle] = new SemLock(semaphoreOf(this.table, handle), isRecursive)
  }

  at(handle: number): SemLock {
    const found = this.all[handle]
    if (found === undefined) throw new Error(`handle ${handle} is no semaphore of this process`)
    return found
  }
}

function semaphoreOf(table: Table, handle: number): Lock | Semaphore {
  const found = table.any(handle)
  if (found instanceof Lock || found instanceof Semaphore) return found
  throw new Error(`handle ${handle} is no semaphore of this process`)
}
