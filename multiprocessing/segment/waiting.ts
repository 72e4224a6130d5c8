/**
 * Attempt, then wait. Every operation that can block is one attempt, which succeeds or enlists this process with
 * what it waits for. Two drivers repeat it whenever a bell rings: `awaited` for promises, `blocked` for the Sync
 * methods. A wait blocks for a moment first, because the other side usually answers within it and waking a parked
 * thread costs ten times as much.
 */
import { Answer } from './answer'
import { attached, type Attachment } from './attachment'
import { PENDING, TIMED_OUT, type Attempt, type Limits, type Pending, type Source, type TimedOut } from './attempt'
import { FAILED, GOT, SLOT, TIMED } from './layout'
import { isSoon, lookBegan } from './looking'
import { settleOwed } from './owed'
import { pause } from './pace'
import { enqueue, isParked, rejectAll, rejectWaits, serveAll } from './parked'
import { isWaitedFor } from './promised'
import { now } from './segment'
import { showBlocking } from './showing'
import { NOWHERE, siteOfBlocked, type CodeSite } from './sites'
import { slotAt } from './slots'
import { turnIfDue } from './turns'
import { countUse } from './uses'
import { verdictOf } from './verdict'
import type { Entry } from './waiters'
import { noteEnd, seen, type Wait, type WaitOutcome } from './waits'

/** Microseconds that a promise may hold up the event loop before its process parks. */
const SPIN = 200
/** The same of a process that does nothing else: longer than it takes to wake one that has parked, so that one sleeper does not send the others to sleep. */
const SPIN_ALONE = 2000
/** Microseconds that a process blocks before it tells for what, and at which line; and at most between two looks. */
const BRIEF = 200
const LONG = 1e6

interface Blocking extends Wait {
  /** Once it is told; before, looking for the line would cost more than the wait. */
  site: CodeSite
  isShown: boolean
}

let credit = 8
let operations = 0
/** What the process blocks for. */
let blocking: Blocking | undefined

/** Waits with a promise: `TIMED_OUT` after `timeout`, a rejection when aborted or interrupted. */
export function awaited<T>(source: Source, attempt: Attempt<T>, limits?: Limits): Promise<T | TimedOut> {
  let since = 0
  try {
    limits?.signal?.throwIfAborted()
    const run = attached()
    countUse(source)
    const mayWait =
      limits === undefined || (limits.block !== false && !(limits.timeout !== undefined && limits.timeout <= 0))
    let result = isWaitedFor(source) ? PENDING : attempt(0)
    if (result === PENDING && !mayWait) return Promise.resolve(TIMED_OUT)
    if (result === PENDING && !isWaitedFor(source)) {
      if (source.isReady !== undefined && isSoon(source.isReady, source.announce)) result = attempt(0)
      if (result === PENDING) result = attempt(run.entry)
      if (result === PENDING) {
        since = begunAt(source)
        result = spin(run, source, attempt)
        if (result !== PENDING) noteWaited(run, source, since, GOT)
      }
    }
    if (result !== PENDING) return turnIfDue(result)
    const answer = new Answer<T | TimedOut>()
    enqueue(source, attempt, limits, since || now(), answer)
    return answer.promise
  } catch (error) {
    if (since !== 0) noteWaited(attached(), source, since, FAILED)
    return Promise.reject(error)
  }
}

