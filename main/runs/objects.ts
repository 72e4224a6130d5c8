/** Reads the table of what processes share, and the things themselves: who has them, who waits for them. */
import { SHARED_KINDS } from '../../protocol/telemetry'
import { PIPE } from '../../multiprocessing/connection/layout'
import {
  CHANNEL,
  CLAIM,
  OBJECTS_AT,
  RUNNING,
  SLOT,
  SLOTS,
  RELAY,
  WAITERS,
  WORK,
  WORKS,
  WORKS_AT,
} from '../../multiprocessing/segment/layout'
import { OBJECT_RECORD, OBJECTS } from '../../multiprocessing/segment/object-layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { isCurrent, type Entry } from '../../multiprocessing/segment/waiters'
import {
  ACQUIRABLE,
  BARRIER,
  EVENT,
  HOLDER,
  LINED,
  LOCK,
  OBJECT,
  PLACE,
  SEMAPHORE,
} from '../../multiprocessing/synchronize/layout'
import type { SharedKind } from '../../protocol/telemetry'

/** Where a shared thing stands. */
export interface Thing {
  readonly number: number
  readonly kind: SharedKind
  /** Offsets in the segment: of its record, of itself. */
  readonly record: number
  readonly offset: number
}

/** Places in a line are followed no further: it may be changing. */
const LONGEST_LINE = 1024
/** In the owner's word of a lock: it was given to somebody who has not looked yet. */
export const HANDED = 0x100

export class ObjectReader {
  readonly segment: Segment

  constructor(segment: Segment) {
    this.segment = segment
  }

  /** @returns `null` when there is none of this number, or its record had to make room for another's, or it is gone */
  find(number: number): Thing | null {
    const { segment } = this
    const record = OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size
    if (number === 0 || segment.u32(record + OBJECT_RECORD.number) !== number) return null
    const kind = SHARED_KINDS[segment.u32(record + OBJECT_RECORD.kind)]
    const offset = segment.f64(record + OBJECT_RECORD.offset)
    if (kind === undefined || segment.u32(offset + NUMBER_AT[kind]) !== number) return null
    return { number, kind, record, offset }
  }

  /** Numbers of the processes that have it: that hold it, or work on it. */
  holders(thing: Thing): number[] {
    switch (thing.kind) {
      case 'Lock':
      case 'RLock':
        return this.processes([this.owner(thing)])
      case 'Semaphore':
      case 'BoundedSemaphore':
        return this.holdersOfUnits(thing)
      case 'Pool':
        return this.busyWorkers(thing)
      case 'Condition':
      case 'Event':
      case 'Barrier':
      case 'Queue':
      case 'JoinableQueue':
      case 'SimpleQueue':
      case 'Pipe':
        return []
    }
  }

  /** Entry of the process that has a lock, without the mark of one who was handed it; 0: nobody. */
  owner({ offset }: Thing): Entry {
    return (this.segment.u32(offset + LOCK.owner) & ~HANDED) >>> 0
  }

  /** Numbers of the processes that wait for it, the first to be served first. */
  waiters(thing: Thing): number[] {
    if (thing.kind === 'Condition' || thing.kind === 'Barrier')
      return this.line(thing).map((place) => this.segment.u32(place + PLACE.number))
    return this.processes(this.lists(thing).flatMap((list) => this.entries(list)))
  }

  /** Its items, tasks, free units, parties that have come; 1: an event that is set. */
  depth({ kind, offset }: Thing): number {
    const { segment } = this
    switch (kind) {
      case 'Semaphore':
      case 'BoundedSemaphore':
        return segment.u32(offset + SEMAPHORE.value)
      case 'Event':
        return segment.u32(offset + EVENT.state) % 2
      case 'Barrier':
        return segment.u32(offset + BARRIER.arrived)
      case 'Pipe':
        return channelsOf(segment, offset).reduce((sum, channel) => sum + segment.u32(channel + CHANNEL.count), 0)
      case 'Queue':
      case 'JoinableQueue':
      case 'SimpleQueue':
      case 'Pool':
        return segment.u32(offset + CHANNEL.count)
      case 'Lock':
      case 'RLock':
      case 'Condition':
        return 0
    }
  }

  /** Its bound, 0: it has none. */
  limit({ kind, offset }: Thing): number {
    if (kind === 'Semaphore' || kind === 'BoundedSemaphore') return this.segment.u32(offset + SEMAPHORE.initial)
    if (kind === 'Barrier') return this.segment.u32(offset + BARRIER.parties)
    if (kind === 'Queue' || kind === 'JoinableQueue') return this.segment.u32(offset + CHANNEL.maxsize)
    return 0
  }

