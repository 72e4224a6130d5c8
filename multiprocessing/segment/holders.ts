/**
 * Which processes have a copy of a shared thing, such as one end of a pipe. Each marks itself in a cell of its own, and
 * what a dead one has marked does not count. A copy inside a message counts by a ticket, from before the message is
 * sent until it is first read. All changes are single stores: a process killed inside the latch leaves nothing to mend.
 */
import { SLOTS } from './layout'
import type { Segment } from './segment'
import { isCurrent, type Entry } from './waiters'

/** Copies of one thing that can be on their way in messages at once. */
const TICKETS = 128

const AT = {
  latch: 0,
  lastTicket: 4, // u32
  tickets: 8, // u32 each, 0: none
  cells: 8 + TICKETS * 4, // u32 entry of each slot's process, 0: it has no copy
} as const

export const HOLDERS_SIZE = AT.cells + SLOTS * 4

export class Holders {
  private readonly segment: Segment
  private readonly u32: Uint32Array
  private readonly latch: number
  /** Indices of words. */
  private readonly lastTicket: number
  private readonly tickets: number
  private readonly cells: number
  private lastSeen: Entry = 0

  /** @param offset of a block of `HOLDERS_SIZE` zeroed bytes */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.u32 = segment.window.u32
    this.latch = offset + AT.latch
    this.lastTicket = (offset + AT.lastTicket) >>> 2
    this.tickets = (offset + AT.tickets) >>> 2
    this.cells = (offset + AT.cells) >>> 2
  }

  /** @param entry of the process that has a copy from now on */
  add(entry: Entry): void {
    Atomics.store(this.u32, this.cells + (entry & 0xff), entry)
  }

  /** The process gives its copy up. */
  remove(entry: Entry): void {
    this.inside(() => Atomics.compareExchange(this.u32, this.cells + (entry & 0xff), entry, 0))
  }

  /** Whether any living process, or a message, has a copy. */
  any(): boolean {
    return this.isHolding(this.lastSeen) || this.inside(() => this.hasTicket() || this.hasHolder())
  }

  /**
   * A copy leaves in a message.
   * @returns the ticket that whoever reads the message gives up
   * @throws RangeError when too many are on their way
   */
  depart(): number {
    return this.inside(() => {
      const free = this.u32.subarray(this.tickets, this.tickets + TICKETS).indexOf(0)
      if (free < 0) throw new RangeError(`it lies in ${TICKETS} messages that nobody has received`)
      const ticket = ((this.u32[this.lastTicket] as number) + 1) >>> 0 || 1
      this.u32[this.lastTicket] = ticket
      this.u32[this.tickets + free] = ticket
      return ticket
    })
  }

  /** A message was read, or is addressed to this process alone; a ticket that is known already changes nothing. */
  arrive(ticket: number, entry: Entry): void {
    this.add(entry)
    this.discard(ticket)
  }

  /** The message will never be read. */
  discard(ticket: number): void {
    this.inside(() => {
      const at = this.u32.subarray(this.tickets, this.tickets + TICKETS).indexOf(ticket)
      if (at >= 0) this.u32[this.tickets + at] = 0
    })
  }

  private hasTicket(): boolean {
    return this.u32.subarray(this.tickets, this.tickets + TICKETS).some((ticket) => ticket !== 0)
  }

  private hasHolder(): boolean {
    for (let i = 0; i < SLOTS; i++) {
      const entry = this.u32[this.cells + i] as Entry
      if (!this.isHolding(entry)) continue
      this.lastSeen = entry
      return true
    }
    return false
  }

  private isHolding(entry: Entry): boolean {
    if (entry === 0 || Atomics.load(this.u32, this.cells + (entry & 0xff)) !== entry) return false
    return isCurrent(this.segment, entry)
  }

  private inside<T>(work: () => T): T {
    this.segment.enter(this.latch)
    try {
      return work()
    } finally {
      this.segment.leave(this.latch)
    }
  }
}