/** Waits by blocking the process. @throws what `interrupt()` makes of it */
export function blocked<T>(source: Source, attempt: Attempt<T>, limits?: Limits): T | TimedOut {
  limits?.signal?.throwIfAborted()
  const run = attached()
  countUse(source)
  if ((++operations & 15) === 0 && isInterrupted()) throw interruptBlocked()
  if ((operations & 255) === 0) seen(run, now())
  const memory = run.segment.memory
  const timeout = limits?.block === false ? 0 : limits?.timeout
  if (timeout !== undefined && timeout <= 0) {
    const result = attempt(0)
    return result === PENDING ? TIMED_OUT : result
  }
  let result = attempt(0)
  if (result === PENDING && source.isReady !== undefined && isSoon(source.isReady, source.announce)) result = attempt(0)
  if (result !== PENDING) return result
  const deaf = slotAt(run.slot) + SLOT.deaf
  // What a wait is attempted with may block in turn, and the outer wait goes on.
  const outer = blocking
  const ends = timeout !== undefined && timeout < Infinity
  const wait: Blocking = { source, since: begunAt(source), ends, blocks: true, site: NOWHERE, isShown: false }
  blocking = wait
  let outcome: WaitOutcome | undefined
  // Before it enlists: whoever rings afterwards sees it.
  run.segment.setU32(deaf, 1)
  const deadline = timeout === undefined ? Infinity : performance.now() + timeout * 1000
  try {
    result = attempt(run.syncEntry)
    if (result !== PENDING) return result
    outcome = FAILED
    pause()
    while (result === PENDING) {
      const left = (deadline - performance.now()) * 1000
      if (left <= 0) {
        source.withdraw(run.syncEntry)
        outcome = TIMED
        return TIMED_OUT
      }
      const isBrief = settleOwed() || !wait.isShown
      const isRung = memory.waitFor(run.syncBell, Math.min(left, isBrief ? BRIEF : LONG))
      const error = endOfBlocked(run, source)
      if (error !== undefined) {
        source.withdraw(run.syncEntry)
        throw error
      }
      result = attempt(run.syncEntry)
      if (result !== PENDING) break
      if (!wait.isShown) showBlocked(run, wait)
      // Who looks for deadlocks sees that it has looked, and perhaps changed something.
      else if (isRung) showBlocking(run, wait)
    }
    outcome = GOT
    return result
  } finally {
    blocking = outer
    if (wait.isShown) showBlocking(run, outer?.isShown === true ? outer : undefined)
    if (outcome !== undefined) noteEnd(run, wait, outcome)
    if (outer === undefined) run.segment.setU32(deaf, 0)
  }
}

function showBlocked(run: Attachment, wait: Blocking): void {
  if (run.isMeasured) wait.site = siteOfBlocked()
  wait.isShown = true
  showBlocking(run, wait)
}

/** When a wait began that has just outlived the first look. */
function begunAt({ isReady }: Source): number {
  return (isReady === undefined ? 0 : lookBegan()) || now()
}

/** A wait has ended before it slept. */
function noteWaited(run: Attachment, source: Source, since: number, how: WaitOutcome): void {
  if (source.background === undefined) noteEnd(run, { source, since, site: NOWHERE }, how)
}

let makeInterruption = (): Error => new Error('interrupted')

let endsPromises = true

/** Says which error an interrupted wait throws, and whether promises that wait reject with it, too. */
export function onInterrupt(make: () => Error, rejects = true): void {
  makeInterruption = make
  endsPromises = rejects
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
  return endsPromises && rejectAll(makeInterruption())
}

/** Main has told this process to break a deadlock: the wait that it has chosen ends. */
export function breakWaits(): void {
  const run = attached()
  const verdict = verdictOf(run)
  if (verdict !== undefined) rejectWaits(verdict.take(), (source) => verdict.concerns(source))
}

/** What ends a wait that blocks, though it has not got what it waits for. */
function endOfBlocked(run: Attachment, source: Source): Error | undefined {
  if (isInterrupted()) return interruptBlocked()
  const verdict = verdictOf(run)
  return verdict?.concerns(source) === true ? verdict.take() : undefined
}

function interruptBlocked(): Error {
  interruptWaits()
  return makeInterruption()
}

/** Blocks for a moment in the hope of an answer; whether that pays is learned from the last few times. */
function spin<T>(run: Attachment, source: Source, attempt: Attempt<T>): T | Pending {
  if (source.slow === true || (source.alone !== true && !isWorthWaiting())) return PENDING
  const most = source.alone === true ? SPIN_ALONE : SPIN
  if (!isParked()) return hope(run, run.bell, run.entry, attempt, most)
  // Another thread sits on the bell: whoever answers has to ring the other one.
  source.withdraw(run.entry)
  let result = attempt(run.syncEntry)
  if (result === PENDING) result = hope(run, run.syncBell, run.syncEntry, attempt, most)
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

/** @param most microseconds */
function hope<T>(run: Attachment, bell: number, entry: Entry, attempt: Attempt<T>, most = SPIN): T | Pending {
  const until = performance.now() + most / 1000
  for (let left = most; left > 0; left = (until - performance.now()) * 1000) {
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
