/** What happened in a run, as a document tells it. */
import * as v from 'valibot'
import type { RunEvent } from '../../protocol/run-event'
import { amount, at, flag, integer, many, nullable, text, time } from './shapes'

export const outcome = v.picklist(['finished', 'failed', 'stopped', 'timed-out'])
const process = { process: amount, pid: integer, name: text }

export const events = many(
  v.variant('type', [
    v.object({ at, type: v.literal('run-started'), runId: text, file: text, poolSize: amount, startedAt: time }),
    v.object({
      at,
      type: v.literal('process-started'),
      ...process,
      parent: nullable(amount),
      daemon: flag,
      warm: flag,
    }),
    v.object({
      at,
      type: v.literal('process-ended'),
      ...process,
      exitcode: integer,
      reason: v.picklist([
        'finished',
        'exception',
        'exit',
        'interrupted',
        'terminated',
        'killed',
        'crashed',
        'out-of-memory',
      ]),
    }),
    v.object({ at, type: v.literal('pool-created'), pool: amount, process: amount, processes: amount }),
    v.object({
      at,
      type: v.literal('map-started'),
      map: amount,
      pool: amount,
      name: text,
      total: amount,
      chunksize: amount,
    }),
    v.object({
      at,
      type: v.literal('map-ended'),
      map: amount,
      pool: amount,
      done: amount,
      total: amount,
      failed: amount,
      seconds: amount,
    }),
    v.object({
      at,
      type: v.literal('task-lost'),
      pool: amount,
      map: amount,
      index: amount,
      count: amount,
      pid: integer,
      exitcode: integer,
      retried: flag,
    }),
    v.object({ at, type: v.literal('lock-abandoned'), lock: text, process: amount, name: text }),
    v.object({
      at,
      type: v.literal('output'),
      process: amount,
      name: text,
      stream: v.picklist(['stdout', 'stderr']),
      text,
    }),
    v.object({ at, type: v.literal('run-ended'), exitcode: integer, outcome, seconds: amount }),
  ]),
) satisfies v.GenericSchema<unknown, readonly RunEvent[]>
