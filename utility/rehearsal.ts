/**
 * What a spare does while it waits: it goes once through what every start needs, on a segment of its own, so that V8 has
 * compiled it when the real thing comes. A start from a spare is then some milliseconds shorter; nothing of it is kept.
 */
import { compileFunction } from 'node:vm'
import { crypto } from '../multiprocessing/crypto'
import { decode, encode } from '../multiprocessing/encoding'
import { Channel } from '../multiprocessing/segment/channel'
import { RECORD_HEADER } from '../multiprocessing/segment/record'
import { Segment } from '../multiprocessing/segment/segment'
import { readSlot } from '../multiprocessing/segment/slots'
import { PENDING } from '../multiprocessing/segment/attempt'

/** Times: the first compiles, the others let V8 see what kinds of value to expect. */
const TIMES = 3

/** It costs the advantage and nothing else when the rehearsal fails: the real start says what is wrong, if anything is. */
export function rehearse(): void {
  try {
    // The first process of a run makes the key with it that all others are given.
    crypto()
    perform(Segment.create(1, 0))
  } catch {
    // See above.
  }
}

function perform(segment: Segment): void {
  try {
    for (let i = 0; i < TIMES; i++) {
      const channel = Channel.create(segment)
      channel.tryPut(
        encode({ args: [i, 'text', new Map([[i, [0.5]]])], error: new Error('none') }, '', RECORD_HEADER),
        0,
      )
      const record = channel.tryTake(0)
      if (record !== PENDING) decode(record)
      channel.destroy()
      readSlot(segment, 0)
      void (compileFunction('return (async () => { await null })()') as () => Promise<void>)()
    }
  } finally {
    segment.memory.unmap()
  }
}
