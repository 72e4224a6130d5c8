/** `signal`: what has come for this process, and what its script wants to hear of. */
import type { ProcessThread } from '../process-thread'
import type { Blocking } from './blocking'

export function signals(blocking: Blocking, process: ProcessThread) {
  return {
    /** @returns the number of the signal that has come, 0: none */
    takeSignal: () => process.takeSignal(),
    /** Whether a signal is Python's affair, and does not end the process. Returns when it holds. */
    heed: (signal: number, isHeeded: boolean) => process.heed(signal, isHeeded),
    /** Python's main thread is to look for signals. */
    interruptMain: () => blocking.interruptMain(),
  }
}
