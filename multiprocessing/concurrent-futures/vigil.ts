/** Standing by several futures. CPython: `_Waiter` and its kinds. */
import { Service } from '../pool/service'
import { told } from '../pool/told'
import type { Limits } from '../segment/attempt'
import { Future } from './future'

/** Takes note of the futures that are done, in that order. */
export class Vigil<F extends Future<unknown>> {
  /** Those that are done and that nobody has taken. */
  readonly done: F[] = []
  readonly open: Set<F>
  /** How many there are in all. */
  readonly total: number
  /** Whether one of them has thrown. */
  hasFailed = false
  private readonly services = new Set<Service>()
  private readonly listeners = new Set<() => void>()

  /** @throws TypeError when one of them is no future */
  constructor(futures: Iterable<F>) {
    this.open = new Set(futures)
    this.total = this.open.size
    for (const future of this.open)
      if (!(future instanceof Future)) throw new TypeError(`futures are waited for, not ${String(future)}`)
    for (const future of this.open) {
      if (future.done()) this.note(future)
      else {
        future.watchers.add(this.note)
        this.services.add(future.service)
      }
    }
  }

  /** Whether all have been taken. */
  get isOver(): boolean {
    return this.open.size === 0 && this.done.length === 0
  }

  /** @param holds asked whenever a future is done @returns false when the time ran out */
  async until(holds: () => boolean, limits: Limits | undefined): Promise<boolean> {
    if (holds()) return true
    return told(
      Service.waitFor([...this.services]),
      (tell) => {
        const listener = () => {
          if (holds()) tell()
        }
        this.listeners.add(listener)
        return () => this.listeners.delete(listener)
      },
      limits,
    )
  }

  untilSync(holds: () => boolean, limits: Limits | undefined): boolean {
    if (!holds()) Service.driveAll([...this.services], holds, limits)
    return holds()
  }

  /** Waits for none of them any more. */
  leave(): void {
    for (const future of this.open) future.watchers.delete(this.note)
    this.open.clear()
    this.done.length = 0
  }

  private readonly note = (future: Future<unknown>): void => {
    this.open.delete(future as F)
    this.done.push(future as F)
    this.hasFailed ||= future.hasFailed
    for (const listener of this.listeners) listener()
  }
}
