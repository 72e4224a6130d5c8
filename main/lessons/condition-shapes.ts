/** What a check of `lesson.md` may demand, as it is written there, turned into a condition of the protocol. */
import * as v from 'valibot'
import { LESSON_PLACES, SHARED_COUNTS, type Bounds, type Conditions, type KeptEventType } from '../../protocol/lesson'
import { LAWS, OUTCOMES } from '../../protocol/run-event'
import { SHARED_KINDS } from '../../protocol/telemetry'
import { texts } from '../../texts/main'
import { amount, flag, keyed, listOf, oneOf, pattern, textUpTo } from './shapes'

const words = texts.lessonFaults.format
const MOST_TEXT = 500
const MOST_LINES = 100

/** Each type once; one that is missing does not compile. */
const EVENT_TYPES = Object.keys({
  'run-started': true,
  'process-started': true,
  'process-ended': true,
  'pool-created': true,
  'map-started': true,
  'map-ended': true,
  'task-lost': true,
  'results-unordered': true,
  'initializer-failed': true,
  'function-arrived': true,
  'daemons-ended': true,
  'joined-before-taken': true,
  deadlock: true,
  'deadlock-ended': true,
  incident: true,
  'incidents-omitted': true,
  shared: true,
  laws: true,
  'lock-abandoned': true,
  'run-ended': true,
} satisfies Record<KeptEventType, true>) as KeptEventType[]

const text = textUpTo(MOST_TEXT)
const limits = { atLeast: v.exactOptional(amount), atMost: v.exactOptional(amount), exactly: v.exactOptional(amount) }

interface Limits {
  readonly atLeast?: number
  readonly atMost?: number
  readonly exactly?: number
}

const isBounded = ({ atLeast, atMost, exactly }: Limits) => (atLeast ?? atMost ?? exactly) !== undefined
const isEither = ({ atLeast, atMost, exactly }: Limits) => exactly === undefined || (atLeast ?? atMost) === undefined
const isOrdered = ({ atLeast = 0, atMost = Infinity }: Limits) => atLeast <= atMost

/** Bounds beside what else stands there; `exactly` becomes both. */
function bounded<T extends object>(beside: v.ObjectEntries): v.GenericSchema<unknown, T & Bounds> {
  const shape: v.GenericSchema<unknown, Limits> = keyed({ ...beside, ...limits })
  return v.pipe(
    shape,
    v.check(isBounded, words.unbounded),
    v.check(isEither, words.exactlyBeside),
    v.check(isOrdered, words.crossed),
    v.transform(({ exactly, ...rest }) => {
      return (exactly === undefined ? rest : { ...rest, atLeast: exactly, atMost: exactly }) as T & Bounds
    }),
  )
}

/** Exactly one of these keys. */
function either<T>(entries: Readonly<Record<string, v.GenericSchema>>): v.GenericSchema<unknown, T> {
  const keys = Object.keys(entries)
  const optional = Object.fromEntries(Object.entries(entries).map(([key, shape]) => [key, v.exactOptional(shape)]))
  return v.pipe(
    keyed(optional),
    v.check((found) => Object.keys(found).length === 1, words.either(keys)),
    v.transform((found) => found as T),
  )
}

const numbers = bounded<Bounds>({})

const output = v.lazy((input): v.GenericSchema<unknown, Conditions['output']> => {
  // Bounds stand beside this one only.
  if (typeof input === 'object' && input !== null && 'linesMatching' in input)
    return bounded<{ linesMatching: string }>({ linesMatching: pattern })
  return either<Conditions['output']>({
    contains: text,
    matches: pattern,
    lines: listOf(text, 1, MOST_LINES, words.items.lines),
    linesMatching: pattern,
  })
})

/** By the key that stands in the check. */
export const conditionShapes = {
  outcome: oneOf(OUTCOMES),
  output,
  processes: bounded<Conditions['processes']>({ named: v.exactOptional(pattern) }),
  workers: numbers,
  tasks: numbers,
  chunksize: numbers,
  seconds: numbers,
  processorUse: numbers,
  copying: numbers,
  event: bounded<Conditions['event']>({ type: oneOf(EVENT_TYPES) }),
  shared: bounded<Conditions['shared']>({
    kind: oneOf(SHARED_KINDS),
    name: v.exactOptional(text),
    count: oneOf(SHARED_COUNTS),
  }),
  law: keyed({ name: oneOf(LAWS), kept: flag }),
  script: either<Conditions['script']>({ contains: text, lacks: text, matches: pattern }),
  comparison: v.pipe(
    keyed({
      sizes: v.exactOptional(numbers),
      repeats: v.exactOptional(numbers),
      best: v.exactOptional(numbers),
    }),
    v.check((found) => Object.keys(found).length > 0, words.nothingCompared),
  ),
} satisfies { [K in keyof Conditions]: v.GenericSchema<unknown, Conditions[K]> }

export const place = oneOf(LESSON_PLACES)
