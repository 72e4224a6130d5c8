/**
 * Whether a wait would go on if its process looked once more. Who has what it waited for, was rung for it or is just giving
 * up no longer stands in line: together with what the thing itself says, a wait that is hopeless now stays so until somebody
 * does something.
 */
import { PIPE, watchersOf } from '../../multiprocessing/connection/layout'
import {
  CHANNEL,
  HEADER,
  POOL,
  RUNNING,
  SLOT,
  SLOTS,
  WORK,
  WORKER,
  WORKS,
  WORKS_AT,
} from '../../multiprocessing/segment/layout'
import { OBJECT_RECORD } from '../../multiprocessing/segment/object-layout'
import type { Segment } from '../../multiprocessing/segment/segment'
import { slotAt } from '../../multiprocessing/segment/slots'
import { entryOf, isCurrent, type Entry } from '../../multiprocessing/segment/waiters'
import { ACQUIRABLE, BARRIER, EVENT, LINED, LOCK, PLACE, SEMAPHORE } from '../../multiprocessing/synchronize/layout'
import type { Member } from './members'
import { channelsOf, HANDED, type ObjectReader, type Thing } from './objects'
import type { Waiting } from './waits'

/** Of a place in a line: nobody has called it. */
const UNCALLED = 0

/** @returns false also when it cannot be told */
export function isHopeless(wait: Waiting, member: Member, objects: ObjectReader): boolean {
  const { segment } = objects
  if (wait.kind === 'Process.join') return true // who has ended is not among the living
  const thing = objects.find(wait.object)
  if (thing === null) return false
  const { offset, record } = thing
  const entry = entryOf(member.slot, member.generation, wait.blocks)
  const isIn = (list: number) => objects.entries(list).includes(entry)
  const isAsleepIn = (relay: number) => objects.asleep(relay).includes(entry)
  switch (wait.kind) {
    case 'Lock.acquire':
    case 'RLock.acquire':
      return isHeld(segment, segment.u32(offset + LOCK.owner)) && isIn(offset + ACQUIRABLE.waiters)
    case 'Semaphore.acquire':
    case 'BoundedSemaphore.acquire':
      return (
        segment.u32(offset + SEMAPHORE.value) === 0 &&
        !mayHaveUnitsOfTheDead(segment, offset) &&
        isIn(offset + ACQUIRABLE.waiters)
      )
    case 'Event.wait':
      return segment.u32(offset + EVENT.state) % 2 === 0 && isIn(offset + EVENT.waiters)
    case 'Condition.wait':
      return isUncalled(member.number, thing, objects)
    case 'Barrier.wait':
      return segment.u32(offset + BARRIER.broken) === 0 && isUncalled(member.number, thing, objects)
    case 'Queue.get':
    case 'task':
      return isEmpty(segment, offset) && isAsleepIn(offset + CHANNEL.getters)
    case 'Queue.put':
      return isFull(segment, offset) && isAsleepIn(offset + CHANNEL.putters)
    case 'JoinableQueue.join':
      return unfinished(segment, offset) > 0 && isIn(offset + CHANNEL.joiners)
    case 'Connection.recv':
      return standsIn(segment, offset, CHANNEL.getters, isAsleepIn, isEmpty)
    case 'Connection.send':
      return standsIn(segment, offset, CHANNEL.putters, isAsleepIn, isFull) || isOverfull(segment, offset, isIn)
    case 'Pool':
      return isQuiet(segment, segment.f64(record + OBJECT_RECORD.results)) && hasAllWorkers(segment, member.slot)
    default:
      return false
  }
}

/** Items of a queue that are not done. */
export function unfinished(segment: Segment, channel: number): number {
  return (segment.u32(channel + CHANNEL.count) + segment.u32(channel + CHANNEL.taken)) | 0
}

function isHeld(segment: Segment, owner: Entry): boolean {
  return owner !== 0 && (owner & HANDED) === 0 && isCurrent(segment, owner)
}

function mayHaveUnitsOfTheDead(segment: Segment, semaphore: number): boolean {
  if (segment.u32(semaphore + SEMAPHORE.untracked) === 1) return false
  return segment.u32(semaphore + SEMAPHORE.deaths) !== segment.u32(HEADER.deaths)
}

/** It stands in line, nobody has called it, and nobody has died of whom the line does not know. */
function isUncalled(process: number, thing: Thing, objects: ObjectReader): boolean {
  const { segment } = objects
  const places = objects.line(thing).filter((place) => segment.u32(place + PLACE.number) === process)
  return (
    places.length > 0 &&
    places.every((place) => segment.u32(place + PLACE.state) === UNCALLED) &&
    segment.u32(thing.offset + LINED.deaths) === segment.u32(HEADER.deaths)
  )
}

function isEmpty(segment: Segment, channel: number): boolean {
  return segment.u32(channel + CHANNEL.count) === 0 && segment.u32(channel + CHANNEL.closed) === 0
}

/** What has gathered is not worth waking up for: taken, it would end no call. */
function isQuiet(segment: Segment, results: number): boolean {
  const count = segment.u32(results + CHANNEL.count)
  return count === 0 || count < segment.u32(results + CHANNEL.patience)
}

function isFull(segment: Segment, channel: number): boolean {
  const maxsize = segment.u32(channel + CHANNEL.maxsize)
  return maxsize > 0 && segment.u32(channel + CHANNEL.count) >= maxsize && segment.u32(channel + CHANNEL.closed) === 0
}

/** Of the directions of a pipe those in whose relay it sleeps, at least one. */
function standsIn(
  segment: Segment,
  pipe: number,
  relay: number,
  isAsleepIn: (relay: number) => boolean,
  isStuck: (segment: Segment, channel: number) => boolean,
): boolean {
  const channels = channelsOf(segment, pipe).filter((channel) => isAsleepIn(channel + relay))
  return channels.length > 0 && channels.every((channel) => isStuck(segment, channel))
}

/** More lies in a direction of the pipe, in whose list it stands, than its sender may leave there. */
function isOverfull(segment: Segment, pipe: number, isIn: (list: number) => boolean): boolean {
  const capacity = segment.f64(pipe + PIPE.capacity)
  return channelsOf(segment, pipe).some(
    (channel, direction) =>
      capacity > 0 &&
      segment.f64(pipe + PIPE.bytes + direction * 8) > capacity &&
      segment.u32(channel + CHANNEL.count) > 0 &&
      segment.u32(channel + CHANNEL.closed) === 0 &&
      isIn(watchersOf(pipe, direction)),
  )
}

/** All workers that the owner's pools are to have are there: it has none to bury, and none to start. */
function hasAllWorkers(segment: Segment, owner: number): boolean {
  let missing = 0
  for (let id = 0; id < Math.min(segment.u32(HEADER.works) + 1, WORKS); id++) {
    const at = WORKS_AT + id * WORK.size
    const isOpen = segment.u32(at + WORK.kind) === POOL && segment.f64(at + WORK.endedAt) === 0
    if (isOpen && segment.u32(at + WORK.slot) === owner) missing += segment.u32(at + WORK.workers)
  }
  for (let slot = 0; slot < SLOTS; slot++) {
    const at = slotAt(slot)
    const isWorker = (segment.u32(at + SLOT.flags) & WORKER) !== 0
    if (isWorker && segment.i32(at + SLOT.parent) === owner && segment.u32(at + SLOT.state) === RUNNING) missing--
  }
  return missing <= 0
}
