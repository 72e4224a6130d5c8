/** Waiting for what another part of this process tells. */
import { LONGEST_TIMER, type Limits, type Source } from '../segment/attempt'
import { Answer } from '../segment/answer'
import { FAILED, GOT, TIMED } from '../segment/layout'
import { stand } from '../segment/showing'
import type { WaitOutcome } from '../segment/waits'

/**
 * @param source what brings it, for main to know
 * @param enlist is given what is to be called when it has happened, later on; returns the way out
 * @returns whether it has happened in time; rejects with the signal's reason
 */
export function told(
  source: Source,
  enlist: (tell: () => void) => () => void,
  limits: Limits | undefined,
): Promise<boolean> {
  const { timeout = Infinity, signal, block } = limits ?? {}
  if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
  if (block === false || timeout <= 0) return Promise.resolve(false)
  const answer = new Answer<boolean>()
  const end = (how: WaitOutcome, settle: () => void) => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    leave()
    ended(how)
    settle()
  }
  const fail = (error: Error) => end(FAILED, () => answer.reject(error))
  const abort = () => fail(signal?.reason as Error)
  const ms = timeout * 1000
  const timer = ms <= LONGEST_TIMER ? setTimeout(() => end(TIMED, () => answer.resolve(false)), ms) : undefined
  signal?.addEventListener('abort', abort, { once: true })
  const ended = stand(source, timer !== undefined || signal !== undefined, answer, fail)
  const leave = enlist(() => end(GOT, () => answer.resolve(true)))
  return answer.promise
}
