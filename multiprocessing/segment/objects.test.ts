import { SHARED_KINDS } from '../../protocol/telemetry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OBJECTS_AT } from './layout'
import { OBJECT_RECORD, OBJECTS, USE, USES } from './object-layout'
import { bucketOf, recordAsWhole, recordOf, register } from './objects'
import { Player, Victim, watchAtomics } from './player'
import { Segment } from './segment'

let run: Segment
let first: Player
let second: Player
let unwatch: () => void

beforeAll(() => {
  unwatch = watchAtomics()
  run = Segment.create(8, 0)
  first = new Player(run)
  second = new Player(run)
  first.enter()
})

afterAll(() => {
  unwatch()
  run.memory.unmap()
})

function f64(number: number, field: number): number {
  return run.f64(OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size + field)
}

function u32(number: number, field: number): number {
  return run.u32(OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size + field)
}

test('of the lines that use a thing most none is missing, whatever else uses it', () => {
  register('Lock', 12, 4096)
  const uses = () =>
    Array.from({ length: USES }, (_, i) => OBJECT_RECORD.uses + i * USE.size)
      .map((at) => [u32(12, at + USE.line), f64(12, at + USE.count)] as const)
      .filter(([, count]) => count > 0)
  const record = recordAsWhole(12)
  const use = (line: number, weight: number) => record.noteUse('Lock.acquire', 12, { line, column: 1 }, weight)
  use(5, 1)
  second.play(() => recordAsWhole(12).noteUse('Lock.acquire', 12, { line: 5, column: 1 }, 2))
  expect(uses()).toEqual([[5, 3]])
  for (let i = 0; i < 1000; i++) {
    use(5, 1)
    use(7, 2)
    if (i % 4 === 0) use(1000 + i, 1)
  }
  const most = new Map(uses())
  expect(most.size).toBe(USES)
  expect([most.get(5), most.get(7)]).toEqual([1003, 2000])
  // Together they are all that there were.
  expect(uses().reduce((sum, [, count]) => sum + count, 0)).toBe(3253)
})

test('two processes count in one record, and both are known', () => {
  const mine = register('Queue', 11, 4096)
  const other = second.play(() => recordOf(11))
  mine.count(100)
  second.play(() => other.count(20))
  second.play(() => recordAsWhole(11).noteWait(3_000_000))
  recordAsWhole(11).noteWait(1_000_000)
  second.play(() => other.noteEncoding(2000, 64))
  expect({
    number: u32(11, OBJECT_RECORD.number),
    kind: SHARED_KINDS[u32(11, OBJECT_RECORD.kind)],
    offset: f64(11, OBJECT_RECORD.offset),
    known: u32(11, OBJECT_RECORD.known),
    acquired: f64(11, OBJECT_RECORD.acquired),
    bytes: f64(11, OBJECT_RECORD.bytes),
    waits: f64(11, OBJECT_RECORD.waits),
    waited: f64(11, OBJECT_RECORD.waited),
    longest: f64(11, OBJECT_RECORD.longestWait),
    buckets: [bucketOf(1_000_000), bucketOf(3_000_000)].map((bucket) => u32(11, OBJECT_RECORD.waitTimes + bucket * 4)),
    encodes: f64(11, OBJECT_RECORD.encodes),
    encoded: f64(11, OBJECT_RECORD.encoded),
  }).toEqual({
    number: 11,
    kind: 'Queue',
    offset: 4096,
    known: (1 << first.slot) | (1 << second.slot),
    acquired: 2,
    bytes: 120,
    waits: 2,
    waited: 4_000_000,
    longest: 3_000_000,
    buckets: [1, 1],
    encodes: 64,
    encoded: 128_000,
  })
})

test('the two directions of a pipe count apart, because they have latches of their own', () => {
  register('Pipe', 12, 4096)
  recordOf(12, 0).count(10)
  recordOf(12, 1).count(3)
  recordOf(12, 1).count(4)
  expect([
    f64(12, OBJECT_RECORD.acquired),
    f64(12, OBJECT_RECORD.bytes),
    f64(12, OBJECT_RECORD.acquiredBack),
    f64(12, OBJECT_RECORD.bytesBack),
  ]).toEqual([1, 10, 2, 7])
})

test('a weighted hold stands for as many', () => {
  const record = register('Lock', 13, 4096)
  record.noteHold(500, 16)
  record.noteHold(4000, 1)
  expect([
    f64(13, OBJECT_RECORD.holds),
    f64(13, OBJECT_RECORD.held),
    f64(13, OBJECT_RECORD.longestHold),
    u32(13, OBJECT_RECORD.holdTimes),
    u32(13, OBJECT_RECORD.holdTimes + 4 * 4),
  ]).toEqual([17, 12_000, 4000, 16, 1])
})

test('buckets are two to an octave, and the last takes all that is longer', () => {
  expect([0, 999, 1000, 1400, 1500, 2000, 4000, 1e18].map(bucketOf)).toEqual([0, 0, 0, 0, 1, 2, 4, 63])
})

test('the first name stays, and a long one ends with a whole character', () => {
  const record = register('Event', 14, 4096)
  record.name('é'.repeat(40))
  record.name('other')
  expect(record.label).toBe('é'.repeat(30))
})

test('a newer object takes the place of one 4096 before it, which notes nothing any more', () => {
  const old = register('Lock', 15, 4096)
  const young = register('Event', 15 + OBJECTS, 8192)
  old.count()
  old.name('old')
  old.travelled()
  old.noteHold(10, 1)
  recordAsWhole(15).noteWait(10)
  young.name('young')
  expect([
    young.label,
    old.label,
    f64(15, OBJECT_RECORD.acquired),
    f64(15, OBJECT_RECORD.holds),
    f64(15, OBJECT_RECORD.waits),
    u32(15, OBJECT_RECORD.travelled),
  ]).toEqual(['young', '', 0, 0, 0, 0])
})

test('wherever its maker is killed, a record is whole or is none', () => {
  for (let at = 0; ; at++) {
    const victim = new Victim(run, at)
    const number = 100 + at
    victim.play(() => register('Barrier', number, 640).travelled())
    if (u32(number, OBJECT_RECORD.number) === number)
      expect([SHARED_KINDS[u32(number, OBJECT_RECORD.kind)], f64(number, OBJECT_RECORD.offset)]).toEqual([
        'Barrier',
        640,
      ])
    victim.end()
    // Whoever comes after one that was killed inside the latch goes on.
    first.play(() => recordAsWhole(number).noteWait(5))
    if (!victim.isDead) return
  }
})
