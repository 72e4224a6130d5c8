/** The process itself: its input and output, its time, its end. */
import { writeWhole } from '../../utility/output'
import { tellMain } from '../../multiprocessing/host'
import { PENDING } from '../../multiprocessing/segment/attempt'
import { attached } from '../../multiprocessing/segment/attachment'
import { SLOT } from '../../multiprocessing/segment/layout'
import { now } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { sleep, sleepSync } from '../../multiprocessing/system'
import type { ProcessEnd } from '../../protocol/run-event'
import type { Blocking } from './blocking'

export function system(blocking: Blocking, end: (end: ProcessEnd) => never) {
  return {
    write: (descriptor: number, bytes: Uint8Array) => writeWhole(descriptor, bytes),
    sleep(seconds: number) {
      blocking.now(seconds, (limits) => sleepSync(limits?.timeout ?? 0))
    },
    sleepLater: (seconds: number) =>
      blocking.later(
        seconds,
        () => PENDING,
        ({ timeout = 0 }) => sleep(timeout),
      ),
    /** The machine's monotonic clock, in seconds: one for all processes. */
    monotonic: () => now() / 1e9,
    /** The script's first line is about to run. */
    begun() {
      const { segment, slot } = attached()
      segment.setF64(slotAt(slot) + SLOT.begunAt, now())
    },
    /** This process has made of its payload what it was given. */
    arrived() {
      const { segment, slot } = attached()
      segment.setF64(slotAt(slot) + SLOT.payloadLength, 0)
    },
    uncaught: (message: string, file: string | null, line: number, column: number) =>
      tellMain({ type: 'uncaught', message, file, line, column }),
    end: (exitcode: number, reason: ProcessEnd['reason']) => end({ exitcode, reason }),
  }
}
