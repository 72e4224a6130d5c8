/** Where the words of synchronisation objects stand; all are u32. */
import { SLOTS, WAITER_LIST_SIZE } from '../segment/layout'

/** What every object begins with; its first word is its own. */
export const OBJECT = {
  latch: 4,
  kind: 8, // KIND and an index into KINDS: what a handle must find where it points
  number: 12, // of the object in its run
} as const

export const KIND = 0x53_59_00_00
export const KINDS = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier'] as const
export type Kind = (typeof KINDS)[number]

/** What can be acquired. */
export const ACQUIRABLE = {
  starving: 16, // 1: the longest waiter has waited too long to be overtaken once more
  rung: 20, // entry of the waiter that was rung and has not tried again, 0: nobody
  waiters: 64,
} as const

export const LOCK = {
  ...ACQUIRABLE,
  owner: 0, // entry of the holder (slot and generation), 0: free; with HANDED: given to a waiter that has not looked yet
  holder: 24, // number of the process that holds it
  depth: 28, // how often its holder has acquired it
  signal: 32, // 1: it has been released by another process than its holder, so that holding it says nothing
  since: 40, // f64 monotonic nanoseconds at which the hold that goes on began, if it is measured, else 0
  size: ACQUIRABLE.waiters + WAITER_LIST_SIZE,
} as const

export const SEMAPHORE = {
  ...ACQUIRABLE,
  value: 0,
  bound: 24, // what the value may be at most
  initial: 28, // the value at first
  untracked: 32, // 1: a process has released what it had not acquired, so nobody knows who holds what
  orphans: 36, // units of dead processes whose slots have new tenants, then the number of the last of those processes
  orphansOf: 40,
  deaths: 44, // how many processes had ended when holders were last looked through
  holders: ACQUIRABLE.waiters + WAITER_LIST_SIZE,
  size: ACQUIRABLE.waiters + WAITER_LIST_SIZE + SLOTS * 12,
} as const

/** A process's units of a semaphore; one record a slot. */
export const HOLDER = { entry: 0, number: 4, count: 8, size: 12 } as const

export const EVENT = {
  state: 0, // odd: set; each set() and each clear() adds one
  waiters: 64,
  size: 64 + WAITER_LIST_SIZE,
} as const

/** What has a line of places. */
export const LINED = {
  first: 16, // place of the longest waiter, 0: nobody; then the last one's
  last: 20,
  deaths: 24, // how many processes had ended when the line was last looked through
  size: 64,
} as const

export const BARRIER = {
  ...LINED,
  broken: 0, // 1: until somebody resets it
  parties: 28,
  arrived: 32, // places in the line
  actor: 36, // place of the operation that runs the action, 0: none
  reason: 40, // why it is broken, index into REASONS
  culprit: 44, // 1 + number of the process whose death broke it, 0: none
} as const

/** The place in a line of one operation that waits. Places are linked by the index of their first word. */
export const PLACE = {
  next: 0,
  entry: 4, // whom to ring
  state: 8, // WAITING, CALLED or REFUSED
  number: 12, // of its process
  detail: 16, // of a barrier: the index of one that was called, the reason of one that was refused
  size: 64,
} as const
