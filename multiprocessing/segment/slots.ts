/** Slots: what each process of a run says of itself, for its parent, for its siblings and for main. */
import {
  ENDED,
  END_REASONS,
  EXIT_WRITTEN,
  FREE,
  HEADER,
  RUNNING,
  SLOT,
  SLOTS,
  SLOTS_AT,
  STARTING,
  type SlotState,
} from './layout'
import type { ProcessEnd } from '../../protocol/run-event'
import type { Segment } from './segment'
import { now } from './segment'
import { wakeEverybody } from './waiters'
import { words } from './words'

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

const scratch = words(64)

export function slotAt(slot: number): number {
  return SLOTS_AT + slot * SLOT.size
}

/** Takes a free slot for a process about to start; `null` when the run has as many live processes as it may have. */
export function claimSlot(segment: Segment, wanted: NewSlot): (SlotKey & { number: number }) | null {
  return segment.guarded(HEADER.slotMutex, () => {
    const live = segment.u32(HEADER.live)
    if (live >= segment.u32(HEADER.processLimit)) return null
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = slotAt(slot)
      if (segment.u32(at + SLOT.state) !== FREE) continue
      const generation = segment.u32(at + SLOT.generation) + 1
      const number = segment.u32(HEADER.numbers)
      segment.memory.write(at, new Uint8Array(SLOT.size), SLOT.size)
      segment.setPair(at, 0, generation)
      scratch.i32[0] = wanted.parent
      scratch.u32[1] = number
      segment.memory.write(at + SLOT.parent, scratch.bytes, 8)
      segment.setU32(at + SLOT.flags, wanted.flags)
      segment.setF64(at + SLOT.payload, wanted.payload)
      segment.setF64(at + SLOT.payloadLength, wanted.payloadLength)
      segment.setF64(at + SLOT.startedAt, now())
      segment.memory.initSemaphore(at + SLOT.bell)
      segment.memory.initSemaphore(at + SLOT.syncBell)
      writeName(segment, at + SLOT.name, wanted.name, SLOT.nameBytes)
      segment.setPair(HEADER.live, live + 1, number + 1)
      segment.setPair(at + SLOT.state, STARTING, 0)
      return { slot, generation, number }
    }
    return null
  })
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

/** Reads the first 64 bytes of a slot, without a lock: fields of different words may be of different moments. */
export function readSlot(segment: Segment, slot: number): SlotView {
  segment.memory.read(slotAt(slot), scratch.bytes, 64)
  const { u32, i32, f64 } = scratch
  return {
    slot,
    pid: i32[0] as number,
    generation: u32[1] as number,
    state: u32[2] as SlotState,
    exitcode: i32[3] as number,
    reason: END_REASONS[u32[4] as number] ?? 'crashed',
    parent: i32[5] as number,
    number: u32[6] as number,
    flags: u32[7] as number,
    startedAt: f64[6] as number,
    signal: u32[15] as number,
  }
}

export function setRunning(segment: Segment, slot: number, pid: number): void {
  scratch.i32[0] = pid
  segment.memory.write(slotAt(slot) + SLOT.pid, scratch.bytes, 4)
  segment.setU32(slotAt(slot) + SLOT.state, RUNNING)
}

/** A process says how it is about to end, because the operating system reports it only in part. */
export function writeExit(segment: Segment, slot: number, end: ProcessEnd): void {
  const at = slotAt(slot)
  scratch.i32[0] = end.exitcode
  scratch.u32[1] = END_REASONS.indexOf(end.reason)
  segment.memory.write(at + SLOT.exitcode, scratch.bytes, 8)
  segment.setU32(at + SLOT.flags, segment.u32(at + SLOT.flags) | EXIT_WRITTEN)
}

/** Main has seen a process end: the slot keeps its exit code until its parent has read it. */
export function setEnded(segment: Segment, slot: number, end: ProcessEnd): void {
  const at = slotAt(slot)
  scratch.u32[0] = END_REASONS.indexOf(end.reason)
  segment.memory.write(at + SLOT.reason, scratch.bytes, 4)
  scratch.u32[0] = ENDED
  scratch.i32[1] = end.exitcode
  segment.memory.write(at + SLOT.state, scratch.bytes, 8)
  segment.guarded(HEADER.slotMutex, () => {
    segment.setU32(HEADER.live, segment.u32(HEADER.live) - 1)
    segment.setU32(HEADER.deaths, segment.u32(HEADER.deaths) + 1)
  })
  wakeEverybody(segment, SLOTS)
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
