/**
 * Promises that wait. While any does, another thread sits on the process's bell and calls back when it rings; then each
 * operation is attempted again.
 */
import type { Answer } from './answer'
import { attached, type Attachment } from './attachment'
import { PENDING, TIMED_OUT, type Attempt, type Limits, type Source, type TimedOut } from './attempt'
import { Expiry } from './expiry'
import { FAILED, GOT, TIMED } from './layout'
import { pending, stands, type Operation } from './promised'
import { lookUpSoon, show } from './showing'
import { NOWHERE, siteOfPromise } from './sites'
import { turned } from './turns'
import { noteEnd, type WaitOutcome } from './waits'

let parked = false
let isEnding = false
let isAside = false

/** Whether another thread sits on the bell. */
export function isParked(): boolean {
  return parked
}

/** Operations that begin now are those of a thread which the library has for itself: what they wait for is not told. */
export function setAside(aside: boolean): void {
  isAside = aside
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
  answer: Answer<T | TimedOut>,
): void {
  const run = attached()
  const isTold = source.background === undefined && !isAside
  const leave = (how: WaitOutcome, settle: () => void) => {
    const waiting = pending.get(source)
    const index = waiting?.indexOf(operation) ?? -1
    if (waiting === undefined || index < 0) return
    waiting.splice(index, 1)
    if (waiting.length === 0) {
      pending.delete(source)
      source.withdraw(attached().entry)
    }
    operation.finish(how)
    show(run)
    settle()
  }
  const expiry = Expiry.of(
    limits,
    () => leave(TIMED, () => answer.resolve(TIMED_OUT)),
    (reason) => leave(FAILED, () => answer.reject(reason)),
  )
  const operation: Operation = {
    source,
    since,
    ends: expiry?.isForeseen === true,
    blocks: false,
    isAside,
    site: isTold && run.isMeasured ? siteOfPromise() : NOWHERE,
    answer: answer as Answer<unknown>,
    attempt,
    finish(how) {
      expiry?.clear()
      if (isTold) noteEnd(run, operation, how)
    },
  }
  if (isTold && source.own !== true) lookUpSoon(run)
  const waiting = pending.get(source)
  if (waiting === undefined) pending.set(source, [operation])
  else waiting.push(operation)
  show(run)
  park(run)
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
      operation.answer.reject(error)
    }
  }
  show(run)
  return any
}

/**
 * The process ends: what waits for ever stays in the table, and the waiting thread is called back, without which the
 * operating system's process would stay.
 */
export function unpark(): void {
  isEnding = true
  const run = attached()
  parked = true
  show(run)
  run.segment.memory.post(run.bell)
}

function park(run: Attachment): void {
  if (isEnding || parked || pending.size === 0) return
  parked = true
  run.segment.memory.waitAside(run.bell, () => {
    parked = false
    if (isEnding) return
    turned()
    while (run.segment.memory.tryWait(run.bell));
    serveAll(run)
    show(run)
    park(run)
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
        operation.answer.reject(error)
        continue
      }
      waiting.shift()
      operation.finish(GOT)
      operation.answer.resolve(result)
    }
    if (waiting.length === 0 && pending.get(source) === waiting) pending.delete(source)
  }
}
