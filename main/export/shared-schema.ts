/** What processes share and what it costs, as a document tells it. */
import * as v from 'valibot'
import { SHARED_KINDS, type Copies, type SharedSample, type Site } from '../../protocol/telemetry'
import { amount, many, most, number, positive } from './shapes'

export const place = v.object({ file: most(4096), line: positive, column: positive }) satisfies v.GenericSchema<
  unknown,
  Site
>

/** Index into the sites of a batch, -1 for none. */
export const site = v.pipe(number, v.integer(), v.minValue(-1))

export const copies = v.object({
  bytes: amount,
  transfers: amount,
  encode: amount,
  work: amount,
}) satisfies v.GenericSchema<unknown, Copies>

const times = v.object({ count: amount, sum: amount, longest: amount, buckets: many(amount, 64) })

/** Lines that use a thing; older files do not have them. @param at how their place is told */
export const usesAt = <S extends v.GenericSchema<unknown, Site | number>>(at: S) =>
  v.optional(many(v.object({ kind: most(4096), site: at, count: amount })), [])

/** All of a sample but where it stands, who has it and who uses it. */
export const shared = {
  object: amount,
  kind: v.picklist(SHARED_KINDS),
  label: most(4096),
  maker: amount,
  depth: amount,
  limit: amount,
  acquired: amount,
  waits: times,
  holds: times,
  bytes: amount,
  encode: amount,
} satisfies {
  [K in Exclude<keyof SharedSample, 'site' | 'holders' | 'waiters' | 'uses'>]: v.GenericSchema<unknown, SharedSample[K]>
}
