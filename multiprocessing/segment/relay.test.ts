import os from 'node:os'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { attached } from './attachment'
import { PENDING } from './attempt'
import { Channel } from './channel'
import { settleOwed } from './owed'
import { Player } from './player'
import { RECORD_HEADER } from './record'
import { now, Segment } from './segment'

/** As many as may be on their way, and two more. */
const AT_ONCE = Math.max(1, os.availableParallelism() - 1)
const SLEEPERS = AT_ONCE + 2

let run: Segment
let channel: Channel
let sleepers: Player[]
const segments: Segment[] = []

beforeEach(() => {
  run = Segment.create(SLEEPERS + 1, 0)
  segments.push(run)
  new Player(run).enter()
  channel = Channel.create(attached().segment)
  sleepers = Array.from({ length: SLEEPERS }, () => new Player(run))
  for (const sleeper of sleepers) expect(look(sleeper)).toBe(false)
})

afterAll(() => {
  for (const segment of segments) segment.memory.unmap()
})

function put(records: number): void {
  for (let i = 0; i < records; i++) channel.tryPut(Buffer.alloc(RECORD_HEADER + 4), 0)
}

/** Looks as one who waits. @returns whether there was something */
function look(sleeper: Player): boolean {
  return sleeper.play(() => new Channel(sleeper.segment, channel.offset).tryTake(attached().entry) !== PENDING)
}

/** Which of the sleepers have been rung since this was last asked. */
function rung(): number[] {
  return sleepers.flatMap((sleeper, i) => sleeper.play(() => (run.memory.tryWait(attached().bell) ? [i] : [])))
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

/** Those on their way are late. */
function passTime(): void {
  for (const end = now() + 1.1e6; now() < end;);
}

test('no more are on their way than can run at once; whoever looks rings the next if he leaves anything', () => {
  put(SLEEPERS)
  expect(rung()).toEqual(upTo(AT_ONCE))
  expect(look(sleepers[0] as Player)).toBe(true)
  expect(rung()).toEqual([AT_ONCE])
  for (let i = 1; i <= AT_ONCE; i++) expect(look(sleepers[i] as Player)).toBe(true)
  expect(rung()).toEqual([AT_ONCE + 1])
  expect(look(sleepers[AT_ONCE + 1] as Player)).toBe(true)
  expect([channel.count(), rung()]).toEqual([0, []])
})

test('whoever looks and leaves nothing rings nobody, and one who finds nothing waits anew', () => {
  put(1)
  expect([rung(), look(sleepers[1] as Player), rung()]).toEqual([[0], true, []])
  expect(look(sleepers[0] as Player)).toBe(false)
  put(1)
  expect(rung()).toEqual([2])
})

test('one record is left to somebody who looks without a pause, a second one is not', () => {
  const [looker] = sleepers as [Player, ...Player[]]
  expect([look(looker), rung()]).toEqual([false, []])
  channel.getters.announce(now() + 1e9)
  put(1)
  expect(rung()).toEqual([])
  put(1)
  expect(rung()).toEqual([0])
  channel.getters.announce(now() - 1) // he has been stopped
  channel.tryTake(0)
  passTime()
  put(1)
  expect(rung()).not.toEqual([])
  channel.destroy()
})

test.each(['busy', 'dead'])(
  'in place of those who are %s others are rung: whoever put off their ring sees to it',
  (how) => {
    put(SLEEPERS)
    expect(rung()).toEqual(upTo(AT_ONCE))
    if (how === 'dead') for (const i of upTo(AT_ONCE)) (sleepers[i] as Player).end()
    rung() // a death wakes everybody
    expect([settleOwed(), rung()]).toEqual([true, []])
    passTime()
    expect([settleOwed(), rung()]).toEqual([true, [AT_ONCE]])
    expect([look(sleepers[AT_ONCE] as Player), rung()]).toEqual([true, [AT_ONCE + 1]])
    expect([look(sleepers[AT_ONCE + 1] as Player), settleOwed()]).toEqual([true, false])
    if (how === 'busy') for (const i of upTo(AT_ONCE)) expect(look(sleepers[i] as Player)).toBe(true)
  },
)

test('one on his way who gives up passes his ring on', () => {
  put(AT_ONCE)
  const [first] = sleepers as [Player, ...Player[]]
  first.play(() => new Channel(first.segment, channel.offset).withdrawGetter(attached().entry))
  expect(rung()).toEqual(upTo(AT_ONCE + 1))
  channel.destroy()
})

test('nothing is owed to a channel that is gone', () => {
  put(SLEEPERS)
  channel.destroy()
  expect(settleOwed()).toBe(false)
})
