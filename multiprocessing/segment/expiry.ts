/** What may end a wait from outside: its time-out and its signal. */
import { LONGEST_TIMER, type Limits } from './attempt'

/** Signals that say nothing about how long a wait may take. */
const unforeseen = new WeakSet<AbortSignal>()

/** To give a wait up if something unforeseen happens: until then it is one that nothing ends but what it is for. */
export function giveUpController(): AbortController {
  const controller = new AbortController()
  unforeseen.add(controller.signal)
  return controller
}

export class Expiry {
  /** Whether it will end the wait, or may be meant to. */
  readonly isForeseen: boolean

  private readonly timer: NodeJS.Timeout | undefined
  private readonly signal: AbortSignal | undefined
  private readonly abort: () => void

  private constructor({ timeout, signal }: Limits, timedOut: () => void, aborted: (reason: Error) => void) {
    this.signal = signal
    this.isForeseen = isTimed(timeout) || (signal !== undefined && !unforeseen.has(signal))
    this.abort = () => aborted(signal?.reason as Error)
    if (isTimed(timeout)) this.timer = setTimeout(timedOut, timeout * 1000)
    signal?.addEventListener('abort', this.abort, { once: true })
  }

  /** @returns `undefined` where nothing ends the wait but what it is for; time-outs of more than 24 days are none */
  static of(limits: Limits | undefined, timedOut: () => void, aborted: (reason: Error) => void): Expiry | undefined {
    if (limits === undefined || (limits.signal === undefined && !isTimed(limits.timeout))) return undefined
    return new Expiry(limits, timedOut, aborted)
  }

  /** The wait is over. */
  clear(): void {
    clearTimeout(this.timer)
    this.signal?.removeEventListener('abort', this.abort)
  }
}

function isTimed(timeout: number | undefined): timeout is number {
  return timeout !== undefined && timeout * 1000 <= LONGEST_TIMER
}
