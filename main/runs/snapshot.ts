/** What the finder of deadlocks is shown: who waits for what in vain, and who could help. */
import type { Party, Snapshot, Thing, Wait } from '../../analysis/deadlock'
import { LOCK } from '../../multiprocessing/synchronize/layout'
import { RUNNING, SLOT, SLOTS, STARTING, WORKER } from '../../multiprocessing/segment/layout'
import { OBJECT_RECORD } from '../../multiprocessing/segment/object-layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { readName, slotAt } from '../../multiprocessing/segment/slots'
import { isHopeless, unfinished } from './hopeless'
import type { Member, Members } from './members'
import { ObjectReader } from './objects'
import type { Sites } from './sites'
import { readWaiting, type Waiting } from './waits'
import { WholeReader } from './wholes'

/** Nanoseconds: who waits for less is taken to go on. */
const LEAST = 20e6

export class Snapshots {
  private readonly segment: Segment
  private readonly members: Members
  private readonly sites: Sites
  private readonly objects: ObjectReader
  private readonly wholes: WholeReader
  /** The last one would be the same now unless somebody has done something: nobody was left out for a while only. */
  isSettled = false

  constructor(segment: Segment, members: Members, sites: Sites) {
    this.segment = segment
    this.members = members
    this.sites = sites
    this.objects = new ObjectReader(segment)
    this.wholes = new WholeReader(this.objects)
  }

  /**
   * @param now monotonic nanoseconds
   * @param isBusy whether a process has said that it does something besides waiting
   * @returns `null` when nobody waits
   */
  take(now: number, isBusy: (process: number) => boolean): Snapshot | null {
    this.isSettled = true
    const waits = new Map<number, readonly Wait[]>()
    for (const member of this.members.all) {
      const isLeftOut = isBusy(member.number)
      if (isLeftOut) this.isSettled = false
      const vain = isLeftOut ? null : this.waits(member, now)
      if (vain !== null) waits.set(member.number, vain)
    }
    if (waits.size === 0) return null
    const things = new Map<number, Thing>()
    this.wholes.read()
    for (const { kind, object } of [...waits.values()].flat())
      if (kind !== 'Process.join' && !things.has(object)) this.addThing(object, things)
    return { parties: this.parties(waits), things }
  }

  /** What a process waits for now and whatever its driver: `null` unless it is noted in whole. */
  current({ slot }: Member): readonly Waiting[] | null {
    const waits = readWaiting(this.segment, slot)
    // One that blocks does nothing for its promises meanwhile.
    const blocking = waits?.filter(({ blocks }) => blocks) ?? []
    return blocking.length > 0 ? blocking : waits
  }

  /** All that a process waits for in vain; `null` when it may go on. */
  private waits(member: Member, now: number): Wait[] | null {
    const { segment } = this
    const at = slotAt(member.slot)
    const isSettled =
      segment.u32(at + SLOT.state) === RUNNING &&
      segment.u32(at + SLOT.interrupt) === 0 &&
      segment.u32(at + SLOT.signal) === 0 &&
      segment.f64(at + SLOT.verdict) === 0
    const waits = isSettled ? this.current(member) : null
    if (waits === null || waits.length === 0) return null
    if (waits.some(({ endsByItself }) => endsByItself)) return null
    if (waits.some(({ since }) => now - since < LEAST)) {
      this.isSettled = false
      return null
    }
    if (!waits.every((wait) => isHopeless(wait, member, this.objects) && !this.mayBeServed(wait))) return null
    return waits.map(({ told, line, column, since }) => ({
      ...told,
      site: this.sites.at(line, column),
      since,
    }))
  }

  /** Who waits for the lock of a queue, to take an item that is there already, is helped by whoever has the lock. */
  private mayBeServed({ object, told }: Waiting): boolean {
    if (told.object === object || (told.kind !== 'Queue.get' && told.kind !== 'task')) return false
    const queue = this.objects.find(told.object)
    return queue === null || this.objects.depth(queue) > 0
  }

  private parties(waits: ReadonlyMap<number, readonly Wait[]>): Party[] {
    const { segment } = this
    const parties: Party[] = []
    for (let slot = 0; slot < SLOTS; slot++) {
      const at = slotAt(slot)
      if (!this.isLiving(slot)) continue
      const process = segment.u32(at + SLOT.number)
      const parent = segment.i32(at + SLOT.parent)
      parties.push({
        process,
        name: readName(segment, at + SLOT.name),
        parent: parent < 0 ? null : segment.u32(slotAt(parent) + SLOT.number),
        isWorker: (segment.u32(at + SLOT.flags) & WORKER) !== 0,
        isUnborn: parent >= 0 && segment.f64(at + SLOT.payloadLength) !== 0,
        waits: waits.get(process) ?? null,
      })
    }
    return parties
  }

  private isLiving(slot: number): boolean {
    const state = this.segment.u32(slotAt(slot) + SLOT.state)
    return state === RUNNING || state === STARTING
  }

  private addThing(number: number, things: Map<number, Thing>): void {
    const { segment, objects, wholes } = this
    const found = objects.find(number)
    if (found === null) return
    const { record, offset } = found
    const kind = wholes.kind(found)
    things.set(number, {
      object: number,
      kind,
      label: readName(segment, record + OBJECT_RECORD.label),
      site: this.sites.at(segment.u32(record + OBJECT_RECORD.line), segment.u32(record + OBJECT_RECORD.column)),
      holders: wholes.holders(found),
      knownTo: segment.u32(record + OBJECT_RECORD.travelled) === 1 ? null : this.knownTo(record),
      isSignal: kind === 'Lock' && segment.u32(offset + LOCK.signal) === 1,
      depth: wholes.depth(found),
      limit: wholes.limit(found),
      unfinished:
        kind !== 'JoinableQueue' ? 0 : wholes.isWhole(found) ? wholes.unfinished(found) : unfinished(segment, offset),
    })
  }

  /** Numbers of the processes that have a handle. What a pool's owner has, its workers may have been given. */
  private knownTo(record: number): number[] {
    const { segment } = this
    const isMarked = (slot: number) =>
      slot >= 0 && (segment.u32(record + OBJECT_RECORD.known + (slot >>> 5) * 4) & (1 << (slot & 31))) !== 0
    const known: number[] = []
    for (let slot = 0; slot < SLOTS; slot++) {
      if (!this.isLiving(slot)) continue
      const at = slotAt(slot)
      const isWorker = (segment.u32(at + SLOT.flags) & WORKER) !== 0
      if (isMarked(slot) || (isWorker && isMarked(segment.i32(at + SLOT.parent))))
        known.push(segment.u32(at + SLOT.number))
    }
    return known
  }
}
