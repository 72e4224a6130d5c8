/** What all synchronisation objects are: words in the segment under a latch, and a handle that travels. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { ValueError } from '../errors'
import { Handles } from '../handles'
import { tellMain } from '../host'
import { attached } from '../segment/attachment'
import { noteDeparture } from '../segment/knowledge'
import { HEADER, HEAP_AT, SLOT, SLOTS } from '../segment/layout'
import { naming, recordOf, register, type SharedRecord } from '../segment/objects'
import type { Segment } from '../segment/segment'
import { readName, readSlot, slotAt } from '../segment/slots'
import { ring, wakeEverybody, type Entry } from '../segment/waiters'
import { KIND, KINDS, OBJECT, type Kind } from './layout'

/** Here: the process that died holding what was acquired now. */
export interface AbandonedBy {
  /** The process's number in the run. */
  readonly process: number
  /** The process's name. */
  readonly name: string
}

export abstract class SharedObject {
  /** @internal */
  readonly kind: Kind
  /** @internal Of its first byte in the segment. */
  readonly offset: number
  /** @internal Of the object in its run. */
  readonly number: number
  /** What is known of the object besides. */
  protected readonly record: SharedRecord
  protected readonly segment: Segment
  protected readonly u32: Uint32Array
  /** Index of its first word. */
  protected readonly at: number

  /** @param offset of an object that is there already; `undefined` makes one, all zeros */
  protected constructor(kind: Kind, size: number, offset: number | undefined) {
    this.kind = kind
    this.segment = attached().segment
    this.u32 = this.segment.window.u32
    this.offset = offset ?? create(this.segment, kind, size)
    this.at = this.offset >>> 2
    this.number = this.segment.u32(this.offset + OBJECT.number)
    this.record = offset === undefined ? register(kind, this.number, this.offset) : recordOf(this.number)
  }

  [inspect.custom](): string {
    return this.toString()
  }

  /** @internal */
  [naming](label: string): void {
    this.record.name(label)
  }

  /** Puts right what a process left half done that died inside the latch. Everybody looks again afterwards. */
  protected abstract mend(): void

  protected enter(): void {
    if (!this.segment.enter(this.offset + OBJECT.latch)) return
    this.mend()
    wakeEverybody(this.segment)
  }

  protected leave(): void {
    this.segment.leave(this.offset + OBJECT.latch)
  }

  protected leaveAndRing(entry: Entry): void {
    this.leave()
    ring(this.segment, entry)
  }

  /** Tells main that a process died with something of this object. */
  protected reportDeath(process: number): AbandonedBy {
    const by = { process, name: processName(this.segment, process) }
    tellMain({ type: 'event', event: { type: 'lock-abandoned', lock: `${this.kind}-${this.number}`, ...by } })
    return by
  }
}

/** The name of a process by its number in the run; its slot may have another tenant by now. */
export function processName(segment: Segment, number: number): string {
  for (let slot = 0; slot < SLOTS; slot++) {
    if (readSlot(segment, slot).number !== number) continue
    const name = readName(segment, slotAt(slot) + SLOT.name)
    if (name !== '') return name
  }
  return `process ${number} of the run`
}

/**
 * Makes objects of a class travel. One that arrives twice is the same handle, and what does not belong to this run is
 * refused.
 * @param details what a handle knows that does not stand in the segment
 * @param open makes the handle of an object that is there
 */
export function travels<T extends SharedObject, D>(
  kind: Kind,
  constructor: abstract new (...args: never[]) => T,
  details: (object: T) => D,
  open: (offset: number, details: D) => T,
): (object: T) => void {
  const handles = new Handles<T>()
  registerHandle(
    kind,
    constructor,
    (object) => {
      const { segment } = attached()
      if (!isObject(segment, kind, object.offset, object.number))
        throw new ValueError(`it looks like a ${kind}, but was not made with 'new ${kind}()'`)
      noteDeparture(object.number)
      return [segment.f64(HEADER.origin), object.offset, object.number, details(object)] as const
    },
    ([run, offset, number, more]: readonly [number, number, number, D]) => {
      const { segment } = attached()
      if (run !== segment.f64(HEADER.origin))
        throw new ValueError(`a ${kind} of another run arrived; it works only in the run that it was made in`)
      if (!isObject(segment, kind, offset, number))
        throw new ValueError(`what arrived as a ${kind} is none of this run: where it points is no ${kind}`)
      return handles.at(offset, () => {
        const object = open(offset, more)
        handles.add(offset, object)
        return object
      })
    },
  )
  return (object) => handles.add(object.offset, object)
}

function isObject(segment: Segment, kind: Kind, offset: number, number: number): boolean {
  return (
    Number.isInteger(offset) &&
    offset >= HEAP_AT &&
    offset < segment.f64(HEADER.end) &&
    offset % 64 === 0 &&
    segment.u32(offset + OBJECT.kind) === KIND + KINDS.indexOf(kind) &&
    segment.u32(offset + OBJECT.number) === number
  )
}

function create(segment: Segment, kind: Kind, size: number): number {
  const offset = segment.allocate(size)
  segment.window.u8.fill(0, offset, offset + size)
  segment.setU32(offset + OBJECT.kind, KIND + KINDS.indexOf(kind))
  segment.setU32(offset + OBJECT.number, segment.count(HEADER.names))
  return offset
}
