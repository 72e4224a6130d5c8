/** A value on its way into a channel: its bytes, and the handles inside it that count as copies until it is read. */
import { encode, passengers, type Passenger } from './encoding'
import { RECORD_HEADER } from './segment/channel'
import type { Entry } from './segment/waiters'
import { awaited, blocked, PENDING, type Limits, type Pending, type Source, type TimedOut } from './segment/waiting'

/** Puts a record into a channel. */
export type Put = (bytes: Uint8Array, entry: Entry) => true | Pending

export class Parcel {
  private bytes: Uint8Array
  private readonly passengers: readonly Passenger[]
  private isKept: boolean

  /** @param bytes a record; what has passengers lies in the encoder's buffer, which the next call overwrites */
  private constructor(bytes: Uint8Array, aboard: readonly Passenger[], isKept: boolean) {
    this.bytes = bytes
    this.passengers = aboard
    this.isKept = isKept
  }

  /** @throws EncodeError, CaptureError when the value cannot be copied; `root` is how they call it */
  static of(value: unknown, root: string): Parcel {
    const bytes = encode(value, root, RECORD_HEADER)
    return new Parcel(bytes, passengers(), false)
  }

  /** A record of bytes as they are. */
  static ofBytes(content: Uint8Array): Parcel {
    const bytes = Buffer.allocUnsafe(RECORD_HEADER + content.length)
    bytes.set(content, RECORD_HEADER)
    return new Parcel(bytes, [], true)
  }

  /** The handles inside go to one process, which has them from now on. */
  addressTo(entry: Entry): void {
    for (const passenger of this.passengers) passenger.deliver(entry)
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
      const result = put(this.bytes, entry)
      if (result === PENDING && !this.isKept) {
        this.bytes = Buffer.from(this.bytes) // it waits longer than the encoder's buffer lives
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
