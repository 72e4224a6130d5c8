import { expect, test } from 'vitest'
import type { RunEvent } from '../../protocol/run-event'
import { texts } from '../../texts'
import { CARDS, reasonOf, sentenceOf, type Card } from './card'
import { Explainer } from './explainer'
import { LESSONS } from './lessons'

const SITE = { file: '/nowhere/a.ts', line: 3, column: 1 }
const COPIES = { bytes: 0, transfers: 8, encode: 1, work: 1000 }
const NO_TIMES = { count: 0, sum: 0, longest: 0, buckets: [] }

type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never
type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/** Events a millisecond after one another, on a machine with two processors. */
type Given = Untimed & { readonly at?: number }

function cards(...events: readonly Given[]): readonly Card[] {
  const explainer = new Explainer(2)
  return events.flatMap((event, i) => explainer.hear({ at: i, ...event } as RunEvent))
}

const ids = (...events: readonly Given[]) => cards(...events).map(({ id }) => id)

const pool = (processes: number): Untimed => ({ type: 'pool-created', pool: 1, process: 0, processes })
const started = (total: number, chunksize = 1, more: { isApply?: true } = {}): Untimed => {
  return { type: 'map-started', map: 2, pool: 1, name: 'work', total, chunksize, ...more }
}
const ended = (total: number, seconds: number, more: Partial<Of<'map-ended'>> = {}): Untimed => {
  return {
    type: 'map-ended',
    map: 2,
    pool: 1,
    done: total,
    total,
    failed: 0,
    seconds,
    copies: COPIES,
    site: SITE,
    ...more,
  }
}
const process = (number: number, name: string): Untimed => {
  return { type: 'process-started', process: number, pid: 9, name, parent: 0, daemon: false, warm: true }
}
const arrived = (number: number, more: Partial<Of<'function-arrived'>>): Untimed => ({
  type: 'function-arrived',
  process: number,
  name: `Process-${number}`,
  function: 'work',
  isTop: true,
  captures: [],
  hazards: [],
  site: SITE,
  ...more,
})

test('each card has a sentence of its own and says why; a lesson is of a card', () => {
  expect(CARDS.length).toBeGreaterThanOrEqual(20)
  for (const id of CARDS) expect(texts.cards.explanations[id].why).toMatch(/\.$/)
  expect(Object.keys(LESSONS).filter((id) => !(CARDS as readonly string[]).includes(id))).toEqual([])
})

test('a card names what it is about, in its place, and comes once in a run', () => {
  const hazards = [{ hazard: 'change-lost', variable: 'all', line: 5, column: 2 }] as const
  const told = cards(arrived(1, { hazards }), arrived(2, { hazards }))
  expect(told).toEqual([
    {
      id: 'change-lost',
      site: { file: '/nowhere/a.ts', line: 5, column: 2 },
      values: { function: 'work', variable: 'all', process: 'Process-1' },
    },
  ])
  const [card] = told as [Card]
  expect([sentenceOf(card), reasonOf(card)]).toEqual([
    'work runs in Process-1, which has its own all: what it changes there is lost for the script.',
    texts.cards.explanations['change-lost'].why,
  ])
})

test('what only several processes can do to each other waits for the second of them', () => {
  const hazards = [{ hazard: 'unlocked-update', variable: 'count', line: 5, column: 2 }] as const
  expect(ids(arrived(1, { hazards }), arrived(1, { hazards }))).toEqual([])
  expect(ids(arrived(1, { hazards }), arrived(2, { hazards }))).toEqual(['unlocked-update'])
})

