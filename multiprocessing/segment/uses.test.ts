import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Source } from './attempt'
import { OBJECTS_AT } from './layout'
import { OBJECT_RECORD, OBJECTS, USE, USES } from './object-layout'
import { register } from './objects'
import { Player, watchAtomics } from './player'
import { Segment } from './segment'
import { setSiteReader } from './sites'
import { countUse } from './uses'

let run: Segment
let unwatch: () => void
let line = 0

beforeAll(() => {
  unwatch = watchAtomics()
  run = Segment.create(8, 0)
  new Player(run).enter()
  setSiteReader(() => ({ line, column: 1 }))
})

afterAll(() => {
  unwatch()
  run.memory.unmap()
})

const lock = (number: number): Source => ({ kind: 'Lock.acquire', number, withdraw: () => undefined })

/** By line, how often it is said to have used a thing. */
function usesOf(number: number): Record<number, number> {
  const at = OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size + OBJECT_RECORD.uses
  const uses = Array.from({ length: USES }, (_, i) => at + i * USE.size)
  return Object.fromEntries(
    uses.filter((use) => run.f64(use) > 0).map((use) => [run.u32(use + USE.line), run.f64(use + USE.count)]),
  )
}

test('few operations are counted one by one, of many those since the last that was looked up are missing', () => {
  register('Lock', 21, 4096)
  for (line = 3; line < 6; line++) for (let i = 0; i < line; i++) countUse(lock(21))
  expect(usesOf(21)).toEqual({ 3: 3, 4: 4, 5: 5 })
  line = 6
  for (let i = 0; i < 100_000; i++) countUse(lock(21))
  expect(usesOf(21)[6]).toSatisfy((count: number) => count > 85_000 && count <= 100_000)
})

test('a newer thing in the place of one that was used much has its first operations looked up', () => {
  register('Lock', 21 + OBJECTS, 4096)
  line = 9
  countUse(lock(21 + OBJECTS))
  countUse(lock(21 + OBJECTS))
  expect(usesOf(21 + OBJECTS)).toEqual({ 9: 2 })
})

test('what the library does by itself, and waits for processes, are no uses', () => {
  register('Lock', 22, 4096)
  line = 9
  countUse({ ...lock(22), own: true })
  countUse({ ...lock(22), background: true })
  countUse({ ...lock(22), kind: 'Process.join' })
  expect(usesOf(22)).toEqual({})
})
