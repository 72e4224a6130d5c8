/** The words of waiting: an attempt, what it waits for, how long, and what comes of one that has to wait. */
import type { WaitKind } from './layout'
import type { CodeSite } from './sites'
import type { Entry } from './waiters'

export const PENDING: unique symbol = Symbol('pending')
export type Pending = typeof PENDING

/** What a wait that ran out of time resolves to. */
export const TIMED_OUT: unique symbol = Symbol('timed out')
export type TimedOut = typeof TIMED_OUT

/** Something that operations of this process wait for. */
export interface Source {
  readonly kind: WaitKind
  /** Number of the object in the run, for the display of who waits for what. */
  readonly number: number
  /** A wait that must not keep the process alive, such as a pool's watch over its workers. */
  readonly background?: boolean
  /** The library itself waits, at no line of the script. */
  readonly own?: boolean
  /** Where the script waits, unless the stack says it better. */
  readonly site?: CodeSite
  /** An answer within microseconds is not to be expected. */
  readonly slow?: boolean
  /** Nothing else goes on in the process: its event loop may be held up for longer. */
  readonly alone?: boolean
  /** Whether an attempt would succeed just now; asked over and over for a moment before anybody enlists. */
  readonly isReady?: () => boolean
  /** Told until when somebody asks so, in monotonic nanoseconds; 0: no longer. */
  readonly announce?: (until: number) => void
  /** Nobody of this process waits any more: leave the object's waiters, handing on a ring that came too late. */
  withdraw(entry: Entry): void
}

/**
 * @param entry to be enlisted under when the attempt has to wait, and to be taken out when it succeeds: a ring for
 *   somebody who no longer waits would be lost to those who do; 0: neither
 */
export type Attempt<T> = (entry: Entry) => T | Pending

/** How long to wait, and what ends the wait. CPython: the parameters `timeout` and `block`; `signal` is only here. */
export interface Limits {
  /** Seconds to wait at most; 0 or less: not at all. Default: for ever. */
  readonly timeout?: number | undefined
  /** Aborted, it ends the wait: what waits rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  /** `false`: not to wait at all. */
  readonly block?: boolean | undefined
}

/** A bare number is the timeout. */
export function toLimits(limits: number | Limits | undefined): Limits | undefined {
  return typeof limits === 'number' ? { timeout: limits } : limits
}

/** The longest that a timer can wait, in milliseconds; longer is for ever. */
export const LONGEST_TIMER = 2 ** 31 - 1
