/**
 * How Python waits. A process with one Python thread blocks; in one with several the thread gives its stack away until a
 * promise is settled. Both forms of an operation are the same function of how long it may take.
 */
import { KeyboardInterrupt } from '../../multiprocessing/errors'
import type { Limits } from '../../multiprocessing/segment/attempt'

/** Something that a thread of Python waits for, by a number: promises do not come into Python's hands. */
interface Wait {
  readonly promise: Promise<unknown>
  value?: unknown
  error?: unknown
  isSettled: boolean
}

export class Blocking {
  /** Has Python look for signals; throws what their handlers raise. */
  private readonly lookForSignals: () => void
  private readonly waits = new Map<number, Wait>()
  private last = 0
  /** Ends what Python's main thread waits for, as a signal has come. */
  private interrupt: (() => void) | undefined
  private broken: Error | undefined

  constructor(lookForSignals: () => void) {
    this.lookForSignals = lookForSignals
  }

  /** Blocks the thread; goes on waiting when a signal has come whose handler raises nothing. @param seconds below 0: for ever */
  now<T>(seconds: number, operation: (limits: Limits | undefined) => T): T {
    const until = performance.now() + seconds * 1000
    for (let left = seconds; ; left = seconds < 0 ? seconds : Math.max(0, (until - performance.now()) / 1000)) {
      try {
        return operation(limitsOf(left))
      } catch (error) {
        if (!(error instanceof KeyboardInterrupt)) throw error
        this.checkSignals()
      }
    }
  }

  /** @returns the number of the wait that has begun */
  later(seconds: number, operation: (limits: Limits | undefined) => Promise<unknown>): number {
    return this.begin(operation(limitsOf(seconds)))
  }

  begin(promise: Promise<unknown>): number {
    const wait: Wait = { promise, isSettled: false }
    promise.then(
      (value) => Object.assign(wait, { value, isSettled: true }),
      (error: unknown) => Object.assign(wait, { error, isSettled: true }),
    )
    this.waits.set(++this.last, wait)
    return this.last
  }

  /** Resolves when the wait is over. @param isMain a signal ends it, too @returns whether it is over */
  settled(number: number, isMain: boolean): Promise<boolean> {
    const { promise } = this.at(number)
    const over = promise.then(
      () => true,
      () => true,
    )
    if (!isMain) return over
    return Promise.race([over, new Promise<boolean>((resolve) => (this.interrupt = () => resolve(false)))])
  }

  /** What has come of a wait that is over. */
  result(number: number): unknown {
    const { value, error } = this.at(number)
    this.waits.delete(number)
    if (error !== undefined) throw error
    return value
  }

  /** What Python's main thread waits for ends with an error. */
  breakMain(error: Error): void {
    this.broken = error
    this.interrupt?.()
  }

  /** Throws what ends the wait of Python's main thread: an error of the lab, or what a signal's handler raises. */
  checkSignals(): void {
    const { broken } = this
    this.broken = undefined
    if (broken !== undefined) throw broken
    this.lookForSignals()
  }

  /** A signal has come. */
  interruptMain(): void {
    this.interrupt?.()
  }

  private at(number: number): Wait {
    const wait = this.waits.get(number)
    if (wait === undefined) throw new Error(`Python waits for ${number}, which it never began`)
    return wait
  }
}

/** How long a wait may take, in the library's form. @param seconds below 0: for ever */
function limitsOf(seconds: number): Limits | undefined {
  if (seconds < 0) return undefined
  return seconds === 0 ? { block: false } : { timeout: seconds }
}
