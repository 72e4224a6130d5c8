/** Waiting for what another part of this process tells. */
import type { Limits, Source } from '../segment/attempt'
import { Answer } from '../segment/answer'
import { Expiry } from '../segment/expiry'
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
    expiry?.clear()
    leave()
    ended(how)
    settle()
  }
  const fail = (error: Error) => end(FAILED, () => answer.reject(error))
  const expiry = Expiry.of(limits, () => end(TIMED, () => answer.resolve(false)), fail)
  const ended = stand(source, expiry !== undefined, answer, fail)
  const leave = enlist(() => end(GOT, () => answer.resolve(true)))
  return answer.promise
}
