/** Shared things inside what Python pickles: as bytes that any process of the run makes a handle of. */
import { decode, encode, passengers, type Passenger } from '../../multiprocessing/encoding'
import { confined, noteArrival } from '../../multiprocessing/segment/knowledge'
import { entryOf } from '../../multiprocessing/segment/waiters'
import type { SlotKey } from '../../multiprocessing/segment/slots'
import type { Table } from './table'

export class Parcels {
  private readonly table: Table
  /** What travels in the payload of the process that is being started. */
  private aboard: Passenger[] = []
  private company: number[] = []

  constructor(table: Table) {
    this.table = table
  }

  /** @param spawning the bytes are for the process that is being started alone; else any process may read them */
  pack(handle: number, spawning: boolean): Uint8Array {
    const object = this.table.any(handle)
    if (object === undefined) throw new Error(`handle ${handle} is none of this process`)
    if (!spawning) {
      const bytes = Uint8Array.from(encode(object, 'handle'))
      passengers()
      return bytes
    }
    const { encoded, company } = confined(() => Uint8Array.from(encode(object, 'handle')))
    this.aboard.push(...passengers())
    this.company.push(...company)
    return encoded
  }

  /** @returns a handle of what another process has packed */
  unpack(bytes: Uint8Array): number {
    return this.table.add(decode(Buffer.from(bytes)) as object)
  }

  /** The payload goes to the process in this slot. */
  deliver(to: SlotKey): void {
    const { aboard, company } = this.take()
    for (const passenger of aboard) passenger.deliver(entryOf(to.slot, to.generation, false))
    noteArrival(company, to.slot)
  }

  /** The process is not started after all. */
  recall(): void {
    for (const passenger of this.take().aboard) passenger.recall()
  }

  private take(): { readonly aboard: readonly Passenger[]; readonly company: readonly number[] } {
    const { aboard, company } = this
    this.aboard = []
    this.company = []
    return { aboard, company }
  }
}
