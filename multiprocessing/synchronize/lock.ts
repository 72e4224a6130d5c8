/** `Lock`: CPython's `multiprocessing.Lock`. */
import { ValueError } from '../errors'
import { LOCK } from './layout'
import { Mutex } from './mutex'
import { travels } from './shared-object'

const SIGNAL = LOCK.signal / 4

/**
 * One process at a time, once at a time. Any process may release it. First come, first served within a millisecond: the
 * lock may be taken by who comes by just then, until somebody has waited longer than that.
 * When its holder dies, the next `acquire` gets it and `abandoned` tells who died.
 * CPython: `multiprocessing.Lock`.
 */
export class Lock extends Mutex {
  constructor()
  /** @internal */
  constructor(offset: number)
  constructor(offset?: number) {
    super('Lock', offset)
    if (offset === undefined) remember(this)
  }

  /** @throws ValueError when nobody holds it */
  release(): void {
    const owner = Atomics.load(this.u32, this.at)
    if (owner === 0) throw new ValueError('semaphore or lock released too many times')
    if (owner !== this.me) this.u32[this.at + SIGNAL] = 1
    this.letGo()
  }

  override toString(): string {
    return `<Lock(owner=${this.holder()[0] ?? 'None'})>`
  }

  protected takeAgain(): boolean {
    return false
  }
}

const remember = travels(
  'Lock',
  Lock,
  () => null,
  (offset) => new Lock(offset),
)
