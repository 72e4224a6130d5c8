/** The plain values of a document, with bounds. */
import * as v from 'valibot'
import type { RunLimits } from '../../protocol/limits'

const MOST_TEXT = 1_000_000
const MOST_ROWS = 200_000

export const most = (length: number) => v.pipe(v.string(), v.maxLength(length))
export const text = most(MOST_TEXT)
export const flag = v.boolean()
export const number = v.pipe(v.number(), v.finite())
export const integer = v.pipe(v.number(), v.safeInteger())
/** Of anything there can be none of. */
export const amount = v.pipe(number, v.minValue(0))
export const positive = v.pipe(integer, v.minValue(1))
/** Of a whole, 0 to 1; rounding may go a little beyond it. */
export const share = v.pipe(number, v.minValue(0), v.maxValue(1.01))
/** Milliseconds of a run. What happened at its very beginning may be told as a little before it. */
export const at = v.pipe(number, v.minValue(-1000))
/** ISO 8601. */
export const time = v.pipe(v.string(), v.isoTimestamp())

export const nullable = <const T extends v.GenericSchema>(shape: T) => v.nullable(shape)
export const many = <const T extends v.GenericSchema>(shape: T, length = MOST_ROWS) =>
  v.pipe(v.array(shape), v.maxLength(length))

/** What a run might take of the machine. */
export const limits = v.object({
  processes: positive,
  processors: nullable(positive),
  workerMemory: nullable(positive),
  killGrace: amount,
}) satisfies v.GenericSchema<unknown, RunLimits>
