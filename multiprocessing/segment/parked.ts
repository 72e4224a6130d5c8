/**
 * Promises that wait. While any does, another thread sits on the process's bell and calls back when it rings; then each
 * operation is attempted again.
 */
import { attached, type Attachment } from './attachment'
import { LONGEST_TIMER, PENDING, TIMED_OUT, type Attempt, type Limits, type Source, type TimedOut } from './attempt'
import { FAILED, GOT, TIMED, WAITING_MOST } from './layout'
import { now } from './segment'
import { NOWHERE } from './sites'
import { turned } from './turns'
import { noteEnd, showWaits, siteOf, type Wait, type WaitOutcome } from './waits'

interface Operation extends Wait {
  attempt: Attempt<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  finish: (how: WaitOutcome) => void
}

/** A wait of the script for what another source of this process brings. */
interface Stand extends Wait {
  reject: (error: Error) => void
}

const pending = new Map<Source, Operation[]>()
const stands = new Set<Stand>()
/** Operations that main is to know of, stands included. */
let told = 0
let parked = false
let isEnding = false
/** The wait that holds up all others, once it has been shown. */
let blocking: Wait | undefined

/** Operations that scripts wait for; a process with none of them can end. */
export function waitCount(): number {
  let count = 0
  for (const [source, waiting] of pending) if (!source.background) count += waiting.length
  return count
}

/** Whether promises of this process wait for it. */
export function isWaitedFor(source: Source): boolean {
  return pending.has(source)
}

/** Whether another thread sits on the bell. */
export function isParked(): boolean {
  return parked
}

/** Whether so many operations wait that one more is not told apart from them. */
export function isCrowded(): boolean {
  return told >= WAITING_MOST
}

/** Whether something that a promise waits for is there already, and the bell has not been heard yet. */
export function isAnyReady(): boolean {
  for (const source of pending.keys()) if (source.isReady?.() === true) return true
  return false
}

/**
 * The operation waits from now on, until a bell brings what it attempts, or its limits end it.
 * @param since when it was begun, in monotonic nanoseconds
 */
export function enqueue<T>(
  source: Source,
  attempt: Attempt<T>,
  limits: Limits | undefined,
  since: number,
  resolve: (value: T | TimedOut) => void,
  reject: (error: unknown) => void,
): void {
  const run = attached()
  const isTold = source.background === undefined
  let timer: NodeJS.Timeout | undefined
  const abort = () => leave(FAILED, () => reject(limits?.signal?.reason))
  const leave = (how: WaitOutcome, settle: () => void) => {
    const waiting = pending.get(source)
    const index = waiting?.indexOf(operation) ?? -1
    if (waiting === undefined || index < 0) return
    waiting.splice(index, 1)
    if (waiting.length === 0) {
      pending.delete(source)
      source.withdraw(run.entry)
    }
    operation.finish(how)
    show(run)
    settle()
  }
  if (limits?.timeout !== undefined && limits.timeout * 1000 <= LONGEST_TIMER)
    timer = setTimeout(() => leave(TIMED, () => resolve(TIMED_OUT)), limits.timeout * 1000)
  limits?.signal?.addEventListener('abort', abort, { once: true })
  const operation: Operation = {
    source,
    since,
    ends: timer !== undefined || limits?.signal !== undefined,
    blocks: false,
    site: isTold && !isCrowded() ? siteOf(run, source) : NOWHERE,
    attempt,
    resolve: resolve as (value: unknown) => void,
    reject,
    finish(how) {
      if (timer !== undefined) clearTimeout(timer)
      limits?.signal?.removeEventListener('abort', abort)
      if (!isTold) return
      told--
      noteEnd(run, operation, how)
    },
  }
  if (isTold) told++
  const waiting = pending.get(source)
  if (waiting === undefined) pending.set(source, [operation])
  else waiting.push(operation)
  if (parked) show(run)
  else park(run)
}

/**
 * Tells that the script waits for what another source of this process brings.
 * @param reject ends the wait
 * @returns to be called when it has ended
 */
export function stand(source: Source, ends: boolean, reject: (error: Error) => void): (how: WaitOutcome) => void {
  const run = attached()
  const one: Stand = { source, since: now(), ends, blocks: false, site: siteOf(run, source), reject }
  told++
  stands.add(one)
  if (parked) show(run)
  return (how) => {
    if (!stands.delete(one)) return
    told--
    noteEnd(run, one, how)
    if (parked) show(run)
  }
}

/** Every wait of a script rejects. @returns whether anything was waiting */
export function rejectAll(error: Error): boolean {
  return rejectThose(error, ({ background }) => background !== true)
}

/** A wait for something ends with an error. @param isMeant whether it is what `source` stands for */
export function rejectWaits(error: Error, isMeant: (source: Source) => boolean): void {
  const ended = [...stands].filter(({ source }) => isMeant(source))
  for (const { reject } of ended) reject(error)
  // The pool that these wait for goes on.
  if (ended.length === 0) rejectThose(error, isMeant)
}

function rejectThose(error: Error, isMeant: (source: Source) => boolean): boolean {
  const run = attached()
  let any = false
  for (const [source, waiting] of [...pending]) {
    if (!isMeant(source)) continue
    pending.delete(source)
    source.withdraw(run.entry)
    for (const operation of waiting) {
      any = true
      operation.finish(FAILED)
      operation.reject(error)
    }
  }
  show(run)
  return any
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
  show(run)
  run.segment.memory.waitAside(run.bell, () => {
    parked = false
    if (isEnding) return
    turned()
    while (run.segment.memory.tryWait(run.bell));
    serveAll(run)
    park(run)
    if (!parked) show(run)
  })
}

/** Repeats what is waiting, oldest first; each source until it has no more to give. */
export function serveAll(run: Attachment): void {
  for (const [source, waiting] of [...pending]) {
    while (waiting.length > 0) {
      const operation = waiting[0] as Operation
      let result: unknown
      try {
        result = operation.attempt(run.entry)
        if (result === PENDING) break
      } catch (error) {
        waiting.shift()
        operation.finish(FAILED)
        operation.reject(error)
        continue
      }
      waiting.shift()
      operation.finish(GOT)
      operation.resolve(result)
    }
    if (waiting.length === 0 && pending.get(source) === waiting) pending.delete(source)
  }
}

/** Shows that the process blocks, or that it does no longer and what its promises wait for is waited for again. */
export function showBlocking(run: Attachment, wait: Wait | undefined): void {
  blocking = wait
  show(run)
}

function show(run: Attachment): void {
  if (blocking !== undefined) return showWaits(run, [blocking])
  if (!parked) return showWaits(run, [])
  const first: Wait[] = [...stands]
  let others = 0
  for (const [source, waiting] of pending) {
    if (first.length >= WAITING_MOST) break
    if (source.background === true || isStoodFor(source)) continue
    if (source.background === false) others++
    first.push(...waiting.slice(0, WAITING_MOST))
  }
  showWaits(run, first, told + others)
}

/** Whether those who wait for what it brings are told instead of it. */
function isStoodFor({ background, number }: Source): boolean {
  if (background === undefined) return false
  for (const { source } of stands) if (source.number === number) return true
  return false
}
