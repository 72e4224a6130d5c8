/** Waiting for what another part of this process tells. */
import { LONGEST_TIMER, type Limits } from '../segment/attempt'

/**
 * @param enlist is given what is to be called when it has happened, later on; returns the way out
 * @returns whether it has happened in time; rejects with the signal's reason
 */
export function told(enlist: (tell: () => void) => () => void, limits: Limits | undefined): Promise<boolean> {
  const { timeout = Infinity, signal, block } = limits ?? {}
  if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
  if (block === false || timeout <= 0) return Promise.resolve(false)
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      leave()
      settle()
    }
    const abort = () => end(() => reject(signal?.reason as Error))
    const ms = timeout * 1000
    const timer = ms <= LONGEST_TIMER ? setTimeout(() => end(() => resolve(false)), ms) : undefined
    signal?.addEventListener('abort', abort, { once: true })
    const leave = enlist(() => end(() => resolve(true)))
  })
}
