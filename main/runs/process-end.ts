/** How a process ended, from what it left in its slot and what Electron tells. */
import { EXIT_WRITTEN } from '../../multiprocessing/segment/layout'
import type { SlotView } from '../../multiprocessing/segment/slots'
import type { ProcessEnd } from '../../protocol/run-event'

const SIGTERM = 15
const REASONS: Record<number, ProcessEnd['reason']> = {
  2: 'interrupted',
  6: 'out-of-memory',
  9: 'killed',
  [SIGTERM]: 'terminated',
}

/**
 * The exit code as CPython gives it. Electron reports a signal as its bare number, and nothing of who sent it.
 * @param code what Electron says; 0 without a word in the slot: by SIGTERM, as for a process that never came up
 */
export function endOf(view: SlotView, code = 0): ProcessEnd {
  if ((view.flags & EXIT_WRITTEN) !== 0) return { exitcode: view.exitcode, reason: view.reason }
  const signal = view.signal !== 0 ? view.signal : code === 0 ? SIGTERM : code
  return { exitcode: -signal, reason: REASONS[signal] ?? 'crashed' }
}
