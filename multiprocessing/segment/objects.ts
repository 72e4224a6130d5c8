/**
 * The table of what processes share: what each is called, who knows it, and what happens to it. Main reads it while they
 * write. A process that is killed between two stores leaves at most one count that is missing: the number comes last.
 */
import { SHARED_KINDS, type SharedKind } from '../../protocol/telemetry'
import { attached, isMeasured } from './attachment'
import { OBJECTS_AT, WAITS, type WaitKind } from './layout'
import { BUCKETS, OBJECT_RECORD, OBJECTS, USE, USES } from './object-layout'
import type { Segment } from './segment'
import { siteOfCaller, type CodeSite } from './sites'
import { readName, writeName } from './slots'

/** Gives a shared thing the name of the variable that it was given to, unless it has one. */
export const naming: unique symbol = Symbol('naming')

/** Which of the two counters: of a pipe, the end that sends. */
type Direction = 0 | 1

const NUMBER = OBJECT_RECORD.number / 4
/** Instead of the number of the whole: that is just being made. */
const IN_MAKING = 0xffffffff

let isInMaking = false

/** What is made from now on are parts of something, which are not shown before it is said of what. */
export function setInMaking(inMaking: boolean): void {
  isInMaking = inMaking
}

/**
 * The record of one shared thing. Once a newer thing has taken its place in the table, and in a run that is not
 * measured, nothing is noted any more.
 */
export class SharedRecord {
  readonly number: number
  private readonly segment: Segment
  private readonly offset: number
  private readonly u32: Uint32Array
  private readonly f64: Float64Array
  /** Indices of its first word, and of what `count` counts. */
  private readonly at: number
  private readonly acquired: number
  private readonly bytes: number

  constructor(segment: Segment, number: number, direction: Direction = 0) {
    this.segment = segment
    this.number = number
    this.offset = recordAt(number)
    this.u32 = segment.window.u32
    this.f64 = segment.window.f64
    this.at = this.offset / 4
    this.acquired = (this.offset + (direction === 0 ? OBJECT_RECORD.acquired : OBJECT_RECORD.acquiredBack)) / 8
    this.bytes = (this.offset + (direction === 0 ? OBJECT_RECORD.bytes : OBJECT_RECORD.bytesBack)) / 8
  }

  get isKept(): boolean {
    return this.u32[this.at + NUMBER] === this.number
  }

  /** It was acquired, put into, sent through, set. Called by who holds it or is inside its latch, so that it is exact. */
  count(bytes = 0): void {
    if (!this.isKept) return
    const { f64, acquired } = this
    f64[acquired] = (f64[acquired] as number) + 1
    if (bytes > 0) f64[this.bytes] = (f64[this.bytes] as number) + bytes
  }

  /** How often it was counted. */
  get counted(): number {
    return this.isKept ? (this.f64[this.acquired] as number) : 0
  }

  /** As `count`, of something that has no latch. */
  countAlone(): void {
    this.guarded(() => this.count())
  }

  /** It was held for so long. @param weight how many holds this one stands for */
  noteHold(nanoseconds: number, weight: number): void {
    this.guarded(() => this.add(OBJECT_RECORD.holds, OBJECT_RECORD.holdTimes, nanoseconds, weight))
  }

  noteWait(nanoseconds: number): void {
    this.guarded(() => this.add(OBJECT_RECORD.waits, OBJECT_RECORD.waitTimes, nanoseconds, 1))
  }

  /** An item was encoded or decoded in so long. @param weight how many items this one stands for */
  noteEncoding(nanoseconds: number, weight: number): void {
    this.guarded(() => {
      this.addTo(OBJECT_RECORD.encodes, weight)
      this.addTo(OBJECT_RECORD.encoded, nanoseconds * weight)
    })
  }

  /**
   * A line of the script has used it, or a part of it. The table is Space-Saving's (Metwally, Agrawal, El Abbadi 2005,
   * "Efficient computation of frequent and top-k elements in data streams"): a new line takes the place of the least.
   * @param weight how many operations this one stands for
   */
  noteUse(kind: WaitKind, part: number, { line, column }: CodeSite, weight: number): void {
    this.guarded(() => {
      const { segment } = this
      const wanted = [WAITS.indexOf(kind), part, line, column]
      const uses = Array.from({ length: USES }, (_, i) => this.offset + OBJECT_RECORD.uses + i * USE.size)
      const words = [USE.kind, USE.part, USE.line, USE.column]
      const known = uses.find((at) => words.every((word, i) => segment.u32(at + word) === wanted[i]))
      const at = known ?? uses.reduce((one, other) => (segment.f64(other) < segment.f64(one) ? other : one))
      if (known === undefined) words.forEach((word, i) => segment.setU32(at + word, wanted[i] as number))
      segment.setF64(at + USE.count, segment.f64(at + USE.count) + weight)
    })
  }

  /** The process in this slot has a handle, or is about to have one. */
  noteKnown(slot = attached().slot): void {
    this.guarded(() => {
      const word = this.at + OBJECT_RECORD.known / 4 + (slot >>> 5)
      this.u32[word] = (this.u32[word] as number) | (1 << (slot & 31))
    })
  }

  /** Any process may come to have it from now on; said before it leaves. */
  travelled(): void {
    if (this.isKept) Atomics.store(this.u32, this.at + OBJECT_RECORD.travelled / 4, 1)
  }