test.each<[string, readonly Untimed[], readonly string[]]>([
  ['as many workers as processors', [pool(2)], []],
  ['more workers than processors', [pool(4)], ['more-workers-than-processors']],
  ['work that pays', [pool(2), started(8), ended(8, 0.55)], []],
  ['work that a loop does sooner', [pool(2), started(8), ended(8, 3)], ['no-gain']],
  ['one worker alone', [pool(1), started(8), ended(8, 3)], []],
  ['single calls, between which the script may wait', [pool(2), started(1, 1, { isApply: true }), ended(1, 3)], []],
  ['an input that came slowly', [pool(2), started(4), ended(8, 3)], []],
  [
    'nothing measured',
    [pool(2), started(8), ended(8, 3, { copies: { bytes: 0, transfers: 0, encode: 0, work: 0 } })],
    [],
  ],
  [
    'quick items one by one',
    [pool(2), started(5000), ended(5000, 2, { copies: { ...COPIES, work: 100 } })],
    ['chunks-of-one'],
  ],
  ['quick items in chunks', [pool(2), started(5000, 500), ended(5000, 0.06, { copies: { ...COPIES, work: 100 } })], []],
  [
    'copies that take longer than the work',
    [pool(2), started(8), ended(8, 1, { copies: { bytes: 1e8, transfers: 16, encode: 900, work: 300 } })],
    ['copying-dominates'],
  ],
  [
    'a task that all wait for',
    [pool(2), started(5), ended(5, 0.8, { longest: { index: 4, count: 1, milliseconds: 700 } })],
    ['straggler'],
  ],
  [
    'one task for each worker',
    [pool(2), started(2), ended(2, 0.8, { longest: { index: 1, count: 1, milliseconds: 700 } })],
    [],
  ],
  ['an error among results', [pool(2), started(8), ended(8, 0.55, { failed: 1 })], ['one-failed']],
  ['errors alone', [pool(2), started(8), ended(8, 0.55, { failed: 8 })], []],
])('calls of a pool: %s', (_, events, expected) => expect(ids(...events)).toEqual(expected))

test('processes that live shortly, and are many', () => {
  const one = (number: number, exitcode: number, at: number) => [
    { ...process(number, `Process-${number}`), at },
    { type: 'process-ended', process: number, pid: 9, name: '', exitcode, reason: 'finished', at: at + 100 } as const,
  ]
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  expect(ids(...numbers.flatMap((number) => one(number, 0, number * 1000)))).toEqual(['process-per-item'])
  expect(ids(...numbers.flatMap((number) => one(number, 1, number * 1000)))).toEqual([])
  expect(ids(...numbers.slice(1).flatMap((number) => one(number, 0, number * 1000)))).toEqual([])
})

test.each([
  ['Nobody caught its error: TypeError: no', 'Process-1', ['child-error']],
  ['Nobody caught its error: TypeError: no', 'PoolWorker-1', []],
  ['Nobody caught its error: RuntimeError: … finished its bootstrapping phase: …', 'Process-1', ['main-guard']],
])('a child that ends with %s (%s)', (says, name, expected) => {
  const end = { exitcode: 1, reason: 'exception' } as const
  const incident = { signal: null, task: null, figures: [], lines: [], done: '', site: SITE } as const
  expect(ids(process(1, name), { type: 'incident', process: 1, pid: 9, name, end, says, ...incident })).toEqual(
    expected,
  )
})

test('of a script of Python only what is true of it is told, such as what its Pool does without a worker', () => {
  const end = { exitcode: -9, reason: 'killed' } as const
  const task = { map: 2, function: 'work', index: 3, count: 1, attempt: 1, items: '' }
  const incident = { signal: 'SIGKILL', says: '', figures: [], lines: [], done: '', site: null, task } as const
  const died: Untimed = { type: 'incident', process: 1, pid: 9, name: 'SpawnPoolWorker-1', end, ...incident }
  const failed: Untimed = { type: 'initializer-failed', name: 'begin', says: '' }
  const begun = (file: string): Untimed => ({ type: 'run-started', runId: '', file, poolSize: 2, startedAt: '' })
  expect(ids(begun('a.ts'), died, failed)).toEqual(['initializer-failed'])
  expect(cards(begun('a.py'), died, failed)).toEqual([
    { id: 'task-gone', site: null, values: { process: 'SpawnPoolWorker-1', function: 'work' } },
  ])
})

test.each([
  ['a lock that all worked under', 900, 1500, 40, ['lock-bound']],
  ['a lock that nobody waited for', 900, 10, 40, []],
  ['a lock that was held for a moment', 150, 1500, 40, []],
])('%s', (_, held, waited, count, expected) => {
  const sample: Of<'shared'>['sample'] = {
    ...{ object: 1, kind: 'Lock', label: 'door', maker: 0, depth: 0, limit: 0, acquired: 40, bytes: 0, encode: 0 },
    waits: { ...NO_TIMES, count, sum: waited },
    holds: { ...NO_TIMES, count, sum: held },
  }
  const [card] = cards(
    { ...process(1, 'Process-1'), at: 1000 },
    { type: 'shared', sample, site: SITE, uses: [], at: 2000 },
  )
  expect(card === undefined ? [] : [card.id]).toEqual(expected)
})
