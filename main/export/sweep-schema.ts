/** What a sweep has measured, as a document tells it. */
import * as v from 'valibot'
import type { SweepData } from '../../protocol/sweep'
import { texts } from '../../texts/main'
import { outcome } from './event-schema'
import { amount, integer, limits, many, nullable, number, positive, text, time } from './shapes'

const settings = v.object({
  axis: v.picklist(['pool-size', 'chunk-size']),
  values: v.pipe(
    many(positive, 1000),
    v.check(
      (values) => values.every((value, i) => i === 0 || value > (values[i - 1] as number)),
      texts.exporting.unreadable.what.notAscending,
    ),
  ),
  poolSize: nullable(positive),
  repeats: positive,
  warmups: amount,
  timeout: nullable(amount),
  // Older files do not have these.
  limits: v.exactOptional(limits),
  memoryLimit: v.exactOptional(nullable(positive)),
  seed: integer,
})

const call = v.object({
  call: amount,
  name: text,
  workers: amount,
  total: amount,
  chunksize: amount,
  failed: amount,
  seconds: amount,
  tasksPerSecond: amount,
  task: nullable(
    v.object({
      records: amount,
      items: amount,
      dropped: amount,
      mean: amount,
      deviation: amount,
      median: amount,
      p95: amount,
    }),
  ),
})

const repeat = v.object({
  value: positive,
  round: amount,
  startedAt: time,
  outcome,
  error: nullable(text),
  seconds: amount,
  startUpSeconds: nullable(amount),
  cpuSeconds: amount,
  peakMemory: nullable(amount),
  maps: many(call, 1000),
  noise: v.object({ otherLoad: number, clock: nullable(number) }),
  affected: nullable(text),
})

export const sweepData = v.object({
  settings,
  cores: positive,
  repeats: many(repeat, 100_000),
  notes: many(text, 1000),
}) satisfies v.GenericSchema<unknown, SweepData>
