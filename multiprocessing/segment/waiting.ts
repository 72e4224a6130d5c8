/**
 * Attempt, then wait. Every operation that can block is one attempt, which succeeds or enlists this process with
 * what it waits for. Two drivers repeat it whenever a bell rings: `awaited` for promises, `blocked` for the Sync
 * methods. A wait blocks for a moment first, because the other side usually answers within it and waking a parked
 * thread costs ten times as much.
 */
import { attached, type Attachment } from './attachment'
import { MEASURE, SLOT, WAITS, type WaitKind } from './layout'
import { isSoon } from './looking'
import { slotAt } from './slots'
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
  /** An answer within microseconds is not to be expected. */
  readonly slow?: boolean
  /** Whether an attempt would succeed just now; asked over and over for a moment before anybody enlists. */
  readonly isReady?: () => boolean
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

interface Operation {
  attempt: Attempt<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  finish: () => void
}

/** Microseconds that a promise may hold up the event loop before its process parks. */
const SPIN = 200
/** The longest that a timer can wait, in milliseconds; longer is for ever. */
export const LONGEST_TIMER = 2 ** 31 - 1
/** Milliseconds after which operations that never wait let the event loop turn. */
const TURN = 10

const pending = new Map<Source, Operation[]>()
let parked = false
let isEnding = false
let credit = 8
let operations = 0
let lastTurn = performance.now()

/** Operations that scripts wait for; a process with none of them can end. */
export function waitCount(): number {
  let count = 0
  for (const [source, waiting] of pending) if (!source.background) count += waiting.length
  return count
}

/** Waits with a promise: `TIMED_OUT` after `timeout`, a rejection when aborted or interrupted. */
export function awaited<T>(source: Source, attempt: Attempt<T>, limits?: Limits): Promise<T | TimedOut> {
  try {
    limits?.signal?.throwIfAborted()
    const run = attached()
    const mayWait =
      limits === undefined || (limits.block !== false && !(limits.timeout !== undefined && limits.timeout <= 0))
    let result = pending.has(source) ? PENDING : attempt(0)
    if (result === PENDING && !mayWait) return Promise.resolve(TIMED_OUT)
    if (result === PENDING && !pending.has(source)) {
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
  // Before it enlists: whoever rings afterwards sees it.
  if (pending.size > 0) run.segment.setU32(deaf, 1)
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
    showWait(run, undefined)
    run.segment.setU32(deaf, 0)
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
  const error = makeInterruption()
  let any = false
  for (const [source, waiting] of [...pending]) {
    if (source.background) continue
    pending.delete(source)
    source.withdraw(run.entry)
    for (const operation of waiting) {
      any = true
      operation.finish()
      operation.reject(error)
    }
  }
  return any
}

function interruptBlocked(): Error {
  interruptWaits()
  return makeInterruption()
}

/** Resolves at once, but lets timers, messages and signals through every few milliseconds of unbroken success. */
export function turnIfDue<T>(value: T): Promise<T> {
  if ((++operations & 63) !== 0) return Promise.resolve(value)
  if (performance.now() - lastTurn < TURN) return Promise.resolve(value)
  return new Promise((resolve) =>
    setImmediate(() => {
      lastTurn = performance.now()
      resolve(value)
    }),
  )
}

/** Blocks for a moment in the hope of an answer; whether that pays is learned from the last few times. */
function spin<T>(run: Attachment, source: Source, attempt: Attempt<T>): T | Pending {
  if (source.slow === true || !isWorthWaiting()) return PENDING
  if (!parked) return hope(run, run.bell, run.entry, attempt)
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

function enqueue<T>(
  source: Source,
  attempt: Attempt<T>,
  limits: Limits | undefined,
  resolve: (value: T | TimedOut) => void,
  reject: (error: unknown) => void,
): void {
  let timer: NodeJS.Timeout | undefined
  const abort = () => leave(() => reject(limits?.signal?.reason))
  const operation: Operation = {
    attempt,
    resolve: resolve as (value: unknown) => void,
    reject,
    finish() {
      if (timer !== undefined) clearTimeout(timer)
      limits?.signal?.removeEventListener('abort', abort)
    },
  }
  const leave = (settle: () => void) => {
    const waiting = pending.get(source)
    const index = waiting?.indexOf(operation) ?? -1
    if (waiting === undefined || index < 0) return
    waiting.splice(index, 1)
    if (waiting.length === 0) {
      pending.delete(source)
      source.withdraw(attached().entry)
    }
    operation.finish()
    settle()
  }
  if (limits?.timeout !== undefined && limits.timeout * 1000 <= LONGEST_TIMER)
    timer = setTimeout(() => leave(() => resolve(TIMED_OUT)), limits.timeout * 1000)
  limits?.signal?.addEventListener('abort', abort, { once: true })

  const waiting = pending.get(source)
  if (waiting === undefined) pending.set(source, [operation])
  else waiting.push(operation)
  park(attached())
}

/** The process ends: calls the waiting thread back, without which the operating system's process would stay. */
export function unpark(): void {
  isEnding = true
  const run = attached()
  run.segment.memory.post(run.bell)
}

function park(run: Attachment): void {
  if (isEnding || parked || pending.size === 0) return
  parked = true
  for (const source of pending.keys()) {
    showWait(run, source)
    if (!source.background) break
  }
  run.segment.memory.waitAside(run.bell, () => {
    parked = false
    if (isEnding) return
    lastTurn = performance.now()
    showWait(run, undefined)
    while (run.segment.memory.tryWait(run.bell));
    serveAll(run)
    park(run)
  })
}

/** Repeats what is waiting, oldest first; each source until it has no more to give. */
function serveAll(run: Attachment): void {
  for (const [source, waiting] of [...pending]) {
    while (waiting.length > 0) {
      const operation = waiting[0] as Operation
      let result: unknown
      try {
        result = operation.attempt(run.entry)
        if (result === PENDING) break
      } catch (error) {
        waiting.shift()
        operation.finish()
        operation.reject(error)
        continue
      }
      waiting.shift()
      operation.finish()
      operation.resolve(result)
    }
    if (waiting.length === 0 && pending.get(source) === waiting) pending.delete(source)
  }
}

function showWait(run: Attachment, source: Source | undefined): void {
  const at = slotAt(run.slot) + SLOT.measure + MEASURE.waitsOn
  run.segment.setU32(at, source === undefined ? 0 : WAITS.indexOf(source.kind))
  run.segment.setU32(at + 4, source?.number ?? 0)
}
