/**
 * What a process tells of its waits, for main to read: all that it waits for now, in the table `WAITING`, and which waits
 * have ended, in its ring of `WAIT_RECORD`.
 */
import type { Attachment } from './attachment'
import type { Source } from './attempt'
import {
  GOT,
  SLOT,
  TIMED,
  WAITING,
  WAITING_AT,
  WAITING_ENTRY,
  WAITING_MOST,
  WAITS,
  WAIT_RECORD,
  WAIT_RECORDS,
  WAIT_RECORDS_AT,
  type FAILED,
  type WaitKind,
} from './layout'
import { recordAsWhole } from './objects'
import { now } from './segment'
import type { CodeSite } from './sites'
import { slotAt } from './slots'

/** One operation that waits. */
export interface Wait {
  readonly source: Source
  /** Monotonic nanoseconds. */
  readonly since: number
  /** Its time-out or an AbortSignal will end it. */
  readonly ends: boolean
  /** Nothing else goes on in the process. */
  readonly blocks: boolean
  readonly site: CodeSite
}

export type WaitOutcome = typeof GOT | typeof TIMED | typeof FAILED

const KINDS = new Map<WaitKind, number>(WAITS.map((kind, index) => [kind, index]))

function kindIndex(kind: WaitKind): number {
  return KINDS.get(kind) as number
}

/** The process has shown a sign of life. */
export function seen({ segment, slot }: Attachment, time: number): void {
  segment.setF64(slotAt(slot) + SLOT.seenAt, time)
}

/** What is shown at one time; waits for the same at the same line stand there once. */
const shown: Wait[] = []
const ending: boolean[] = []

/** All that the process waits for from now on, if nothing else wakes it. */
export function showWaits({ segment, slot }: Attachment, waits: Iterable<Wait>): void {
  let count = 0
  for (const wait of waits) {
    let i = 0
    while (i < count && !isAlike(shown[i] as Wait, wait)) i++
    if (i === WAITING_MOST) {
      count++
      break
    }
    if (i === count) {
      shown[count] = wait
      ending[count++] = wait.ends
    } else if (wait.ends) ending[i] = true
  }
  const at = WAITING_AT + slot * WAITING.size
  const { u32 } = segment.window
  Atomics.add(u32, at >>> 2, 1)
  segment.setU32(at + WAITING.count, count)
  for (let i = 0; i < count && i < WAITING_MOST; i++) {
    const { source, since, blocks, site } = shown[i] as Wait
    const entry = at + WAITING.entries + i * WAITING_ENTRY.size
    segment.setU32(entry + WAITING_ENTRY.kind, kindIndex(source.kind))
    segment.setU32(entry + WAITING_ENTRY.object, source.number)
    segment.setU32(entry + WAITING_ENTRY.line, site.line)
    segment.setU32(entry + WAITING_ENTRY.column, site.column)
    segment.setF64(entry + WAITING_ENTRY.since, since)
    segment.setU32(entry + WAITING_ENTRY.ends, ending[i] === true ? 1 : 0)
    segment.setU32(entry + WAITING_ENTRY.blocks, blocks ? 1 : 0)
  }
  Atomics.add(u32, at >>> 2, 1)
}

function isAlike(a: Wait, b: Wait): boolean {
  return (
    a.source.kind === b.source.kind &&
    a.source.number === b.source.number &&
    a.site.line === b.site.line &&
    a.site.column === b.site.column
  )
}

/** Changes with all that the process says of its waits. */
export function waitSerial({ segment, slot }: Attachment): number {
  return segment.u32(WAITING_AT + slot * WAITING.size + WAITING.serial)
}

/** A wait has ended that was longer than the first short look. */
export function noteEnd(
  run: Attachment,
  { source, since, site }: Omit<Wait, 'ends' | 'blocks'>,
  how: WaitOutcome,
): void {
  const end = now()
  seen(run, end)
  if (!run.isMeasured) return
  const { segment, slot } = run
  const counter = slotAt(slot) + SLOT.waitRecords
  const written = segment.f64(counter)
  const record = WAIT_RECORDS_AT + (slot * WAIT_RECORDS + (written % WAIT_RECORDS)) * WAIT_RECORD.size
  segment.setF64(record + WAIT_RECORD.start, since)
  segment.setF64(record + WAIT_RECORD.end, end)
  segment.setU32(record + WAIT_RECORD.kind, kindIndex(source.kind))
  segment.setU32(record + WAIT_RECORD.object, source.number)
  segment.setU32(record + WAIT_RECORD.line, site.line)
  segment.setU32(record + WAIT_RECORD.column, site.column)
  // Whoever sleeps gets what he waits for when the time is over.
  segment.setU32(record + WAIT_RECORD.outcome, how === TIMED && source.kind === 'sleep' ? GOT : how)
  segment.setF64(counter, written + 1)
  if (source.number !== 0 && isForObject(source.kind)) recordAsWhole(source.number).noteWait(end - since)
}

/** Whether the number is a shared object's, and the wait one that counts there: a pool's idle workers do not. */
export function isForObject(kind: WaitKind): boolean {
  return kind !== 'Process.join' && kind !== 'Process.start' && kind !== 'task'
}
