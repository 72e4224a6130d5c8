import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { OBJECTS_AT } from '../segment/layout'
import { OBJECT_RECORD, OBJECTS } from '../segment/object-layout'
import { pause } from '../segment/pace'
import { Player } from '../segment/player'
import { Segment } from '../segment/segment'
import { Lock } from './lock'
import { RLock } from './rlock'
import { Semaphore } from './semaphore'

let run: Segment
let other: Player
/** Nanoseconds of a clock that goes only when it is told to. */
let time = 1e9

beforeAll(() => {
  run = Segment.create(8, 0)
  other = new Player(run)
  new Player(run).enter()
  vi.spyOn(process, 'hrtime').mockImplementation((() => [Math.floor(time / 1e9), time % 1e9]) as typeof process.hrtime)
})

afterAll(() => {
  vi.restoreAllMocks()
  run.memory.unmap()
})

function holds({ number }: { readonly number: number }) {
  const at = OBJECTS_AT + (number % OBJECTS) * OBJECT_RECORD.size
  const [acquired, count, sum, longest] = (['acquired', 'holds', 'held', 'longestHold'] as const).map((field) =>
    run.f64(at + OBJECT_RECORD[field]),
  )
  return { acquired, count, sum, longest }
}

/** Holds something for so many nanoseconds. */
function hold(what: Lock | RLock | Semaphore, nanoseconds: number): void {
  what.acquireSync()
  time += nanoseconds
  what.release()
}

test('holds that are long or far between are measured one by one', () => {
  const lock = new Lock()
  for (let i = 0; i < 10; i++) hold(lock, 50_000)
  for (let i = 0; i < 10; i++) {
    time += 100_000
    hold(lock, 1000)
  }
  expect(holds(lock)).toEqual({ acquired: 20, count: 20, sum: 510_000, longest: 50_000 })
})

test('of those in quick succession a part stands for all, and what they left over is added when the process stands still', () => {
  const lock = new Lock()
  for (let i = 0; i < 1000; i++) hold(lock, 200)
  const { count } = holds(lock)
  pause()
  expect([(count as number) > 700, holds(lock)]).toEqual([
    true,
    { acquired: 1000, count: 1000, sum: 200_000, longest: 200 },
  ])
})

test.each([0, 1, 2, 100, 128, 200, 255, 256, 700])(
  'a long hold after %i quick ones is measured from where the process stands still',
  (quick) => {
    const lock = new RLock()
    time += 1e9
    for (let i = 0; i < quick; i++) hold(lock, 100)
    lock.acquireSync()
    lock.acquireSync()
    pause()
    time += 5e6
    lock.release()
    lock.release()
    expect(holds(lock)).toEqual({ acquired: quick + 2, count: quick + 1, sum: quick * 100 + 5e6, longest: 5e6 })
  },
)

test('a hold that another process ends is as long as it was', () => {
  const lock = new Lock()
  lock.acquireSync()
  time += 3e6
  other.play(() => new Lock(lock.offset).release())
  expect(holds(lock)).toMatchObject({ count: 1, sum: 3e6 })
})

test('units of a semaphore that one process holds at once add up, whichever is released first', () => {
  const semaphore = new Semaphore(3)
  time += 1e9
  for (let i = 0; i < 300; i++) hold(semaphore, 100)
  pause()
  const before = holds(semaphore).sum as number
  semaphore.acquireSync()
  time += 1e6
  semaphore.acquireSync()
  semaphore.acquireSync()
  time += 1e6
  semaphore.release(2)
  time += 1e6
  semaphore.release()
  expect([holds(semaphore).count, (holds(semaphore).sum as number) - before]).toEqual([303, 5e6])
})

test('a semaphore that counts signals is held by nobody', () => {
  const signals = new Semaphore(0)
  for (let i = 0; i < 200; i++) {
    signals.release()
    time += 1e6
    signals.acquireSync()
  }
  expect(holds(signals)).toMatchObject({ acquired: 200, count: 0, sum: 0 })
})
