/** How long encoding or decoding takes: of small items one in so many is measured and stands for the others. */
import { decode } from './encoding'
import { isMeasured } from './segment/attachment'
import type { SharedRecord } from './segment/objects'
import type { Raw } from './segment/record'
import { now } from './segment/segment'

const ONE_IN = 128
/** Nanoseconds above which the next item is measured too: it may well be as large. */
const LONG = 20_000

export class CopyMeter {
  private readonly record: SharedRecord
  private left = isMeasured() ? 1 : 2 ** 30 - 1
  private weight = 1

  /** @param record of what the items go through */
  constructor(record: SharedRecord) {
    this.record = record
  }

  /** @returns the time, if what begins is to be measured, else 0 */
  begin(): number {
    return --this.left > 0 ? 0 : now()
  }

  end(begunAt: number): void {
    const took = now() - begunAt
    this.record.noteEncoding(took, this.weight)
    this.weight = this.left = took > LONG ? 1 : ONE_IN
  }

  /** Decodes what has come. */
  decode(record: Uint8Array | Raw): unknown {
    const begunAt = this.begin()
    const value = decode(record)
    if (begunAt !== 0) this.end(begunAt)
    return value
  }
}
