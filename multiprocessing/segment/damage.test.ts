import { afterAll, beforeAll, expect, test } from 'vitest'
import { Channel } from './channel'
import { RECORD_HEADER } from './record'
import { CHANNEL, HEADER } from './layout'
import { Segment } from './segment'
import { SegmentDamagedError, SegmentFullError } from './segment-errors'
import { entryOf } from './waiters'
import { PENDING } from './attempt'

let segment: Segment

beforeAll(() => {
  segment = Segment.create(4, 0)
  segment.latchEntry = entryOf(2, 1, false)
})

afterAll(() => segment.memory.unmap())

function record(value: number, size = 64): Buffer {
  return Buffer.alloc(RECORD_HEADER + size, value)
}

/** What the next records begin with; `null`: no more. */
function take(channel: Channel, times: number): (number | null)[] {
  return Array.from({ length: times }, () => {
    const taken = channel.tryTake(0)
    return taken === PENDING ? null : (taken as Buffer).readUInt8(0)
  })
}

test('a segment that is not one is refused', () => {
  for (const [at, value] of [
    [HEADER.magic, 7],
    [HEADER.magic + 4, 99],
  ] as const) {
    const before = segment.u32(at)
    segment.setU32(at, value)
    expect(() => Segment.open(segment.memory.address)).toThrow(SegmentDamagedError)
    segment.setU32(at, before)
  }
})

const WRONG = [0, 1, 12, 4096, 2 ** 30, 2 ** 33 + 3, 2 ** 40, -8, NaN, Infinity, 1e300]

test.each(['head', 'headBlock', 'tail', 'tailBlock'] as const)(
  'a channel whose %s is overwritten is refused',
  (word) => {
    for (const value of WRONG) {
      const channel = Channel.create(segment)
      for (let i = 0; i < 3; i++) channel.tryPut(record(i), 0)
      const before = segment.f64(channel.offset + CHANNEL[word])
      segment.setF64(channel.offset + CHANNEL[word], value)
      const act = word.startsWith('head') ? () => take(channel, 1) : () => channel.tryPut(record(3), 0)
      expect(act).toThrow(`The run's shared memory is damaged: queue ${channel.number} does not hang together`)
      segment.setF64(channel.offset + CHANNEL[word], before)
      expect(take(channel, 4)).toEqual([0, 1, 2, null])
    }
  },
)

test('a record whose length is overwritten is refused', () => {
  for (const value of [20_000, 4097, 0x40000003, 0x7fffffff, 0x80000000, 0x80001000, 0xffffffff]) {
    const channel = Channel.create(segment)
    channel.tryPut(record(1), 0)
    segment.setU32(segment.f64(channel.offset + CHANNEL.head), value)
    expect(() => take(channel, 1)).toThrow(SegmentDamagedError)
  }
})

test.each([8, 3000, 100_000])(
  'a queue that is filled for ever with %d bytes is full at some time, and whole then',
  (size) => {
    const small = Segment.create(4, 0, 8 * 2 ** 20)
    const channel = Channel.create(small)
    let put = 0
    const fill = () => {
      for (; ; put++) channel.tryPut(record(put & 0xff, size), 0)
    }
    expect(fill).toThrow(SegmentFullError)
    expect(channel.count()).toBe(put)
    expect(put * size).toBeGreaterThan(2 ** 20)
    let taken = 0
    for (let [next] = take(channel, 1); next !== null; [next] = take(channel, 1)) if (next === (taken & 0xff)) taken++
    expect(taken).toBe(put)
    small.memory.unmap()
  },
)
