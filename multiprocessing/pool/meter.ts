/** What a worker tells of itself in its slot: counters, its ring of finished chunks, its claim. */
import { attached } from '../segment/attachment'
import { CLAIM, MEASURE, RECORDS_AT, SHOWN, SLOT, TASK_RECORD, TASK_RECORDS } from '../segment/layout'
import { now, type Segment } from '../segment/segment'
import { slotAt } from '../segment/slots'
import { giveUpClaim } from './claim'
import type { Task } from './records'

/** Nanoseconds: of quicker chunks in a row one in so many is timed phase by phase, as the clock costs as much as they do. */
const QUICK = 5_000
const STRIDE = 8
/** Chunks after a long one that are timed each. */
const AWAKE = 16
/** Bytes that take their time to be decoded, encoded and copied. */
const LARGE = 4096

/** How a chunk passed through its worker, in monotonic nanoseconds and bytes; all is 0 in a run that is not measured. */
export interface Passage {
  /** When it was taken (what was there at once, when the one before had been sent), was decoded, had its results, … */
  begun: number
  decoded: number
  returned: number
  encoded: number
  sent: number
  bytesIn: number
  bytesOut: number
}

export class Meter {
  /** Where the channel notes what is taken from it. */
  readonly claim: number
  /** The chunk in work. */
  readonly passage: Passage = { begun: 0, decoded: 0, returned: 0, encoded: 0, sent: 0, bytesIn: 0, bytesOut: 0 }
  private readonly isMeasured: boolean
  /** Whether the chunk in work is timed phase by phase, and how many have passed since one was. */
  private isTimed = false
  private turns = 0
  private awake = AWAKE
  /** Nanoseconds of the last one that was. */
  private decode = 0
  private encode = 0
  private readonly segment: Segment
  private readonly slot: number
  private readonly u32: Uint32Array
  private readonly f64: Float64Array
  private readonly seen: number
  private readonly counters: number
  private readonly ring: number
  private records = 0

  constructor() {
    const { segment, slot, isMeasured } = attached()
    this.segment = segment
    this.slot = slot
    this.isMeasured = isMeasured
    this.u32 = segment.window.u32
    this.f64 = segment.window.f64
    this.seen = slotAt(slot) + SLOT.seenAt
    this.counters = slotAt(slot) + SLOT.measure
    this.claim = slotAt(slot) + SLOT.claim
    this.ring = RECORDS_AT + slot * TASK_RECORDS * TASK_RECORD.size
  }

  /** How far the worker has come before its first task. */
  reached(phase: number): void {
    this.segment.setU32(this.claim + CLAIM.phase, phase)
  }

  /** The worker reaches for a chunk. @param isFirst whether it has only just sent what it had */
  reach(isFirst: boolean): void {
    const { passage } = this
    if (this.isMeasured) passage.begun = isFirst && passage.sent !== 0 ? passage.sent : now()
  }

  /** It has one. */
  take(bytes: number): void {
    if (!this.isMeasured) return
    const { passage } = this
    passage.decoded = passage.begun
    passage.returned = passage.begun
    passage.bytesIn = bytes
    this.isTimed = ++this.turns >= STRIDE || this.awake > 0 || bytes >= LARGE
  }

  /** Its function is about to be called. */
  decoded(): void {
    if (this.isTimed) this.passage.decoded = now()
  }

  /** Its function has come back, or has thrown. */
  returned(): void {
    if (this.isTimed) this.passage.returned = now()
  }

  /** Its results are about to be sent. */
  encoded(bytes: number): void {
    if (!this.isMeasured) return
    const { passage } = this
    passage.encoded = now()
    passage.bytesOut = bytes
    if (this.isTimed) {
      this.turns = 0
      this.decode = passage.decoded - passage.begun
      this.encode = passage.encoded - passage.returned
    } else {
      const half = (passage.encoded - passage.begun) / 2
      passage.decoded = passage.begun + Math.min(this.decode, half)
      passage.returned = passage.encoded - Math.min(this.encode, half)
    }
    if (passage.encoded - passage.begun >= QUICK) this.awake = AWAKE
    else if (this.awake > 0) this.awake--
  }

