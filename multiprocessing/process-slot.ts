/** A process's slot in the run's segment, from its parent's side: taken, watched, signalled. */
import { passengers } from './encoding'
import { AssertionError, ProcessLimitError, RuntimeError } from './errors'
import { tellMain } from './host'
import type { Payload } from './process-payload'
import { isImporting, thisParent, thisProcess, type ProcessState } from './process-state'
import { attached } from './segment/attachment'
import { noteArrival } from './segment/knowledge'
import { COLD, DAEMON, HEADER, RUNNING, SLOT, STARTING } from './segment/layout'
import { claimSlot, readSlot, slotAt, type SlotKey } from './segment/slots'
import { entryOf } from './segment/waiters'
import { PENDING, type Pending, type Source } from './segment/attempt'
import { sendSignal } from './signals'

/** @throws AssertionError, RuntimeError when this is not the moment, or the wrong process */
export function checkStart(state: ProcessState): void {
  if (state.started !== undefined) throw new AssertionError('cannot start a process twice')
  if (state.role !== 'child') throw new AssertionError('can only start a process object created by current process')
  if (thisProcess()?.daemon === true) throw new AssertionError('daemonic processes are not allowed to have children')
  if (isImporting())
    throw new RuntimeError(
      `An attempt has been made to start a new process before the current process has finished its bootstrapping phase: ${thisProcess()?.name} is a child of ${thisParent()?.name} and was still loading the script. What must run once belongs under 'if (import.meta.main)'.`,
    )
}

/**
 * Takes a slot for the process. The handles in its payload are its own from now on, before it is up.
 * @param payload as it was just encoded
 * @param guard what a script runs once stands under it
 * @throws ProcessLimitError when there is none for it
 */
export function claimFor(
  state: Pick<ProcessState, 'name' | 'daemon' | 'flags'>,
  cold: boolean,
  { bytes, company }: Payload,
  guard = 'if (import.meta.main)',
): SlotKey & { number: number } {
  const { segment, slot } = attached()
  const aboard = passengers()
  const stored = segment.store(bytes)
  const key = claimSlot(segment, {
    parent: slot,
    name: state.name,
    flags: (state.daemon ? DAEMON : 0) | (cold ? COLD : 0) | state.flags,
    payload: stored,
    payloadLength: bytes.length,
  })
  if (key !== null) {
    for (const passenger of aboard) passenger.deliver(entryOf(key.slot, key.generation, false))
    noteArrival(company, key.slot)
    return key
  }
  for (const passenger of aboard) passenger.recall()
  segment.free(stored, bytes.length)
  const each = segment.u32(HEADER.processMemory)
  const limit = each === 0 ? 'its limit (see Settings)' : `as many as the memory had room for, at ${each} MB each`
  throw new ProcessLimitError(
    `process ${state.name} was not started: the run has ${segment.u32(HEADER.processLimit)} live processes, which is ${limit}. Does the script start itself? What must run once belongs under '${guard}'.`,
  )
}

/** What waits for the start and the end of a process; its end wakes everybody. */
export function endOf(key: { number: number }): Source {
  return { kind: 'Process.join', number: key.number, slow: true, withdraw: () => undefined }
}

/** Whether its process has been brought up, or will never be. */
export function isUp(key: SlotKey): true | Pending {
  const view = readSlot(attached().segment, key.slot)
  return view.generation === key.generation && view.state === STARTING ? PENDING : true
}

/** Signals the process; one that is still being brought up gets the signal as soon as it is. */
export function signalSlot(key: SlotKey, signal: number): void {
  const { segment } = attached()
  segment.setU32(slotAt(key.slot) + SLOT.signal, signal)
  const view = readSlot(segment, key.slot)
  if (view.generation === key.generation && view.state === RUNNING) sendSignal(view.pid, signal)
}

/** The mark reaches a process that blocks, the message one that does not. */
export function interruptSlot(key: SlotKey): void {
  const { segment } = attached()
  segment.setU32(slotAt(key.slot) + SLOT.interrupt, 1)
  segment.memory.post(slotAt(key.slot) + SLOT.syncBell)
  tellMain({ type: 'interrupt', slot: key.slot, generation: key.generation })
}
