/**
 * Which process holds how many units of a semaphore, one record a slot, so that those of the dead can be had again.
 * All methods are called inside the semaphore's latch.
 */
import { attached } from '../segment/attachment'
import { SLOTS } from '../segment/layout'
import type { Segment } from '../segment/segment'
import { isCurrent } from '../segment/waiters'
import { HOLDER, SEMAPHORE } from './layout'

const NUMBER = HOLDER.number / 4
const COUNT = HOLDER.count / 4
const SIZE = HOLDER.size / 4
const ORPHANS = SEMAPHORE.orphans / 4
const ORPHANS_OF = SEMAPHORE.orphansOf / 4

export class Holders {
  private readonly segment: Segment
  private readonly u32: Uint32Array
  /** Indices: the semaphore's first word, the first record, the record of this process. */
  private readonly at: number
  private readonly records: number
  private readonly own: number
  private readonly me = attached().entry
  private readonly myNumber = attached().number

  constructor(segment: Segment, semaphore: number) {
    this.segment = segment
    this.u32 = segment.window.u32
    this.at = semaphore >>> 2
    this.records = (semaphore + SEMAPHORE.holders) >>> 2
    this.own = this.records + attached().slot * SIZE
  }

  /** Units that this process holds. */
  mine(): number {
    return this.u32[this.own] === this.me ? (this.u32[this.own + COUNT] as number) : 0
  }

  setMine(count: number): void {
    if (this.u32[this.own] !== this.me) this.moveIn()
    this.u32[this.own + COUNT] = count
  }

  /** Units that somebody holds, be he dead. */
  sum(): number {
    let sum = this.u32[this.at + ORPHANS] as number
    for (let i = 0; i < SLOTS; i++) sum += this.u32[this.records + i * SIZE + COUNT] as number
    return sum
  }

  /** Takes a unit from a process that has died. @returns the number of that process, `null` when the dead hold nothing */
  takeFromDead(): number | null {
    const { u32 } = this
    for (let i = 0; i < SLOTS; i++) {
      const record = this.records + i * SIZE
      const count = u32[record + COUNT] as number
      if (count === 0 || isCurrent(this.segment, u32[record] as number)) continue
      u32[record + COUNT] = count - 1
      return u32[record + NUMBER] as number
    }
    const orphans = u32[this.at + ORPHANS] as number
    if (orphans === 0) return null
    u32[this.at + ORPHANS] = orphans - 1
    return u32[this.at + ORPHANS_OF] as number
  }

  /** This process has the slot of one that is dead: what that one held is kept apart. */
  private moveIn(): void {
    const { u32, own, at } = this
    const left = u32[own + COUNT] as number
    if (left > 0) {
      u32[own + COUNT] = 0
      u32[at + ORPHANS_OF] = u32[own + NUMBER] as number
      u32[at + ORPHANS] = (u32[at + ORPHANS] as number) + left
    }
    u32[own + NUMBER] = this.myNumber
    u32[own] = this.me
  }
}
