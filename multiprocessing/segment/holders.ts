/**
 * Which processes have a copy of a shared thing, such as one end of a pipe. Each marks itself in a cell of its own, and
 * what a dead one has marked does not count. A copy inside a message counts by a ticket, from before the message is
 * sent until it is first read; a message on its way to the end of another pipe counts as long as somebody has that end.
 * All changes are single stores: a process killed inside the latch leaves nothing to mend.
 */
import { SLOTS } from './layout'
import type { Segment } from './segment'
import { isCurrent, type Entry } from './waiters'

/** The first table of tickets has room for so many; a full one is replaced by one of twice the size. */
const FEW = 15
const TABLE = {
  capacity: 0, // u32
  tickets: 16,
} as const
const TICKET = {
  id: 0, // u32, 0: unused; stored last
  carrierNumber: 4, // u32
  carrier: 8, // f64 offset of the holders of where the message goes, 0: it is read some day
  size: 16,
} as const

const AT = {
  latch: 0,
  number: 4, // u32 of the thing, never 0 while it is there
  lastTicket: 8, // u32
  table: 16, // f64 offset of the table of tickets, 0: none yet
  cells: 24, // u32 entry of each slot's process, 0: it has no copy
} as const

export const HOLDERS_SIZE = AT.cells + SLOTS * 4

/** A copy on its way. */
interface Ticket {
  readonly id: number
  readonly carrier: number
  readonly carrierNumber: number
}

/** Those being asked whether anybody has them: what travels by itself alone is lost. */
const asked = new Set<number>()

export class Holders {
  readonly offset: number
  private readonly segment: Segment
  private readonly u32: Uint32Array
  /** Index of the cells' words. */
  private readonly cells: number
  private lastSeen: Entry = 0

  /** @param offset of a block of `HOLDERS_SIZE` bytes, zeroed at first */
  constructor(segment: Segment, offset: number) {
    this.segment = segment
    this.offset = offset
    this.u32 = segment.window.u32
    this.cells = (offset + AT.cells) >>> 2
  }

  /** The thing is there. @param number of it in the run */
  begin(number: number): void {
    this.segment.setU32(this.offset + AT.number, number)
  }

  /** The thing is no more, and what is on its way to it is lost. */
  end(): void {
    this.segment.setU32(this.offset + AT.number, 0)
    const capacity = this.places().length
    if (capacity > 0) this.segment.free(this.segment.f64(this.offset + AT.table), tableSize(capacity))
  }

  /** @param entry of the process that has a copy from now on */
  add(entry: Entry): void {
    Atomics.store(this.u32, this.cells + (entry & 0xff), entry)
  }

  /** The process gives its copy up. */
  remove(entry: Entry): void {
    this.inside(() => Atomics.compareExchange(this.u32, this.cells + (entry & 0xff), entry, 0))
  }

  /** Whether any living process has a copy, or a message that can still be read. */
  any(): boolean {
    if (this.isHolding(this.lastSeen)) return true
    for (;;) {
      const tickets = this.inside(() => (this.hasHolder() ? null : this.tickets()))
      if (tickets === null) return true
      if (tickets.length === 0) return false
      if (tickets.some((ticket) => this.canArrive(ticket))) return true
      for (const { id } of tickets) this.discard(id)
    }
  }

  /**
   * A copy leaves in a message.
   * @returns the ticket that whoever reads the message gives up
   */
  depart(): number {
    return this.inside(() => {
      const at = this.find(0) ?? this.grow()
      const ticket = (this.segment.u32(this.offset + AT.lastTicket) + 1) >>> 0 || 1
      this.segment.setU32(this.offset + AT.lastTicket, ticket)
      this.segment.setF64(at + TICKET.carrier, 0)
      this.segment.setU32(at + TICKET.id, ticket)
      return ticket
    })
  }

  /** The message goes to the end of a pipe. */
  ride(ticket: number, carrier: Holders): void {
    this.inside(() => {
      const at = this.find(ticket)
      if (at === undefined) return
      this.segment.setU32(at + TICKET.carrierNumber, this.segment.u32(carrier.offset + AT.number))
      this.segment.setF64(at + TICKET.carrier, carrier.offset)
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
      const at = this.find(ticket)
      if (at !== undefined) this.segment.setU32(at + TICKET.id, 0)
    })
  }

  private canArrive({ carrier, carrierNumber }: Ticket): boolean {
    if (carrier === 0) return true
    if (asked.has(carrier) || this.segment.u32(carrier + AT.number) !== carrierNumber) return false
    asked.add(carrier)
    try {
      return new Holders(this.segment, carrier).any()
    } finally {
      asked.delete(carrier)
    }
  }

  private tickets(): Ticket[] {
    const { segment } = this
    return this.places()
      .filter((at) => segment.u32(at + TICKET.id) !== 0)
      .map((at) => ({
        id: segment.u32(at + TICKET.id),
        carrier: segment.f64(at + TICKET.carrier),
        carrierNumber: segment.u32(at + TICKET.carrierNumber),
      }))
  }

  /** Where a ticket is; 0 finds an unused one. */
  private find(ticket: number): number | undefined {
    return this.places().find((at) => this.segment.u32(at + TICKET.id) === ticket)
  }

  /** Where tickets stand, used or not. */
  private places(): number[] {
    const table = this.segment.f64(this.offset + AT.table)
    const capacity = table === 0 ? 0 : this.segment.u32(table + TABLE.capacity)
    return Array.from({ length: capacity }, (_, i) => table + TABLE.tickets + i * TICKET.size)
  }

  /** Replaces a full table by a larger one. @returns its first unused place */
  private grow(): number {
    const { segment } = this
    const old = segment.f64(this.offset + AT.table)
    const used = this.places().length
    const capacity = used === 0 ? FEW : used * 2 + 1
    const table = segment.allocate(tableSize(capacity))
    const { u8 } = segment.window
    u8.fill(0, table, table + tableSize(capacity))
    u8.copyWithin(table, old, old + tableSize(used))
    segment.setU32(table + TABLE.capacity, capacity)
    segment.setF64(this.offset + AT.table, table)
    if (used > 0) segment.free(old, tableSize(used))
    return table + tableSize(used)
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
    this.segment.enter(this.offset + AT.latch)
    try {
      return work()
    } finally {
      this.segment.leave(this.offset + AT.latch)
    }
  }
}

function tableSize(capacity: number): number {
  return TABLE.tickets + capacity * TICKET.size
}
