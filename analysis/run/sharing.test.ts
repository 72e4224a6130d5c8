import { expect, test } from 'vitest'
import type { TelemetryBatch } from '../../protocol/telemetry'
import { gainOf, gainSentence } from './gain'
import { batchOf, processSample, sharedSample } from './samples'
import { Sharing, type SharedThing } from './sharing'
import { nameOf, placeOf, thingOf } from './things'

const site = (line: number) => ({ file: '/home/me/jobs.ts', line, column: 3 })
const sites = [site(3), site(14), site(20)]
const NONE = { count: 0, sum: 0, longest: 0, buckets: [] }

/** Waits as rows: process, kind, object, site, start, end. */
function waitsOf(
  rows: readonly (readonly [number, string, number, number, number, number])[],
): TelemetryBatch['waits'] {
  return {
    process: rows.map(([process]) => process),
    kind: rows.map(([, kind]) => kind),
    object: rows.map(([, , object]) => object),
    site: rows.map(([, , , at]) => at),
    start: rows.map(([, , , , start]) => start),
    end: rows.map(([, , , , , end]) => end),
    outcome: rows.map(() => 'got'),
    dropped: 0,
  }
}

function sharing(...batches: readonly Partial<TelemetryBatch>[]): Sharing {
  const made = new Sharing()
  made.begin()
  for (const batch of batches) made.add(batchOf({ sites, ...batch }))
  return made
}

const lock = sharedSample({ label: 'b', site: 0, waits: { ...NONE, count: 3, sum: 700, longest: 400 } })
const lines = (thing?: SharedThing) =>
  thing?.lines.map(({ kind, site: at, uses, count, total, longest }) => [kind, at?.line, uses, count, total, longest])

test('waits are told by line, the longest together first; those for a process belong to no thing', () => {
  const made = sharing({
    at: 1000,
    shared: [lock],
    waits: waitsOf([
      [1, 'Lock.acquire', 1, 1, 0, 400],
      [2, 'Lock.acquire', 1, 2, 100, 300],
      [1, 'Lock.acquire', 1, 2, 500, 600],
      [2, 'Lock.acquire', 1, -1, 700, 701],
      [0, 'Process.join', 1, 1, 0, 900],
    ]),
  })
  const thing = made.of(1)
  expect(lines(thing)).toEqual([
    ['Lock.acquire', 14, 0, 1, 400, 400],
    ['Lock.acquire', 20, 0, 2, 300, 200],
    ['Lock.acquire', undefined, 0, 1, 1, 1],
  ])
  expect(thing?.depths).toEqual({ looks: 1, least: 0, most: 0, sum: 0 })
  expect([thing?.recorded, thing?.waited.length, thing?.sample.site]).toEqual([701, 501, site(3)])
})

test('the lines that use a thing most come first; at a line there are as many uses as waits, or more', () => {
  const use = (at: number, count: number) => ({ kind: 'Lock.acquire', site: at, count })
  const made = sharing({
    at: 1000,
    shared: [{ ...lock, uses: [use(0, 2.6), use(1, 900.7), use(2, 1)] }],
    waits: waitsOf([
      [1, 'Lock.acquire', 1, 1, 0, 400],
      [2, 'Lock.acquire', 1, 2, 100, 300],
      [1, 'Lock.acquire', 1, 2, 500, 600],
    ]),
  })
  expect(lines(made.of(1))).toEqual([
    ['Lock.acquire', 14, 900, 1, 400, 400],
    ['Lock.acquire', 3, 3, 0, 0, 0],
    ['Lock.acquire', 20, 2, 2, 300, 200],
  ])
  // The last word of a kept run's looks does not have them.
  made.add(batchOf({ at: 1100, shared: [lock], sites }))
  expect(made.of(1)?.lines.length).toBe(3)
})

test('without a lock a run gains at most the time in which anybody waited for it', () => {
  const made = sharing({
    at: 1000,
    shared: [lock],
    waits: waitsOf([
      [1, 'Lock.acquire', 1, 1, 0, 400],
      [2, 'Lock.acquire', 1, 1, 100, 300],
    ]),
  })
  // 400 ms covered, and 100 ms of waits that were not told one by one.
  expect(gainOf(made.of(1) as SharedThing, made)).toEqual({ most: 500, share: 0.5, by: 'waiting' })
  expect(gainSentence(made.of(1) as SharedThing, made)).toBe(
    'If nobody ever waited for it, the run would be shorter by at most 500\u2009ms (50\u2009%).',
  )
})

test('processors that are busy have nothing to give', () => {
  const cores = { at: 1000, cores: [1, 1] }
  const processes = [1, 2].map((process) => processSample({ process, cpu: 0.8 }))
  const waits = waitsOf([[1, 'Lock.acquire', 1, 1, 0, 700]])
  const made = sharing({ at: 1000, cores, processes, shared: [lock], waits })
  const { most, by } = gainOf(made.of(1) as SharedThing, made)
  expect([Math.round(most), by]).toEqual([200, 'processors'])
})

test('what the workers of a pool lack is shared by all of them', () => {
  const made = sharing({
    at: 1000,
    shared: [sharedSample({ object: 4, kind: 'Pool', waits: { ...NONE, count: 3, sum: 1600 } })],
    waits: waitsOf([
      [1, 'task', 4, -1, 0, 600],
      [2, 'task', 4, -1, 800, 1000],
      [0, 'Pool', 4, 1, 0, 800],
    ]),
  })
  expect(gainOf(made.of(4) as SharedThing, made).most).toBe(400)
})

test('at the end of a run the last word on a thing stands, with what was heard of it before', () => {
  const made = sharing({ at: 50, shared: [{ ...lock, holders: [1], waiters: [2] }] })
  const { site: _site, holders: _holders, waiters: _waiters, uses: _uses, ...sample } = { ...lock, acquired: 7 }
  made.event({ type: 'shared', at: 900, sample, site: null, uses: [] })
  made.event({ type: 'run-ended', at: 900, exitcode: 0, outcome: 'finished', seconds: 0.9 })
  expect(made.of(1)?.sample).toMatchObject({ acquired: 7, holders: [], waiters: [], site: site(3) })
  expect([made.now, made.all.length]).toEqual([900, 1])
})

test('things are called by their variable, else by their number', () => {
  expect([thingOf(lock), thingOf(sharedSample({ kind: 'JoinableQueue', object: 5 })), nameOf(lock)]).toEqual([
    'lock b',
    'queue 5',
    'b',
  ])
  expect(placeOf(site(14))).toBe('jobs.ts:14')
})
