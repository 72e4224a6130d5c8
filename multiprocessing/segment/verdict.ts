/** The sentence of a deadlock that this process is to break; main writes it into the slot. */
import type { Attachment } from './attachment'
import type { Source } from './attempt'
import { SLOT, WAITS, type WaitKind } from './layout'
import { DeadlockError } from './segment-errors'
import { slotAt } from './slots'

export interface Verdict {
  /** Whether a wait for this is to end. */
  concerns(source: Source): boolean
  /** It has been heeded. @returns what the wait ends with */
  take(): DeadlockError
}

/** What main wants broken; `undefined` as a rule. */
export function verdictOf({ segment, slot }: Attachment): Verdict | undefined {
  const at = slotAt(slot)
  const offset = segment.f64(at + SLOT.verdict)
  if (offset === 0) return undefined
  const on = segment.u32(at + SLOT.verdictOn)
  const named = WAITS[segment.u32(at + SLOT.verdictKind)]
  return {
    concerns: ({ kind, number }) => number === on && (kind === named || !(isOfProcess(kind) || isOfProcess(named))),
    take() {
      const length = segment.u32(at + SLOT.verdictLength)
      const sentence = segment.load(offset, length).toString()
      segment.setF64(at + SLOT.verdict, 0)
      segment.free(offset, length)
      return new DeadlockError(sentence)
    },
  }
}

/** Processes and shared objects are numbered apart. */
function isOfProcess(kind: WaitKind | undefined): boolean {
  return kind === 'Process.join' || kind === 'Process.start'
}