  /** Of a pool. @param results offset of that channel @param work its line in the table of works */
  setPool(results: number, work: number): void {
    if (!this.isKept) return
    this.segment.setF64(this.offset + OBJECT_RECORD.results, results)
    this.segment.setU32(this.offset + OBJECT_RECORD.work, work)
  }

  /** It is the chief part of something else, which is shown in its place. @param limit the bound of that, 0: none */
  setShown(kind: SharedKind, limit: number, waitAs: WaitKind, sendAs: WaitKind): void {
    this.setRole(0, waitAs, sendAs)
    if (!this.isKept) return
    this.segment.setU32(this.offset + OBJECT_RECORD.shownAs, SHARED_KINDS.indexOf(kind) + 1)
    this.segment.setU32(this.offset + OBJECT_RECORD.shownLimit, limit)
  }

  /** It is a part of something whose chief part has this number, and is not shown. */
  setPart(whole: number, waitAs: WaitKind, sendAs: WaitKind): void {
    this.setRole(whole, waitAs, sendAs)
    if (this.isKept) this.segment.setU32(this.offset + OBJECT_RECORD.shownAs, 0)
  }

  /** The number of what it is a part of, or its own. */
  get whole(): number {
    return (this.isKept && this.u32[this.at + OBJECT_RECORD.whole / 4]) || this.number
  }

  /** Where it stands in the segment. */
  get thing(): number {
    return this.isKept ? this.segment.f64(this.offset + OBJECT_RECORD.offset) : 0
  }

  /** Names it, unless it has a name. */
  name(label: string): void {
    if (this.isKept && this.label === '')
      writeName(this.segment, this.offset + OBJECT_RECORD.label, shortened(label), OBJECT_RECORD.labelBytes)
  }

  /** The variable that it was given to, or `''`. */
  get label(): string {
    return this.isKept ? readName(this.segment, this.offset + OBJECT_RECORD.label) : ''
  }

  private setRole(whole: number, waitAs: WaitKind, sendAs: WaitKind): void {
    if (!this.isKept) return
    this.segment.setU32(this.offset + OBJECT_RECORD.whole, whole)
    this.segment.setU32(this.offset + OBJECT_RECORD.waitAs, WAITS.indexOf(waitAs))
    this.segment.setU32(this.offset + OBJECT_RECORD.sendAs, WAITS.indexOf(sendAs))
  }

  private add(times: number, buckets: number, nanoseconds: number, weight: number): void {
    this.addTo(times, weight)
    this.addTo(times + 8, nanoseconds * weight)
    const longest = (this.offset + times + 16) / 8
    if (nanoseconds > (this.f64[longest] as number)) this.f64[longest] = nanoseconds
    const bucket = this.at + buckets / 4 + bucketOf(nanoseconds)
    this.u32[bucket] = (this.u32[bucket] as number) + weight
  }

  private addTo(field: number, value: number): void {
    const at = (this.offset + field) / 8
    this.f64[at] = (this.f64[at] as number) + value
  }

  private guarded(change: () => void): void {
    if (!this.isKept) return
    this.segment.enter(this.offset + OBJECT_RECORD.latch)
    if (this.isKept) change()
    this.segment.leave(this.offset + OBJECT_RECORD.latch)
  }
}

/**
 * Enters something that this process has just made into the table.
 * @param offset of what stands for it in the segment, see `OBJECT_RECORD.offset`
 */
export function register(kind: SharedKind, number: number, offset: number): SharedRecord {
  const { segment, number: maker } = attached()
  const record = new SharedRecord(segment, number)
  if (!isMeasured()) return record
  const at = recordAt(number)
  const site = siteOfCaller()
  Atomics.store(segment.window.u32, at >>> 2, 0)
  segment.window.u8.fill(0, at, at + OBJECT_RECORD.size)
  segment.setU32(at + OBJECT_RECORD.kind, SHARED_KINDS.indexOf(kind))
  segment.setF64(at + OBJECT_RECORD.offset, offset)
  segment.setU32(at + OBJECT_RECORD.maker, maker)
  segment.setU32(at + OBJECT_RECORD.line, site.line)
  segment.setU32(at + OBJECT_RECORD.column, site.column)
  if (isInMaking) segment.setU32(at + OBJECT_RECORD.whole, IN_MAKING)
  Atomics.store(segment.window.u32, at >>> 2, number)
  record.noteKnown()
  return record
}

/** The record of something that has arrived in this process. */
export function recordOf(number: number, direction?: Direction): SharedRecord {
  const record = new SharedRecord(attached().segment, number, direction)
  record.noteKnown()
  return record
}

/** The record of what is shown of a thing: of the whole that it is a part of, or its own. */
export function recordAsWhole(number: number): SharedRecord {
  const { segment } = attached()
  return new SharedRecord(segment, new SharedRecord(segment, number).whole)
}

/** Which bucket of a histogram a duration counts in. */
export function bucketOf(nanoseconds: number): number {
  return nanoseconds < 1000 ? 0 : Math.min(Math.floor(Math.log2(nanoseconds / 1000) * 2), BUCKETS - 1)
}

function recordAt(number: number): number {
  return OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size
}

/** No part of a character is left at its end. */
function shortened(label: string): string {
  let short = label
  while (Buffer.byteLength(short) > OBJECT_RECORD.labelBytes) short = short.slice(0, -1)
  return short
}
