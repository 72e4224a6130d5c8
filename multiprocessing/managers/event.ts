/** `EventProxy` and the flag that it stands for. */
import type { Limits } from '../segment/attempt'
import type { Remote } from './methods'
import { proxyType, type BaseProxy } from './proxy'
import { WaitingList } from './waiting-list'

/** A flag in a manager's process that can be waited for. CPython: `SyncManager.Event`. */
export class EventReferent {
  private flag = false
  private readonly waiting = new WaitingList<true>()

  /** CPython: `Event.is_set`. */
  isSet(): boolean {
    return this.flag
  }

  /** Lets all go on who wait. */
  set(): void {
    this.flag = true
    this.waiting.settleAll(true)
  }

  /** Who waits from now on waits for the next `set`. */
  clear(): void {
    this.flag = false
  }

  /** @returns whether the flag was set in time */
  wait(limits?: number | Limits): boolean | Promise<boolean> {
    if (this.flag || WaitingList.forbids(limits)) return this.flag
    return this.waiting.wait(limits).then((result) => result === true)
  }

  toString(): string {
    return `<Event ${this.flag ? 'set' : 'unset'}>`
  }
}

/** Stands for an event of a manager. CPython: `multiprocessing.managers.EventProxy`. */
export type EventProxy = BaseProxy & Remote<EventReferent>
export const EventProxy = proxyType('EventProxy', EventReferent)
