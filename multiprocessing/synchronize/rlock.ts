/** `RLock`: CPython's `multiprocessing.RLock`. */
import { AssertionError } from '../errors'
import type { Entry } from '../segment/waiters'
import { LOCK } from './layout'
import { Mutex } from './mutex'
import { travels } from './shared-object'

const DEPTH = LOCK.depth / 4

/**
 * A lock that its holder may acquire again, and has to release as often. The holder is the process: promises of one
 * process do not keep each other out, as threads of one process do in CPython; what must not interleave within a process
 * wants a `Lock`. Hand-over and fairness are those of `Lock`.
 * CPython: `multiprocessing.RLock`.
 */
export class RLock extends Mutex {
  constructor()
  /** @internal */
  constructor(offset: number)
  constructor(offset?: number) {
    super('RLock', offset)
    if (offset === undefined) remember(this)
  }

  /** @throws AssertionError when this process does not hold it */
  release(): void {
    if (!this.isMine()) throw new AssertionError('attempt to release recursive lock not owned by this process')
    const depth = this.u32[this.at + DEPTH] as number
    if (depth > 1) this.u32[this.at + DEPTH] = depth - 1
    else this.letGo()
  }

  override toString(): string {
    const [owner, depth] = this.holder()
    return `<RLock(${owner ?? 'None'}, ${depth})>`
  }

  protected takeAgain(owner: Entry): boolean {
    if (owner !== this.me) return false
    this.u32[this.at + DEPTH] = (this.u32[this.at + DEPTH] as number) + 1
    this.record.count()
    return true
  }
}

const remember = travels(
  'RLock',
  RLock,
  () => null,
  (offset) => new RLock(offset),
)
