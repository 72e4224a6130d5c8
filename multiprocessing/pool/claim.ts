/** A worker's claim: what it has in work, in its slot, so that its pool knows it when the worker dies. */
import { attached } from '../segment/attachment'
import { CLAIM, SLOT } from '../segment/layout'
import { slotAt } from '../segment/slots'

/** In a claim's serial: the pool ends the worker, which must not begin anything else. */
const CONDEMNED = 0x80000000

export interface Claim {
  /** The call's number, 0: the worker has nothing. */
  readonly work: number
  /** The chunk, its items, how often it has been begun. */
  readonly index: number
  readonly count: number
  readonly attempt: number
  /** Items of it that are done. */
  readonly progress: number
  /** How far the worker has come: LOADING, INITIALIZING or READY. */
  readonly phase: number
  /** Monotonic nanoseconds at which the item in work began, where its call has a time-out; 0: it has not. */
  readonly begun: number
  readonly serial: number
}

/** Reads a worker's claim; its serial first, so that `condemn` succeeds only if the worker still has what was read. */
export function readClaim(slot: number): Claim {
  const { segment } = attached()
  const serial = Atomics.load(segment.window.u32, serialOf(slot))
  const at = slotAt(slot) + SLOT.claim
  return {
    work: segment.u32(at),
    index: segment.u32(at + 4),
    count: segment.u32(at + 8),
    attempt: segment.u32(at + 12),
    progress: segment.u32(at + CLAIM.progress),
    phase: segment.u32(at + CLAIM.phase),
    begun: segment.f64(at + CLAIM.begun),
    serial,
  }
}

/** Forbids a worker to begin anything after what it has. @returns false when it has finished that in the meantime */
export function condemn(slot: number, { serial }: Claim): boolean {
  return exchangeSerial(slot, serial, (serial | CONDEMNED) >>> 0)
}

/** The worker is done with what it had, and has emptied its claim. @returns false when it has been condemned */
export function giveUpClaim(slot: number): boolean {
  const serial = Atomics.load(attached().segment.window.u32, serialOf(slot))
  return serial < CONDEMNED && exchangeSerial(slot, serial, (serial + 1) & ~CONDEMNED)
}

function exchangeSerial(slot: number, from: number, to: number): boolean {
  return Atomics.compareExchange(attached().segment.window.u32, serialOf(slot), from, to) === from
}

function serialOf(slot: number): number {
  return (slotAt(slot) + SLOT.claimSerial) >>> 2
}
