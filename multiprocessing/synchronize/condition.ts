/** `Condition`: CPython's `multiprocessing.Condition`. */
import { AssertionError, DeadlockError, ValueError } from '../errors'
import { attached } from '../segment/attachment'
import { naming } from '../segment/objects'
import type { Entry } from '../segment/waiters'
import { toLimits, type Limits } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import { LINED } from './layout'
import { CALLED, WAITING, type Place } from './line'
import { Lined } from './lined'
import type { Lock } from './lock'
import { RLock } from './rlock'
import { travels, type AbandonedBy } from './shared-object'

/**
 * Waiting for what others do under a lock: `wait` lets the lock go, waits for a `notify`, and returns with the lock held
 * again. Who has waited longest is notified first. A notification whose receiver dies before it has the lock goes to the
 * next. The default lock knows processes, not promises: where several promises of one process wait, give it a `Lock`.
 * CPython: `multiprocessing.Condition`.
 */
export class Condition extends Lined {
  private readonly lock: Lock | RLock

  /** @param lock a new `RLock` when there is none to share */
  constructor(lock?: Lock | RLock)
  /** @internal */
  constructor(lock: Lock | RLock, offset: number)
  constructor(lock: Lock | RLock = new RLock(), offset?: number) {
    super('Condition', LINED.size, offset)
    this.lock = lock
    if (offset === undefined) remember(this)
  }

  /** Who died holding the lock when this process got it; `null` as a rule. */
  get abandoned(): AbandonedBy | null {
    return this.lock.abandoned
  }

  /** Acquires the lock, as the lock's own method does. */
  acquire(limits?: number | Limits): Promise<boolean> {
    return this.lock.acquire(limits)
  }

  acquireSync(limits?: number | Limits): boolean {
    return this.lock.acquireSync(limits)
  }

  /** Releases the lock. @throws what the lock's own method throws */
  release(): void {
    this.lock.release()
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.lock.locked()
  }

  /** Runs `body` holding the lock, and releases it whatever happens. CPython: the `with` statement. */
  use<T>(body: () => T | Promise<T>): Promise<T> {
    return this.lock.use(body)
  }

  /** As `use`, for a body that blocks. */
  useSync<T>(body: () => T): T {
    return this.lock.useSync(body)
  }

  /** For `await using held = await condition.hold()`: the lock is released at the end of the block. */
  hold(): Promise<AsyncDisposable> {
    return this.lock.hold()
  }

  /** For `using held = condition.holdSync()`. */
  holdSync(): Disposable {
    return this.lock.holdSync()
  }

  /**
   * Lets go of the lock, waits to be notified, and acquires the lock again, for which no limit holds.
   * @returns false when no notification came in time
   * @throws AssertionError when this process does not hold the lock
   * @throws DeadlockError also without the lock, when it was the lock that could not be had again
   */
  async wait(limits?: number | Limits): Promise<boolean> {
    const { place, depth } = this.stand(attached().entry, limits)
    const failures: unknown[] = []
    try {
      await awaited(this.source(place), this.waiting(place), toLimits(limits))
    } catch (error) {
      failures.push(error)
    }
    for (;;) {
      try {
        await this.lock.acquire()
        break
      } catch (error) {
        failures.push(error) // interrupted, but whoever catches it expects to hold the lock
        if (error instanceof DeadlockError) this.giveUp(place, error)
      }
    }
    return this.depart(place, depth, failures)
  }

  waitSync(limits?: number | Limits): boolean {
    const { place, depth } = this.stand(attached().syncEntry, limits)
    const failures: unknown[] = []
    try {
      blocked(this.source(place), this.waiting(place), toLimits(limits))
    } catch (error) {
      failures.push(error)
    }
    for (;;) {
      try {
        this.lock.acquireSync()
        break
      } catch (error) {
        failures.push(error)
        if (error instanceof DeadlockError) this.giveUp(place, error)
      }
    }
    return this.depart(place, depth, failures)
  }

  /**
   * Waits until `predicate` holds; it is asked holding the lock, at first and after each notification.
   * @returns what it said last: something false when the time ran out
   * CPython: `Condition.wait_for`.
   */
  async waitFor<T>(predicate: () => T | Promise<T>, limits?: number | Limits): Promise<T> {
    const left = countdown(toLimits(limits))
    for (;;) {
      const result = await predicate()
      const remaining = left()
      if (result || remaining === null) return result
      await this.wait(remaining)
    }
  }

