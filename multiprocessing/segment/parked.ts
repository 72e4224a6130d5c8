/**
 * Promises that wait. While any does, another thread sits on the process's bell and calls back when it rings; then each
 * operation is attempted again.
 */
import { attached, type Attachment } from './attachment'
import { LONGEST_TIMER, PENDING, TIMED_OUT, type Attempt, type Limits, type Source, type TimedOut } from './attempt'
import { MEASURE, SLOT, WAITS } from './layout'
import { slotAt } from './slots'
import { turned } from './turns'

interface Operation {
  attempt: Attempt<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  finish: () => void
}

const pending = new Map<Source, Operation[]>()
let parked = false
let isEnding = false

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

/** The operation waits from now on, until a bell brings what it attempts, or its limits end it. */
export function enqueue<T>(
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

/** Every wait of a script rejects. @returns whether anything was waiting */
export function rejectAll(error: Error): boolean {
  const run = attached()
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
    turned()
    showWait(run, undefined)
    while (run.segment.memory.tryWait(run.bell));
    serveAll(run)
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

/** Shows whoever looks at the run what this process waits for. */
export function showWait(run: Attachment, source: Source | undefined): void {
  const at = slotAt(run.slot) + SLOT.measure + MEASURE.waitsOn
  run.segment.setU32(at, source === undefined ? 0 : WAITS.indexOf(source.kind))
  run.segment.setU32(at + 4, source?.number ?? 0)
}
