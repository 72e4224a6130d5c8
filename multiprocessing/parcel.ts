/** A value on its way into a channel: its bytes, and the handles inside it that count as copies until it is read. */
import type { CopyMeter } from './copy-meter'
import { board, encode, passengers, type Passenger } from './encoding'
import { asRaw } from './raw-records'
import type { Holders } from './segment/holders'
import { INLINE, Raw, RECORD_HEADER } from './segment/record'
import type { Entry } from './segment/waiters'
import { PENDING, type Limits, type Pending, type Source, type TimedOut } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'

/** Puts a record into a channel. */
export type Put = (record: Uint8Array | Raw, entry: Entry) => true | Pending

/** For the bytes of one small record: a buffer of its own costs four times as much as all else. */
const outgoing = Buffer.allocUnsafeSlow(RECORD_HEADER + INLINE)

export class Parcel {
  private record: Uint8Array | Raw
  private readonly passengers: readonly Passenger[]
  private isKept: boolean

  /** @param isKept whether the record stays as it is; else it lies in a buffer that the next one overwrites, or in the caller's own */
  private constructor(record: Uint8Array | Raw, aboard: readonly Passenger[], isKept: boolean) {
    this.record = record
    this.passengers = aboard
    this.isKept = isKept
  }

  /** @throws EncodeError, CaptureError when the value cannot be copied; `root` is how they call it */
  static of(value: unknown, root: string, meter?: CopyMeter): Parcel {
    const raw = asRaw(value)
    if (raw !== null) return new Parcel(raw, [], false)
    const begunAt = meter?.begin() ?? 0
    const bytes = encode(value, root, RECORD_HEADER)
    if (begunAt !== 0) meter?.end(begunAt)
    return new Parcel(bytes, passengers(), false)
  }

  /** A record of bytes as they are. */
  static ofBytes(content: Uint8Array): Parcel {
    const size = RECORD_HEADER + content.length
    const isSmall = size <= outgoing.length
    const bytes = isSmall ? outgoing.subarray(0, size) : Buffer.allocUnsafe(size)
    bytes.set(content, RECORD_HEADER)
    return new Parcel(bytes, [], !isSmall)
  }

  /** The handles inside go to one process, which has them from now on. */
  addressTo(entry: Entry): void {
    for (const passenger of this.passengers) passenger.deliver(entry)
  }

  /** The parcel goes to the end of a pipe. */
  carryBy(carrier: Holders): this {
    for (const passenger of this.passengers) passenger.ride(carrier)
    return this
  }

  post(source: Source, put: Put, limits: Limits | undefined): Promise<true | TimedOut> {
    const posted = awaited(source, this.putting(put), limits)
    if (this.passengers.length === 0) return posted
    return posted.then(this.settle, (error: unknown) => {
      this.recall()
      throw error
    })
  }

  postSync(source: Source, put: Put, limits: Limits | undefined): true | TimedOut {
    try {
      return this.settle(blocked(source, this.putting(put), limits))
    } catch (error) {
      this.recall()
      throw error
    }
  }

  private putting(put: Put): (entry: Entry) => true | Pending {
    return (entry) => {
      const { record } = this
      const result = put(record, entry)
      if (result === PENDING && !this.isKept) {
        // It waits, and neither the encoder nor the caller waits with it.
        this.record =
          record instanceof Raw ? new Raw(record.kind, Buffer.from(record.bytes), false) : Buffer.from(record)
        this.isKept = true
      }
      return result
    }
  }

  private readonly settle = (result: true | TimedOut): true | TimedOut => {
    if (result !== true) this.recall()
    return result
  }

  private recall(): void {
    for (const passenger of this.passengers) passenger.recall()
  }
}

/** Counts a copy of a shared thing as on its way in the message that is being encoded; answers its ticket. */
export function departFrom(holders: Holders): number {
  const ticket = holders.depart()
  let owner: Entry = 0
  board({
    deliver(to) {
      owner = to
      holders.arrive(ticket, to)
    },
    ride: (carrier) => holders.ride(ticket, carrier),
    recall: () => (owner === 0 ? holders.discard(ticket) : holders.remove(owner)),
  })
  return ticket
}
