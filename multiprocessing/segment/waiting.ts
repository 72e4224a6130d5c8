/**
 * Attempt, then wait. Every operation that can block is one attempt, which succeeds or enlists this process with
 * what it waits for. Two drivers repeat it whenever a bell rings: `awaited` for promises, `blocked` for the Sync
 * methods. A wait blocks for a moment first, because the other side usually answers within it and waking a parked
 * thread costs ten times as much.
 */
import { attached, type Attachment } from './attachment'
import { PENDING, TIMED_OUT, type Attempt, type Limits, type Pending, type Source, type TimedOut } from './attempt'
import { SLOT } from './layout'
import { isSoon } from './looking'
import { enqueue, isParked, isWaitedFor, rejectAll, serveAll, showWait } from './parked'
import { slotAt } from './slots'
import { turnIfDue } from './turns'
import type { Entry } from './waiters'

/** Microseconds that a promise may hold up the event loop before its process parks. */
const SPIN = 200

let credit = 8
let operations = 0
/** What the process blocks for. */
let blocking: Source | undefined

/** Waits with a promise: `TIMED_OUT` after `timeout`, a rejection when aborted or interrupted. */
export function awaited<T>(source: Source, attempt: Attempt<T>, limits?: Limits): Promise<T | TimedOut> {
  try {
    limits?.signal?.throwIfAborted()
    const run = attached()
    const mayWait =
      limits === undefined || (limits.block !== false && !(limits.timeout !== undefined && limits.timeout <= 0))
    let result = isWaitedFor(source) ? PENDING : attempt(0)
    if (result === PENDING && !mayWait) return Promise.resolve(TIMED_OUT)
    if (result === PENDING && !isWaitedFor(source)) {
      if (source.isReady !== undefined && isSoon(source.isReady)) result = attempt(0)
      if (result === PENDING) result = attempt(run.entry)
      if (result === PENDING) result = spin(run, source, attempt)
    }
    if (result !== PENDING) return turnIfDue(result)
    return new Promise((resolve, reject) => enqueue(source, attempt, limits, resolve, reject))
  } catch (error) {
    return Promise.reject(error)
  }
}

/** Waits by blocking the process. @throws what `interrupt()` makes of it */
export function blocked<T>(source: Source, attempt: Attempt<T>, limits?: Limits): T | TimedOut {
  limits?.signal?.throwIfAborted()
  const run = attached()
  if ((++operations & 15) === 0 && isInterrupted()) throw interruptBlocked()
  const memory = run.segment.memory
  const timeout = limits?.block === false ? 0 : limits?.timeout
  if (timeout !== undefined && timeout <= 0) {
    const result = attempt(0)
    return result === PENDING ? TIMED_OUT : result
  }
  let result = attempt(0)
  if (result === PENDING && source.isReady !== undefined && isSoon(source.isReady)) result = attempt(0)
  if (result !== PENDING) return result
  const deaf = slotAt(run.slot) + SLOT.deaf
  // What a wait is attempted with may block in turn, and the outer wait goes on.
  const outer = blocking
  blocking = source
  // Before it enlists: whoever rings afterwards sees it.
  run.segment.setU32(deaf, 1)
  const deadline = timeout === undefined ? Infinity : performance.now() + timeout * 1000
  try {
    result = attempt(run.syncEntry)
    if (result !== PENDING) return result
    showWait(run, source)
    while (result === PENDING) {
      const left = deadline - performance.now()
      if (left <= 0) {
        source.withdraw(run.syncEntry)
        return TIMED_OUT
      }
      memory.waitFor(run.syncBell, Math.min(left, 1000) * 1000)
      if (isInterrupted()) {
        source.withdraw(run.syncEntry)
        throw interruptBlocked()
      }
      result = attempt(run.syncEntry)
    }
    return result
  } finally {
    blocking = outer
    showWait(run, outer)
    if (outer === undefined) run.segment.setU32(deaf, 0)
  }
}

let makeInterruption = (): Error => new Error('interrupted')

/** Says which error an interrupted wait throws. */
export function onInterrupt(make: () => Error): void {
  makeInterruption = make
}

/** Whether somebody has interrupted this process and it has not noticed yet. */
export function isInterrupted(): boolean {
  const run = attached()
  return run.segment.u32(slotAt(run.slot) + SLOT.interrupt) === 1
}

/**
 * `interrupt()` arrived: every wait of a script rejects.
 * @returns whether anything was waiting
 */
export function interruptWaits(): boolean {
  const run = attached()
  run.segment.setU32(slotAt(run.slot) + SLOT.interrupt, 0)
  return rejectAll(makeInterruption())
}

function interruptBlocked(): Error {
  interruptWaits()
  return makeInterruption()
}

/** Blocks for a moment in the hope of an answer; whether that pays is learned from the last few times. */
function spin<T>(run: Attachment, source: Source, attempt: Attempt<T>): T | Pending {
  if (source.slow === true || !isWorthWaiting()) return PENDING
  if (!isParked()) return hope(run, run.bell, run.entry, attempt)
  // Another thread sits on the bell: whoever answers has to ring the other one.
  source.withdraw(run.entry)
  let result = attempt(run.syncEntry)
  if (result === PENDING) result = hope(run, run.syncBell, run.syncEntry, attempt)
  if (result !== PENDING) return result
  source.withdraw(run.syncEntry)
  return attempt(run.entry)
}

/**
 * Blocks for a moment for something that a promise waits for already.
 * @param attempt enlists with the sync entry; the caller takes the other one out before and puts all right afterwards
 */
export function linger(attempt: Attempt<true>): boolean {
  const run = attached()
  return attempt(run.syncEntry) !== PENDING || hope(run, run.syncBell, run.syncEntry, attempt) !== PENDING
}

/** Whether the last few times say that an answer comes within the moment. */
export function isWorthWaiting(): boolean {
  return credit > 0 || (++operations & 15) === 0
}

function hope<T>(run: Attachment, bell: number, entry: Entry, attempt: Attempt<T>): T | Pending {
  const until = performance.now() + SPIN / 1000
  for (let left = SPIN; left > 0; left = (until - performance.now()) * 1000) {
    if (!run.segment.memory.waitFor(bell, left)) break
    if (entry === run.entry) serveAll(run)
    const result = attempt(entry)
    if (result !== PENDING) {
      credit = Math.min(credit + 1, 8)
      return result
    }
  }
  credit = Math.max(credit - 1, 0)
  return PENDING
}
