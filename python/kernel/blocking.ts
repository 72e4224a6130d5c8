/**
 * How Python waits. A process with one Python thread blocks; in one with several the thread gives its stack away until a
 * promise is settled. Both forms of an operation are the same function of how long it may take.
 */
import { TimeoutError } from '../../multiprocessing/errors'
import { PENDING, type Limits, type Pending } from '../../multiprocessing/segment/attempt'
import { giveUpController } from '../../multiprocessing/segment/expiry'

/** Something that a thread of Python waits for, by a number: promises do not come into Python's hands. */
interface Wait {
  readonly promise: Promise<unknown>
  readonly abandon: () => void
  value?: unknown
  error?: unknown
}

/** To do it now or not at all. */
export const AT_ONCE: Limits = { block: false }
/** The number of a wait that was over before it began. */
const OVER = -1

export class Blocking {
  private readonly waits = new Map<number, Wait>()
  private last = 0
  /** What has come of the last wait that was over before it began. */
  private atOnce: unknown
  /** Ends what Python's main thread waits for, as a signal has come. */
  private interrupt: (() => void) | undefined
  private broken: Error | undefined

  /**
   * Blocks the thread. @param seconds below 0: for ever
   * @throws KeyboardInterrupt when a signal has come: Python runs its handlers, and asks again when they raise nothing
   */
  now<T>(seconds: number, operation: (limits: Limits | undefined) => T): T {
    return operation(limitsOf(seconds))
  }

  /**
   * Does at once what can be done at once: to give a stack away takes fifty times as long.
   * @returns the number of the wait that has begun; `OVER`: it is over
   */
  later<T>(seconds: number, attempt: () => T | Pending, operation: (limits: Limits) => Promise<T>): number {
    const done = atOnce(attempt)
    if (done === PENDING) {
      const abort = giveUpController()
      return this.begin(operation({ ...limitsOf(seconds), signal: abort.signal }), () => abort.abort())
    }
    this.atOnce = done
    return OVER
  }

  begin(promise: Promise<unknown>, abandon: () => void = () => undefined): number {
    const wait: Wait = { promise, abandon }
    promise.then(
      (value) => (wait.value = value),
      (error: unknown) => (wait.error = error),
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
    if (number === OVER) return this.atOnce
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

  /** Throws what ends the wait of Python's main thread, though no signal has come. */
  checkBroken(): void {
    const { broken } = this
    this.broken = undefined
    if (broken !== undefined) throw broken
  }

  /** Nobody waits for it any more. */
  abandon(number: number): void {
    this.waits.get(number)?.abandon()
    this.waits.delete(number)
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

function atOnce<T>(attempt: () => T | Pending): T | Pending {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof TimeoutError) return PENDING
    throw error
  }
}

/** How long a wait may take, in the library's form. @param seconds below 0: for ever */
function limitsOf(seconds: number): Limits | undefined {
  if (seconds < 0) return undefined
  return seconds === 0 ? { block: false } : { timeout: seconds }
}