  waitForSync<T>(predicate: () => T, limits?: number | Limits): T {
    const left = countdown(toLimits(limits))
    for (;;) {
      const result = predicate()
      const remaining = left()
      if (result || remaining === null) return result
      this.waitSync(remaining)
    }
  }

  /**
   * Wakes the longest waiters; they go on once they have the lock.
   * @param n how many
   * @throws AssertionError when this process does not hold the lock
   */
  notify(n = 1): void {
    if (!Number.isInteger(n) || n < 0) throw new ValueError(`n of notify must be an integer >= 0, not ${String(n)}`)
    this.wake(n)
  }

  /** Wakes all who wait. CPython: `Condition.notify_all`. */
  notifyAll(): void {
    this.wake(Infinity)
  }

  override toString(): string {
    this.enter()
    let waiting = 0
    for (let place = this.line.first; place !== 0; place = this.line.next(place))
      if (this.line.state(place) === WAITING) waiting++
    this.leave()
    return `<Condition(${this.lock.toString()}, ${waiting})>`
  }

  /** @internal */
  override [naming](label: string): void {
    super[naming](label)
    this.lock[naming](`lock of ${label}`)
  }

  /** @internal */
  static lockOf(condition: Condition): Lock | RLock {
    return condition.lock
  }

  protected mend(): void {
    this.line.mend()
  }

  protected bury(): void {
    const { line } = this
    let owed = 0
    for (let place = line.first; place !== 0;) {
      const next = line.next(place)
      if (this.isDead(place)) {
        if (line.state(place) === CALLED) {
          owed++
          this.reportDeath(line.number(place))
        }
        line.leave(place)
        line.free(place)
      }
      place = next
    }
    this.call(owed)
  }

  private wake(n: number): void {
    if (!this.lock.isMine()) throw new AssertionError('lock is not owned')
    this.record.count()
    if (this.line.first === 0) return // who waits has enlisted holding the lock
    this.enter()
    this.call(n)
    this.leave()
  }

  private call(n: number): void {
    const { line } = this
    for (let place = line.first; place !== 0 && n > 0; place = line.next(place)) {
      if (line.state(place) !== WAITING) continue
      this.settle(place, CALLED)
      n--
    }
  }

  /** Joins the line, then lets go of the lock. */
  private stand(entry: Entry, limits: number | Limits | undefined): { place: Place; depth: number } {
    toLimits(limits)?.signal?.throwIfAborted()
    if (!this.lock.isMine()) throw new AssertionError('must acquire() condition before using wait()')
    const place = this.line.place(entry)
    this.enter()
    this.line.join(place)
    this.leave()
    return { place, depth: this.lock.releaseAll() }
  }

  /** Leaves the line without the lock: whoever has it waits for this process. */
  private giveUp(place: Place, error: DeadlockError): never {
    this.enter()
    const called = this.line.state(place) === CALLED
    this.line.leave(place)
    if (called) this.call(1)
    this.leave()
    this.line.free(place)
    throw error
  }

  /** Leaves the line, with the lock held. A notification that came to one who was cancelled goes to the next. */
  private depart(place: Place, depth: number, failures: readonly unknown[]): boolean {
    this.lock.restore(depth)
    this.enter()
    const called = this.line.state(place) === CALLED
    this.line.leave(place)
    if (called && failures.length > 0) this.call(1)
    this.leave()
    this.line.free(place)
    if (failures.length > 0) throw failures[0]
    return called
  }
}

/** The limits of the waits of one `waitFor`; `null` when its time is up. */
function countdown(limits: Limits | undefined): () => Limits | null {
  const timeout = limits?.block === false ? 0 : (limits?.timeout ?? Infinity)
  const deadline = performance.now() + timeout * 1000
  return () => {
    const left = (deadline - performance.now()) / 1000
    return left > 0 ? { signal: limits?.signal, timeout: left } : null
  }
}

const remember = travels(
  'Condition',
  Condition,
  (condition) => Condition.lockOf(condition),
  (offset, lock: Lock | RLock) => new Condition(lock, offset),
)
