/** Slots: what each process of a run says of itself, for its parent, for its siblings and for main. */
import {
  DYING,
  ENDED,
  EXIT_WRITTEN,
  FREE,
  HEADER,
  RUNNING,
  SLOT,
  SLOTS,
  SLOTS_AT,
  STARTING,
  WAITING,
  WAITING_AT,
  type SlotState,
} from './layout'
import { END_REASONS, type ProcessEnd } from '../../protocol/run-event'
import type { Segment } from './segment'
import { now } from './segment'
import { wakeEverybody } from './waiters'

export interface NewSlot {
  readonly parent: number
  readonly name: string
  readonly flags: number
  /** Where the encoded target and arguments are. */
  readonly payload: number
  readonly payloadLength: number
}

/** A tenancy of a slot: the process that has it now may be a later one. */
export interface SlotKey {
  readonly slot: number
  readonly generation: number
}

export function slotAt(slot: number): number {
  return SLOTS_AT + slot * SLOT.size
}

/** Takes a free slot for a process about to start; `null` when the run has as many live processes as it may have. */
export function claimSlot(segment: Segment, wanted: NewSlot): (SlotKey & { number: number }) | null {
  return segment.guarded(HEADER.slotMutex, () => {
    if (liveProcesses(segment) >= segment.u32(HEADER.processLimit)) return null
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = slotAt(slot)
      if (segment.u32(at + SLOT.state) !== FREE) continue
      const generation = segment.u32(at + SLOT.generation) + 1
      const number = segment.count(HEADER.numbers) - 1
      segment.window.u8.fill(0, at, at + SLOT.size)
      segment.window.u8.fill(0, WAITING_AT + slot * WAITING.size, WAITING_AT + (slot + 1) * WAITING.size)
      segment.setU32(at + SLOT.generation, generation)
      segment.window.i32[(at + SLOT.parent) >>> 2] = wanted.parent
      segment.setU32(at + SLOT.number, number)
      segment.setU32(at + SLOT.flags, wanted.flags)
      segment.setF64(at + SLOT.payload, wanted.payload)
      segment.setF64(at + SLOT.payloadLength, wanted.payloadLength)
      segment.setF64(at + SLOT.startedAt, now())
      segment.memory.initSemaphore(at + SLOT.bell)
      segment.memory.initSemaphore(at + SLOT.syncBell)
      segment.memory.initMutex(at + SLOT.life)
      writeName(segment, at + SLOT.name, wanted.name, SLOT.nameBytes)
      segment.setU32(at + SLOT.state, STARTING)
      return { slot, generation, number }
    }
    return null
  })
}

function liveProcesses(segment: Segment): number {
  let live = 0
  for (let slot = 0; slot < SLOTS; slot++) {
    const state = segment.u32(slotAt(slot) + SLOT.state)
    if (state === STARTING || state === RUNNING) live++
  }
  return live
}

export interface SlotView {
  readonly slot: number
  readonly pid: number
  readonly generation: number
  readonly state: SlotState
  readonly exitcode: number
  readonly reason: ProcessEnd['reason']
  readonly parent: number
  readonly number: number
  readonly flags: number
  readonly startedAt: number
  readonly signal: number
}

/** Reads a slot without a lock: its fields may be of different moments. */
export function readSlot(segment: Segment, slot: number): SlotView {
  const at = slotAt(slot)
  return {
    slot,
    pid: segment.i32(at + SLOT.pid),
    generation: segment.u32(at + SLOT.generation),
    state: segment.u32(at + SLOT.state) as SlotState,
    exitcode: segment.i32(at + SLOT.exitcode),
    reason: END_REASONS[segment.u32(at + SLOT.reason)] ?? 'crashed',
    parent: segment.i32(at + SLOT.parent),
    number: segment.u32(at + SLOT.number),
    flags: segment.u32(at + SLOT.flags),
    startedAt: segment.f64(at + SLOT.startedAt),
    signal: segment.u32(at + SLOT.signal),
  }
}

export function setRunning(segment: Segment, slot: number, pid: number): void {
  segment.setU32(slotAt(slot) + SLOT.pid, pid)
  segment.setU32(slotAt(slot) + SLOT.state, RUNNING)
}

/** A process says how it is about to end, because the operating system reports it only in part. */
export function writeExit(segment: Segment, slot: number, end: ProcessEnd): void {
  const at = slotAt(slot)
  segment.window.i32[(at + SLOT.exitcode) >>> 2] = end.exitcode
  segment.setU32(at + SLOT.reason, END_REASONS.indexOf(end.reason))
  segment.setU32(at + SLOT.flags, segment.u32(at + SLOT.flags) | EXIT_WRITTEN)
}

/** Main has seen a process end: the slot keeps its exit code until its parent has read it. */
export function setEnded(segment: Segment, slot: number, end: ProcessEnd): void {
  const at = slotAt(slot)
  segment.window.i32[(at + SLOT.exitcode) >>> 2] = end.exitcode
  segment.setU32(at + SLOT.reason, END_REASONS.indexOf(end.reason))
  Atomics.store(segment.window.u32, (at + SLOT.state) >>> 2, DYING)
  segment.count(HEADER.deaths)
  Atomics.store(segment.window.u32, (at + SLOT.state) >>> 2, ENDED)
  wakeEverybody(segment)
}

/** The parent has read the exit code; the slot can have another tenant. */
export function releaseSlot(segment: Segment, key: SlotKey): void {
  segment.guarded(HEADER.slotMutex, () => {
    const view = readSlot(segment, key.slot)
    if (view.generation === key.generation && view.state === ENDED) segment.setU32(slotAt(key.slot) + SLOT.state, FREE)
  })
}

export function writeName(segment: Segment, at: number, name: string, room: number): void {
  const bytes = Buffer.from(name)
  const length = Math.min(bytes.length, room)
  segment.setU32(at, length)
  if (length > 0) segment.memory.write(at + 4, bytes, length)
}

export function readName(segment: Segment, at: number): string {
  const length = segment.u32(at)
  return length === 0 ? '' : segment.load(at + 4, Math.min(length, 256)).toString()
}
