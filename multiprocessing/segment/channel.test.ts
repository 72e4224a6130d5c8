import { afterAll, beforeAll, expect, test } from 'vitest'
import { Channel } from './channel'
import { RECORD_HEADER } from './record'
import { attached } from './attachment'
import { CHANNEL } from './layout'
import { Player, Victim, watchAtomics } from './player'
import { Raw } from './record'
import { Segment } from './segment'
import { PENDING } from './attempt'

let segment: Segment
let unwatch: () => void

beforeAll(() => {
  unwatch = watchAtomics()
  const run = Segment.create(4, 0)
  const survivor = new Player(run)
  survivor.enter()
  segment = survivor.segment
})

afterAll(() => {
  unwatch()
  segment.memory.unmap()
})

function record(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(RECORD_HEADER + size, value & 0xff)
  bytes.writeUInt32LE(value, RECORD_HEADER)
  return bytes
}

function take(channel: Channel): number | null {
  const taken = channel.tryTake(0)
  return taken === PENDING ? null : taken.readUInt32LE(0)
}

/** Bytes between the tail and the end of its block; negative: outside it. */
function roomBehindTail({ offset }: Channel): number {
  const block = segment.f64(offset + CHANNEL.tailBlock)
  const tail = segment.f64(offset + CHANNEL.tail)
  return tail < block ? -1 : block + segment.u32(block) - tail
}

/** Puts and takes that fill blocks, cross into the next, begin the only block anew and store records outside. */
const SCRIPTS: Readonly<Record<string, readonly (number | 'take')[]>> = {
  'small records': [8, 8, 'take', 8, 'take', 'take', 8],
  'a chain of blocks': [4000, 4000, 4000, 4000, 4000, 'take', 'take', 'take', 'take', 'take', 4000, 'take'],
  'the only block anew': [4000, 'take', 4000, 'take', 4000, 'take', 4000, 'take', 4000, 'take', 8],
  'records outside': [9000, 8, 9000, 'take', 'take', 9000, 'take', 'take'],
}

test.each(Object.keys(SCRIPTS))('whoever is killed between any two stores loses nothing that was put: %s', (name) => {
  let survived = false
  for (let n = 0; !survived; n++) {
    const channel = Channel.create(segment)
    const victim = new Victim(segment, n)
    const killed = victim.play(() => new Channel(victim.segment, channel.offset))
    const expected: number[] = []
    let putting: number | undefined
    let taking: number | undefined
    for (const [i, step] of (SCRIPTS[name] ?? []).entries()) {
      if (step === 'take') taking = expected[0]
      else putting = i + 1
      try {
        if (step === 'take') take(killed)
        else killed.tryPut(record(i + 1, step), 0)
      } catch (error) {
        if (!victim.isDead) throw error // the dead goes on in a world without its own stores
      }
      if (victim.isDead) break
      if (step === 'take') expected.shift()
      else expected.push(i + 1)
      putting = taking = undefined
    }
    survived = !victim.isDead
    victim.end()

    const left: number[] = []
    for (let value = take(channel); value !== null; value = take(channel)) left.push(value)
    // What was in its hands when it was killed may have got through or not.
    const without = taking === undefined ? expected : expected.slice(1)
    const withPut = putting === undefined ? expected : [...expected, putting]
    expect([expected, without, withPut], `killed at store ${n}`).toContainEqual(left)

    for (let round = 0; round < 30; round++) {
      channel.tryPut(record(round, 3000), 0)
      channel.tryPut(record(round + 100, 20), 0)
      expect(roomBehindTail(channel), `killed at store ${n}`).toBeGreaterThanOrEqual(0)
      expect(channel.count()).toBe(2)
      expect([take(channel), take(channel)]).toEqual([round, round + 100])
    }
    channel.destroy()
  }
})

test('what is unfinished counts what was put and not yet marked as done', () => {
  const channel = Channel.create(segment)
  for (let i = 0; i < 3; i++) channel.tryPut(record(i, 8), 0)
  take(channel)
  expect([channel.finishOne(), channel.finishOne(), channel.tryJoin(0)]).toEqual([true, true, PENDING])
  expect([channel.finishOne(), channel.finishOne(), channel.tryJoin(0)]).toEqual([true, false, true])
})

test('a record that a killed reader had in its hands is still in the channel, or its claim names it', () => {
  for (const size of [40, 9000]) {
    let survived = false
    for (let n = 0; !survived; n++) {
      const channel = Channel.create(segment)
      const claim = segment.allocateZeroed(64)
      for (const value of [7, 8]) channel.tryPut(record(value, size), 0)
      const victim = new Victim(segment, n)
      const killed = victim.play(() => new Channel(victim.segment, channel.offset))
      killed.tryTake(0, claim)
      survived = !victim.isDead
      victim.end()
      const left = [take(channel), take(channel)].filter((value) => value !== null)
      expect([[7, 8], [8]], `killed at store ${n}`).toContainEqual(left)
      expect(left.includes(7) ? 7 : segment.u32(claim), `killed at store ${n}`).toBe(7)
      channel.destroy()
    }
  }
})

test('a claim notes how a record begins, also of one that lies outside', () => {
  const channel = Channel.create(segment)
  const claim = segment.allocate(64)
  for (const size of [40, 9000]) {
    channel.tryPut(record(0x01020304, size), 0)
    channel.tryTake(0, claim)
    expect(segment.u32(claim)).toBe(0x01020304)
  }
})

test('a raw record arrives as it was put, between encoded ones', () => {
  const channel = Channel.create(segment)
  for (const size of [0, 1, 33, 4092, 4093, 10_000]) {
    const bytes = new Uint8Array(size).fill(9)
    channel.tryPut(record(1, 8), 0)
    channel.tryPut(new Raw(3, bytes, false), 0)
    channel.tryPut(record(2, 9000), 0)
    expect((channel.tryTakeAny(0) as Buffer).readUInt32LE(0)).toBe(1)
    expect(channel.tryTakeAny(0)).toEqual(new Raw(3, Buffer.from(bytes), size > 4092))
    expect((channel.tryTakeAny(0) as Buffer).readUInt32LE(0)).toBe(2)
  }
})

test('a patient getter is rung when enough has come, and at once for what is urgent or large', () => {
  const { entry, bell } = attached()
  const wakes = (act: (channel: Channel) => void, patience = 3) => {
    const channel = Channel.create(segment)
    channel.waitFor(patience)
    channel.tryTake(entry)
    while (segment.memory.tryWait(bell)); // deaths before have rung everybody
    act(channel)
    return segment.memory.tryWait(bell)
  }
  const put = (channel: Channel, times: number) => {
    for (let i = 0; i < times; i++) channel.tryPut(record(i, 8), 0)
  }
  expect([1, 2, 3, 4].map((times) => wakes((channel) => put(channel, times)))).toEqual([false, false, true, true])
  expect(wakes((channel) => channel.tryPut(record(1, 8), 0, true))).toBe(true)
  expect(wakes((channel) => channel.tryPut(record(1, 9000), 0))).toBe(true)
  expect(wakes((channel) => put(channel, 1), 0)).toBe(true)
  // It has become less patient meanwhile.
  expect(wakes((channel) => (put(channel, 2), channel.waitFor(2)))).toBe(true)
  expect(wakes((channel) => channel.waitFor(0))).toBe(false)
})
