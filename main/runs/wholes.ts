/**
 * What CPython makes of several of the lab's things, such as a queue of a pipe, two locks and a semaphore: it is shown in
 * place of its parts, of which one, the chief, stands for it.
 */
import { HEADER, OBJECTS_AT, WAITS, type WaitKind } from '../../multiprocessing/segment/layout'
import { OBJECT_RECORD, OBJECTS } from '../../multiprocessing/segment/object-layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { SHARED_KINDS, type SharedKind } from '../../protocol/telemetry'
import type { ObjectReader, Thing } from './objects'

/** Waits for things that may be parts. */
const FOR_PARTS: ReadonlySet<WaitKind> = new Set<WaitKind>([
  'Lock.acquire',
  'Semaphore.acquire',
  'BoundedSemaphore.acquire',
  'Connection.recv',
  'Connection.send',
  'wait',
])

/** A wait as it is told. */
export interface ToldWait {
  readonly kind: WaitKind
  readonly object: number
}

/** Of a wait for a part: one for the whole. */
export function toldAs(segment: Segment, kind: WaitKind, object: number): ToldWait {
  const record = OBJECTS_AT + (object % OBJECTS) * OBJECT_RECORD.size
  if (object === 0 || !FOR_PARTS.has(kind) || segment.u32(record + OBJECT_RECORD.number) !== object)
    return { kind, object }
  const told = segment.u32(record + (kind === 'Connection.send' ? OBJECT_RECORD.sendAs : OBJECT_RECORD.waitAs))
  const whole = segment.u32(record + OBJECT_RECORD.whole)
  return { kind: WAITS[told] || kind, object: whole === 0 || told === 0 ? object : whole }
}

export class WholeReader {
  readonly objects: ObjectReader
  private readonly segment: Segment
  private readonly parts = new Map<number, Thing[]>()

  constructor(objects: ObjectReader) {
    this.objects = objects
    this.segment = objects.segment
  }

  /** Finds out what consists of what; to be called before each look. */
  read(): void {
    this.parts.clear()
    const newest = this.segment.u32(HEADER.names)
    for (let number = Math.max(1, newest - OBJECTS + 1); number <= newest; number++) {
      const whole = this.segment.u32(OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size + OBJECT_RECORD.whole)
      const part = whole === 0 ? null : this.objects.find(number)
      if (part === null) continue
      const parts = this.parts.get(whole)
      if (parts === undefined) this.parts.set(whole, [part])
      else parts.push(part)
    }
  }

  isPart({ record }: Thing): boolean {
    return this.segment.u32(record + OBJECT_RECORD.whole) !== 0
  }

  kind(thing: Thing): SharedKind {
    return this.shownAs(thing) ?? thing.kind
  }

  holders(thing: Thing): number[] {
    switch (this.shownAs(thing)) {
      case undefined:
      case 'Lock':
      case 'RLock':
      case 'Semaphore':
      case 'BoundedSemaphore':
        return this.objects.holders(thing)
      case 'Pool':
        return this.objects.busyWorkers(thing)
      default:
        return []
    }
  }

  waiters(thing: Thing): number[] {
    const all = [thing, ...this.partsOf(thing)].flatMap((part) => this.objects.waiters(part))
    return [...new Set(all)]
  }

  depth(thing: Thing): number {
    const shown = this.shownAs(thing)
    if (shown === 'Condition') return 0
    return shown === 'Barrier' ? this.waiters(thing).length : this.objects.depth(thing)
  }

  limit(thing: Thing): number {
    if (this.shownAs(thing) === undefined) return this.objects.limit(thing)
    return this.segment.u32(thing.record + OBJECT_RECORD.shownLimit)
  }

  /** Items of a `JoinableQueue` of CPython's that are not done: it has a semaphore that counts them. */
  unfinished(thing: Thing): number {
    const counter = this.partsOf(thing).find(
      ({ kind, record }) => kind === 'Semaphore' && this.segment.u32(record + OBJECT_RECORD.waitAs) === 0,
    )
    return counter === undefined ? 0 : this.objects.depth(counter)
  }

  /** As `ObjectReader.state`, of all parts together. */
  state(thing: Thing): readonly [word: number, waiters: number] {
    const [word, waiters] = this.objects.state(thing)
    return [word, this.partsOf(thing).reduce((sum, part) => sum + this.objects.state(part)[1], waiters)]
  }

  isWhole(thing: Thing): boolean {
    return this.shownAs(thing) !== undefined
  }

  private shownAs({ record }: Thing): SharedKind | undefined {
    return SHARED_KINDS[this.segment.u32(record + OBJECT_RECORD.shownAs) - 1]
  }

  private partsOf({ number }: Thing): readonly Thing[] {
    return this.parts.get(number) ?? []
  }
}
