/**
 * A line of operations that wait, first come, first served. Each has a place of its own in the segment, so that one
 * process can stand in line any number of times, and who is called knows it however late he looks. What changes the line
 * happens inside the latch of the object that it belongs to.
 */
import { attached } from '../segment/attachment'
import type { Segment } from '../segment/segment'
import type { Entry } from '../segment/waiters'
import { LINED, PLACE } from './layout'

/** Index of a place's first word in the segment; 0 is none. */
export type Place = number

export const WAITING = 0
/** What it waited for has come. */
export const CALLED = 1
/** It will not come. */
export const REFUSED = 2

const FIRST = LINED.first / 4
const LAST = LINED.last / 4
const ENTRY = PLACE.entry / 4
const STATE = PLACE.state / 4
const NUMBER = PLACE.number / 4
const DETAIL = PLACE.detail / 4

export class Line {
  private readonly segment: Segment
  private readonly u32: Uint32Array
  /** Index of the object's first word. */
  private readonly at: number

  constructor(segment: Segment, object: number) {
    this.segment = segment
    this.u32 = segment.window.u32
    this.at = object >>> 2
  }

  /** A place of this process outside the line; may be called outside the latch, as may `free`. */
  place(entry: Entry): Place {
    const place = this.segment.allocate(PLACE.size) >>> 2
    this.u32.set([0, entry, WAITING, attached().number, 0], place)
    return place
  }

  free(place: Place): void {
    this.segment.free(place * 4, PLACE.size)
  }

  /** The longest waiter, 0 when nobody is in line; may be asked outside the latch. */
  get first(): Place {
    return Atomics.load(this.u32, this.at + FIRST)
  }

  next(place: Place): Place {
    return this.u32[place] as Place
  }

  join(place: Place): void {
    const { u32, at } = this
    const last = u32[at + LAST] as Place
    Atomics.store(u32, last === 0 ? at + FIRST : last, place)
    u32[at + LAST] = place
  }

  /** Takes a place out of the line. */
  leave(place: Place): void {
    const { u32, at } = this
    let before: Place = 0
    for (let other = this.first; other !== place; other = this.next(other)) {
      if (other === 0) return
      before = other
    }
    Atomics.store(u32, before === 0 ? at + FIRST : before, this.next(place))
    if (u32[at + LAST] === place) u32[at + LAST] = before
  }

  /** Takes out everybody before a place; before 0: everybody. */
  startAt(place: Place): void {
    Atomics.store(this.u32, this.at + FIRST, place)
    if (place === 0) this.u32[this.at + LAST] = 0
  }

  /** The end of the line, after a death between two stores. @returns how many are in line */
  mend(): number {
    let last: Place = 0
    let count = 0
    for (let place = this.first; place !== 0; place = this.next(place)) {
      last = place
      count++
    }
    this.u32[this.at + LAST] = last
    return count
  }

  state(place: Place): number {
    return Atomics.load(this.u32, place + STATE)
  }

  /** Calls or refuses somebody. @returns whom to ring */
  settle(place: Place, state: typeof CALLED | typeof REFUSED, detail = 0): Entry {
    this.u32[place + DETAIL] = detail
    Atomics.store(this.u32, place + STATE, state)
    return this.entry(place)
  }

  detail(place: Place): number {
    return this.u32[place + DETAIL] as number
  }

  entry(place: Place): Entry {
    return this.u32[place + ENTRY] as Entry
  }

  setEntry(place: Place, entry: Entry): void {
    this.u32[place + ENTRY] = entry
  }

  /** Number of the process that stands there. */
  number(place: Place): number {
    return this.u32[place + NUMBER] as number
  }
}
