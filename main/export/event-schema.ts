/** What happened in a run, as a document tells it. */
import * as v from 'valibot'
import { HAZARDS } from '../../protocol/compiled'
import { END_REASONS, LAWS, OUTCOMES, type RunEvent } from '../../protocol/run-event'
import { NO_COPIES } from '../../protocol/telemetry'
import { amount, at, flag, integer, many, nullable, number, text, time } from './shapes'
import { copies, place, shared, usesAt } from './shared-schema'

export const outcome = v.picklist(OUTCOMES)
const process = { process: amount, pid: integer, name: text }
const reason = v.picklist(END_REASONS)

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
      reason,
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
      isApply: v.exactOptional(v.literal(true)),
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
      // Older files do not have these.
      copies: v.optional(copies, NO_COPIES),
      site: v.optional(nullable(place), null),
      longest: v.exactOptional(nullable(v.object({ index: amount, count: amount, milliseconds: amount }))),
    }),
    v.object({ at, type: v.literal('results-unordered'), map: amount }),
    v.object({ at, type: v.literal('initializer-failed'), name: text, says: text }),
    v.object({
      at,
      type: v.literal('function-arrived'),
      process: amount,
      name: text,
      function: text,
      isTop: flag,
      captures: many(text),
      hazards: many(v.object({ hazard: v.picklist(HAZARDS), variable: text, line: amount, column: amount })),
      site: place,
    }),
    v.object({ at, type: v.literal('daemons-ended'), process: amount, name: text, daemons: many(text) }),
    v.object({
      at,
      type: v.literal('joined-before-taken'),
      process: amount,
      name: text,
      joiner: text,
      object: amount,
      label: text,
      bytes: amount,
      site: nullable(place),
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
      function: v.exactOptional(text),
      attempt: v.exactOptional(amount),
      items: v.exactOptional(text),
    }),
    v.object({
      at,
      type: v.literal('deadlock'),
      deadlock: amount,
      sentence: text,
      waits: many(
        v.object({
          process: amount,
          name: text,
          kind: text,
          object: amount,
          what: text,
          site: nullable(place),
          waitsOn: many(amount),
        }),
      ),
      breaks: v.optional(nullable(amount), null),
      rescuers: v.optional(many(amount), []),
    }),
    v.object({
      at,
      type: v.literal('deadlock-ended'),
      deadlock: amount,
      how: v.picklist(['broken', 'dissolved']),
    }),
    v.object({
      at,
      type: v.literal('incident'),
      ...process,
      end: v.object({ exitcode: integer, reason }),
      signal: nullable(text),
      says: text,
      task: nullable(
        v.object({ map: amount, function: text, index: amount, count: amount, attempt: amount, items: text }),
      ),
      figures: many(v.tuple([number, amount, amount])),
      lines: many(text),
      done: text,
      site: nullable(place),
    }),
    v.object({ at, type: v.literal('incidents-omitted'), count: amount }),
    v.object({ at, type: v.literal('shared'), sample: v.object(shared), site: nullable(place), uses: usesAt(place) }),
    v.object({
      at,
      type: v.literal('laws'),
      laws: many(
        v.object({
          law: v.picklist(LAWS),
          holds: flag,
          says: text,
          site: nullable(place),
        }),
      ),
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
