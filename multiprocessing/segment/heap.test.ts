import { afterAll, beforeAll, expect, test } from 'vitest'
import { Holders, HOLDERS_SIZE } from './holders'
import { Player, Victim, watchAtomics } from './player'
import { Segment } from './segment'

let run: Segment
let segment: Segment
let unwatch: () => void

beforeAll(() => {
  unwatch = watchAtomics()
  run = Segment.create(4, 0)
  const survivor = new Player(run)
  survivor.enter()
  segment = survivor.segment
})

afterAll(() => {
  unwatch()
  run.memory.unmap()
})

/** Has a victim do something again and again, killed one store later each time, until it comes to its end alive. */
function killedEverywhere(play: (victim: Victim) => void, check: () => void): void {
  for (let n = 0; ; n++) {
    const victim = new Victim(run, n)
    try {
      victim.play(() => play(victim))
    } catch (error) {
      if (!victim.isDead) throw error
    }
    victim.end()
    try {
      check()
    } catch (error) {
      throw new Error(`killed before store ${n}: ${(error as Error).message}`, { cause: error })
    }
    if (!victim.isDead) return
  }
}

test('blocks of every size begin at a multiple of 64 bytes', () => {
  const sizes = [1, 64, 65, 96, 97, 128, 129, 192, 200, 1000]
  for (const size of sizes) expect([size, segment.allocate(size) % 64]).toEqual([size, 0])
})

test.each([
  ['near', 100],
  ['far', 9000],
])('whoever is killed while it allocates or frees has nobody get a block that another has: %s heap', (_, size) => {
  const bytes = Buffer.alloc(size, 1)
  const kept: number[] = []
  killedEverywhere(
    (victim) => {
      const blocks: number[] = []
      const allocate = () => {
        const block = victim.segment.store(bytes)
        if (!victim.isDead) blocks.push(block)
      }
      try {
        for (let i = 0; i < 3; i++) allocate()
        for (let i = 0; i < 2; i++) victim.segment.free(blocks.pop() as number, size)
        allocate()
      } finally {
        // What it was just giving back may have gone, or be lost.
        kept.push(...blocks)
      }
    },
    () => {
      const blocks = Array.from({ length: 8 }, () => segment.store(bytes))
      const all = [...kept, ...blocks].sort((a, b) => a - b)
      for (const [i, block] of all.entries())
        if (i > 0) expect(block - (all[i - 1] as number)).toBeGreaterThanOrEqual(size)
      for (const block of blocks) segment.free(block, size)
    },
  )
})

test('whoever is killed while it hands a copy of something on holds nobody up, and is not counted any more', () => {
  let offset = 0
  let carrier = 0
  const make = () => {
    const at = segment.allocateZeroed(HOLDERS_SIZE)
    new Holders(segment, at).begin(1)
    return at
  }
  let isSent = false
  killedEverywhere(
    (victim) => {
      isSent = false
      offset = make()
      carrier = make()
      const [its, way] = [new Holders(victim.segment, offset), new Holders(victim.segment, carrier)]
      its.add(victim.segment.latchEntry)
      way.add(victim.segment.latchEntry)
      for (let i = 0; i < 20; i++) {
        const ticket = its.depart()
        its.ride(ticket, way)
        if (i % 2 === 0) its.arrive(ticket, victim.segment.latchEntry)
      }
      its.remove(victim.segment.latchEntry)
      its.depart()
      isSent = !victim.isDead
    },
    () => {
      const holders = new Holders(segment, offset)
      // Of its messages only the last can still arrive: nobody has the way of the others any more.
      if (isSent) expect(holders.any()).toBe(true)
      holders.add(segment.latchEntry)
      const ticket = holders.depart()
      holders.remove(segment.latchEntry)
      expect(holders.any()).toBe(true)
      holders.arrive(ticket, segment.latchEntry)
      expect(holders.any()).toBe(true)
      holders.end()
    },
  )
})