  /** They are with the pool. Large ones took their time on the way. */
  sent(): void {
    if (!this.isMeasured) return
    const { passage } = this
    passage.sent = passage.encoded
    if (passage.bytesOut < LARGE || this.records === 0) return
    passage.sent = now()
    const record = (this.ring + ((this.records - 1) % TASK_RECORDS) * TASK_RECORD.size) >>> 3
    this.f64[record + TASK_RECORD.end / 8] = passage.sent
    this.f64[record + TASK_RECORD.encode / 8] = passage.sent - passage.returned
  }

  /** An item begins. @param done items of its chunk before it @param timed whether its call has a time-out */
  begin(done: number, timed: boolean): void {
    this.u32[(this.claim + CLAIM.progress) >>> 2] = done
    if (timed) this.segment.setF64(this.claim + CLAIM.begun, now())
  }

  /** Whether the chunk in work is to be told with its items and results. */
  isShown(failed: boolean): boolean {
    const { begun, encoded } = this.passage
    return this.isMeasured && (failed || encoded - begun >= SHOWN)
  }

  /** What the chunk in work was given and what came of it, in short; before `note`. */
  show(items: string, result: string): void {
    const record = this.record()
    this.write(record + TASK_RECORD.items, items)
    this.write(record + TASK_RECORD.result, result)
  }

  /** The chunk in work is done: writes its record and the counters. @param done items that have results */
  note(task: Task, done: number, failed: boolean): void {
    const { u32, f64, counters, claim } = this
    if (this.isMeasured) this.keep(task, failed)
    u32[(claim + CLAIM.progress) >>> 2] = 0
    const settledOf = (counters + MEASURE.settledOf) >>> 2
    const settled = (counters + MEASURE.settled) >>> 2
    u32[settled] = (u32[settledOf] === task.work ? (u32[settled] as number) : 0) + task.count
    u32[settledOf] = task.work
    const tasksDone = (counters + MEASURE.tasksDone) >>> 3
    f64[tasksDone] = (f64[tasksDone] as number) + done
  }

  /**
   * Its results have been sent: empties the claim.
   * @returns false when the worker has been condemned and must take nothing more
   */
  finish(): boolean {
    const { u32, f64, claim } = this
    u32[(claim + CLAIM.work) >>> 2] = 0
    f64[(claim + CLAIM.begun) >>> 3] = 0
    return giveUpClaim(this.slot)
  }

  /** Written in place, as it is done for every chunk: a call for each field would cost as much as the clock. */
  private keep(task: Task, failed: boolean): void {
    const { u32, f64, passage } = this
    const record = this.record()
    const at4 = record >>> 2
    const at8 = record >>> 3
    f64[at8 + TASK_RECORD.start / 8] = passage.begun
    f64[at8 + TASK_RECORD.end / 8] = passage.encoded
    u32[at4 + TASK_RECORD.work / 4] = task.work
    u32[at4 + TASK_RECORD.index / 4] = task.index
    u32[at4 + TASK_RECORD.count / 4] = task.count
    u32[at4 + TASK_RECORD.failed / 4] = failed ? 1 : 0
    u32[at4 + TASK_RECORD.attempt / 4] = task.attempt
    u32[at4 + TASK_RECORD.bytesIn / 4] = passage.bytesIn
    u32[at4 + TASK_RECORD.bytesOut / 4] = passage.bytesOut
    f64[at8 + TASK_RECORD.decode / 8] = passage.decoded - passage.begun
    f64[at8 + TASK_RECORD.encode / 8] = passage.encoded - passage.returned
    f64[this.seen >>> 3] = passage.encoded
    f64[(this.counters + MEASURE.records) >>> 3] = ++this.records
  }

  /** Where the record of the chunk in work stands. */
  private record(): number {
    return this.ring + (this.records % TASK_RECORDS) * TASK_RECORD.size
  }

  /** A text of at most `TASK_RECORD.shortBytes`: mostly of a few letters, which need no encoder. */
  private write(at: number, text: string): void {
    const { u8 } = this.segment.window
    let length = text.length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0x7f) {
        length = Buffer.byteLength(text)
        this.segment.memory.write(at + 4, Buffer.from(text), length)
        break
      }
      u8[at + 4 + i] = code
    }
    this.segment.setU32(at, length)
  }
}