  /** A word that changes with who has it and with what is in it, and how many wait for it. */
  state(thing: Thing): readonly [word: number, waiters: number] {
    if (thing.kind === 'Condition') return [0, this.segment.u32(thing.offset + LINED.last)]
    const word = thing.kind === 'Lock' || thing.kind === 'RLock' ? this.owner(thing) : this.depth(thing)
    let waiters = 0
    for (const list of this.lists(thing)) waiters += this.segment.u32(list + 4)
    return [word, waiters]
  }

  /** Entries in a list of waiters; read while it changes, some may be missing or twice in it. */
  entries(list: number): Entry[] {
    const { segment } = this
    const first = segment.u32(list)
    const count = Math.min(segment.u32(list + 4), WAITERS)
    return Array.from({ length: count }, (_, i) => segment.u32(list + 8 + ((first + i) % WAITERS) * 4))
  }

  /** Entries in a relay that nobody has rung. */
  asleep(relay: number): Entry[] {
    return this.entries(relay).slice(this.segment.u32(relay + RELAY.rung))
  }

  /** Offsets of the places in a line. */
  line({ offset }: Thing): number[] {
    const places: number[] = []
    for (let place = this.segment.u32(offset + LINED.first); place !== 0 && places.length < LONGEST_LINE;) {
      places.push(place * 4)
      place = this.segment.u32(place * 4 + PLACE.next)
    }
    return places
  }

  /** Offsets of its lists of waiters. */
  private lists({ kind, offset }: Thing): number[] {
    switch (kind) {
      case 'Lock':
      case 'RLock':
      case 'Semaphore':
      case 'BoundedSemaphore':
        return [offset + ACQUIRABLE.waiters]
      case 'Event':
        return [offset + EVENT.waiters]
      case 'Queue':
      case 'SimpleQueue':
        return [offset + CHANNEL.getters, offset + CHANNEL.putters]
      case 'JoinableQueue':
        return [offset + CHANNEL.getters, offset + CHANNEL.putters, offset + CHANNEL.joiners]
      case 'Pool':
        return [offset + CHANNEL.getters]
      case 'Pipe':
        return channelsOf(this.segment, offset).flatMap((channel) => [
          channel + CHANNEL.getters,
          channel + CHANNEL.putters,
        ])
      case 'Condition':
      case 'Barrier':
        return []
    }
  }

  private holdersOfUnits({ offset }: Thing): number[] {
    const { segment } = this
    const entries: Entry[] = []
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = offset + SEMAPHORE.holders + slot * HOLDER.size
      if (segment.u32(at + HOLDER.count) > 0) entries.push(segment.u32(at + HOLDER.entry))
    }
    return this.processes(entries)
  }

  /** Numbers of the workers that have a task of this pool. */
  busyWorkers({ record }: Pick<Thing, 'record'>): number[] {
    const { segment } = this
    const pool = segment.u32(record + OBJECT_RECORD.work)
    const busy: number[] = []
    for (let slot = 0; slot < SLOTS; slot++) {
      if (segment.u32(slotAt(slot) + SLOT.state) !== RUNNING) continue
      const work = segment.u32(slotAt(slot) + SLOT.claim + CLAIM.work)
      const at = WORKS_AT + (work % WORKS) * WORK.size
      if (work !== 0 && segment.u32(at + WORK.id) === work && segment.u32(at + WORK.pool) === pool)
        busy.push(segment.u32(slotAt(slot) + SLOT.number))
    }
    return busy
  }

  /** Numbers of the processes behind entries, the living ones, each once. */
  private processes(entries: readonly Entry[]): number[] {
    const { segment } = this
    const living = entries.filter((entry) => entry !== 0 && isCurrent(segment, entry))
    return [...new Set(living.map((entry) => segment.u32(slotAt(entry & 0xff) + SLOT.number)))]
  }
}

/** Where a thing has its number, by which one knows that it still stands there. */
const NUMBER_AT: Readonly<Record<SharedKind, number>> = {
  Lock: OBJECT.number,
  RLock: OBJECT.number,
  Semaphore: OBJECT.number,
  BoundedSemaphore: OBJECT.number,
  Condition: OBJECT.number,
  Event: OBJECT.number,
  Barrier: OBJECT.number,
  Queue: CHANNEL.number,
  JoinableQueue: CHANNEL.number,
  SimpleQueue: CHANNEL.number,
  Pool: CHANNEL.number,
  Pipe: PIPE.number,
}

/** Offsets of a pipe's two channels: what its first end receives, what the second does. */
export function channelsOf(segment: Segment, pipe: number): readonly [number, number] {
  return [segment.f64(pipe + PIPE.channels), segment.f64(pipe + PIPE.channels + 8)]
}
