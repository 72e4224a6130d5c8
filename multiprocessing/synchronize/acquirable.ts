/**
 * What can be acquired: first come, first served within a millisecond. Until somebody has waited longer than that, it
 * may be had by who comes by just then, because giving it to a sleeper each time costs everybody a wake-up.
 */
import { attached } from '../segment/attachment'
import { WaiterList, type Entry } from '../segment/waiters'
import type { TIMED_OUT } from '../segment/attempt'
import { PENDING, toLimits, type Limits, type Pending, type Source } from '../segment/attempt'
import { turnIfDue } from '../segment/turns'
import { countUse } from '../segment/uses'
import { awaited, blocked } from '../segment/waiting'
import { ACQUIRABLE, type Kind } from './layout'
import { SharedObject, type AbandonedBy } from './shared-object'

/** Milliseconds that a waiter may be overtaken (as in Go's sync.Mutex). */
const PATIENCE = 1
/** In an entry: which bell, not which process. */
const BELL = 0x100

const STARVING = ACQUIRABLE.starving / 4
const RUNG = ACQUIRABLE.rung / 4

export abstract class Acquirable extends SharedObject {
  /** Set by the `acquire` that took over from a process that died holding it; `null` after any other. */
  abandoned: AbandonedBy | null = null
  /** The entry of this process, and its number in the run. */
  protected readonly me: Entry
  protected readonly myNumber: number
  protected readonly waiters: WaiterList
  private readonly source: Source

  protected constructor(kind: Kind & `${string}${'Lock' | 'Semaphore'}`, size: number, offset: number | undefined) {
    super(kind, size, offset)
    this.me = attached().entry
    this.myNumber = attached().number
    this.waiters = new WaiterList(this.segment, this.offset + ACQUIRABLE.waiters)
    this.source = {
      kind: `${kind}.acquire`,
      number: this.number,
      isReady: () => this.isFree(),
      withdraw: (entry) => this.withdraw(entry),
    }
  }

  /** @returns false when it was not to be had in time, or at once with `block: false` */
  acquire(limits?: number | Limits): Promise<boolean> {
    if (limits === undefined && this.takeAtOnce()) return turnIfDue(true)
    return awaited(this.source, this.taking(), toLimits(limits)).then(isTaken)
  }

  acquireSync(limits?: number | Limits): boolean {
    if (limits === undefined && this.takeAtOnce()) return true
    return isTaken(blocked(this.source, this.taking(), toLimits(limits)))
  }

  abstract release(): void

  /** Whether an `acquire` would have to wait. CPython 3.14: `locked`. */
  locked(): boolean {
    return !this.isFree()
  }

  /** Runs `body` holding it, and releases it whatever happens. CPython: the `with` statement. */
  async use<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire()
    try {
      return await body()
    } finally {
      this.release()
    }
  }

  /** As `use`, for a body that blocks. */
  useSync<T>(body: () => T): T {
    this.acquireSync()
    try {
      return body()
    } finally {
      this.release()
    }
  }

  /** For `await using held = await lock.hold()`: released at the end of the block. */
  async hold(): Promise<AsyncDisposable> {
    await this.acquire()
    return { [Symbol.asyncDispose]: async () => this.release() }
  }

  /** For `using held = lock.holdSync()`. */
  holdSync(): Disposable {
    this.acquireSync()
    return { [Symbol.dispose]: () => this.release() }
  }

  protected abstract isFree(): boolean

  /** Takes it at once or not at all. */
  protected abstract take(): boolean

  /** The same inside the latch, for one who has enlisted. */
  protected abstract takeInside(entry: Entry): boolean

  /** Whether somebody has waited too long, and this process is not the one. */
  protected hasToStandBack(): boolean {
    if (this.u32[this.at + STARVING] === 0) return false
    const first = this.waiters.first()
    return first !== 0 && (first & ~BELL) >>> 0 !== this.me
  }

  /** Inside the latch: the one who has waited too long is served, or gone. */
  protected endStarving(): void {
    this.u32[this.at + STARVING] = 0
  }

  protected isStarving(): boolean {
    return this.u32[this.at + STARVING] !== 0
  }

  /** Somebody who waits has been rung for it and has not tried yet. */
  protected isRung(): boolean {
    return Atomics.load(this.u32, this.at + RUNG) !== 0
  }

  /** Inside the latch: whom to ring because it is free, unless he was rung already. He stays the first until he has it. */
  protected nextToRing(): Entry {
    const first = this.isFree() ? this.waiters.first() : 0
    if (first === 0 || first === this.u32[this.at + RUNG]) return 0
    Atomics.store(this.u32, this.at + RUNG, first)
    return first
  }

  /** Inside the latch: somebody waits no more. */
  protected withdrawn(entry: Entry): void {
    if (this.u32[this.at + RUNG] === entry) Atomics.store(this.u32, this.at + RUNG, 0)
  }

  protected mend(): void {
    this.u32[this.at + RUNG] = 0
    this.waiters.clear()
  }

  private takeAtOnce(): boolean {
    if (!this.take()) return false
    countUse(this.source)
    return true
  }

  private taking(): (entry: Entry) => true | Pending {
    let since = 0
    return (entry) => {
      if (entry === 0) return this.take() ? true : PENDING
      const result = this.attempt(entry, since !== 0 && performance.now() - since > PATIENCE)
      if (result === PENDING && since === 0) since = performance.now()
      return result
    }
  }

  private attempt(entry: Entry, impatient: boolean): true | Pending {
    const { u32, at, waiters } = this
    this.enter()
    waiters.add(entry)
    if (u32[at + RUNG] === entry) Atomics.store(u32, at + RUNG, 0)
    const taken = this.takeInside(entry)
    let woken: Entry = 0
    if (taken) {
      if (waiters.first() === entry) {
        waiters.takeFirst()
        this.endStarving()
      } else waiters.remove(entry)
      woken = this.nextToRing()
    } else if (impatient) u32[at + STARVING] = 1
    this.leaveAndRing(woken)
    return taken ? true : PENDING
  }

  private withdraw(entry: Entry): void {
    this.enter()
    this.waiters.remove(entry)
    this.withdrawn(entry)
    this.leaveAndRing(this.nextToRing())
  }
}

function isTaken(result: true | typeof TIMED_OUT): boolean {
  return result === true
}
