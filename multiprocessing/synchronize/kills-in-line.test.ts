/** A process killed before any of its stores to an event, a condition or a barrier: who waits there is served or told. */
import { expect, test } from 'vitest'
import { BrokenBarrierError } from '../errors'
import { Player } from '../segment/player'
import { Barrier } from './barrier'
import { Condition } from './condition'
import { Event } from './event'
import { BRIEF, expectLock, killedEverywhere, run, SOON, stage, survivor } from './killed-everywhere'
import { LINED, PLACE } from './layout'
import { Lock } from './lock'

stage()

test('Event: set, cleared and waited for', async () => {
  const stores = await killedEverywhere<Event>({
    make: () => new Event(),
    open: (event) => new Event(event.offset),
    act({ object, its, victim, waiting }) {
      waiting.push(object.wait(SOON))
      victim.play(() => {
        its.waitSync(BRIEF)
        its.set()
        its.waitSync()
        its.clear()
        victim.whileWaiting = () => survivor.play(() => object.set())
        its.waitSync(BRIEF)
      })
    },
    // It may have been killed before it was set, or after it was cleared.
    afterwards: ({ object }) => object.set(),
    async check(event, waited) {
      expect(waited.every((got) => got === true)).toBe(true)
      event.clear()
      const late = event.wait(SOON)
      event.set()
      expect([await late, await event.wait(SOON), event.isSet()]).toEqual([true, true, true])
    },
  })
  expect(stores).toBeGreaterThan(15)
})

const conditions = { make: () => new Condition(new Lock()), open: openCondition }

function openCondition(condition: Condition): Condition {
  return new Condition(new Lock(Condition.lockOf(condition).offset), condition.offset)
}

/** Stands in line from now on. */
function notified(condition: Condition): Promise<boolean> {
  condition.acquireSync()
  return condition.wait(SOON).finally(() => condition.release())
}

function isInLine(player: Player, { offset }: Condition): boolean {
  for (let place = run.u32(offset + LINED.first); place !== 0; place = run.u32(place * 4 + PLACE.next))
    if ((run.u32(place * 4 + PLACE.entry) & 0xff) === player.slot) return true
  return false
}

async function expectEmptyLine(condition: Condition): Promise<void> {
  await expectLock(Condition.lockOf(condition))
  expect(String(condition)).toBe('<Condition(<Lock(owner=None)>, 0)>')
  const waiting = [notified(condition), notified(condition)]
  await condition.use(() => condition.notify(2))
  expect(await Promise.all(waiting)).toEqual([true, true])
}

test('Condition: notified by one who dies', async () => {
  const stores = await killedEverywhere<Condition>({
    ...conditions,
    act({ object, its, victim, waiting }) {
      waiting.push(notified(object), notified(object))
      victim.play(() => {
        its.acquireSync()
        its.notify()
        its.release()
        its.acquireSync()
        its.notifyAll()
        its.release()
      })
    },
    // Those who have not been notified are now.
    afterwards: ({ object, waiting }) => void waiting.push(object.use(() => object.notifyAll())),
    async check(condition, waited) {
      expect(waited).toEqual([true, true, undefined])
      await expectEmptyLine(condition)
    },
  })
  expect(stores).toBeGreaterThan(10)
})

test('Condition: a notification of one who dies goes to the next', async () => {
  let hadIt = false
  const stores = await killedEverywhere<Condition>({
    ...conditions,
    act({ object, its, victim, waiting }) {
      try {
        victim.play(() => {
          its.acquireSync()
          its.waitSync(BRIEF)
          victim.whileWaiting = () =>
            survivor.play(() => {
              waiting.push(notified(object))
              object.useSync(() => object.notify())
            })
          its.waitSync(BRIEF)
          its.release()
        })
      } finally {
        hadIt = waiting.length > 0 && !isInLine(victim, object)
      }
    },
    // A notification that got where it should is not passed on.
    afterwards: ({ object }) => void (hadIt && object.use(() => object.notify())),
    async check(condition, waited) {
      expect(waited.every((got) => got === true)).toBe(true)
      await expectEmptyLine(condition)
    },
  })
  expect(stores).toBeGreaterThan(15)
})

async function met(barrier: Barrier, seconds = SOON): Promise<unknown> {
  try {
    return await barrier.wait(seconds)
  } catch (error) {
    return error instanceof BrokenBarrierError ? 'broken' : error
  }
}

test.each([
  ['without', undefined],
  ['with', () => undefined],
])('Barrier %s an action: all who wait go on or are told', async (_, action) => {
  const open = (barrier: Barrier) => new Barrier(0, { action }, barrier.offset)
  const other = new Player(run)
  const stores = await killedEverywhere<Barrier>({
    make: () => new Barrier(2, { action }),
    open,
    act({ object, its, victim, waiting }) {
      victim.play(() => {
        victim.whileWaiting = () => other.play(() => open(object).waitSync())
        its.waitSync(SOON)
        survivor.play(() => waiting.push(met(object)))
        its.waitSync(SOON)
        its.abort()
        its.reset()
        try {
          its.waitSync(BRIEF)
        } catch (error) {
          if (!(error instanceof BrokenBarrierError)) throw error
        }
      })
    },
    // Whoever waits for a victim that never came meets this one; whoever waits with a dead one is told without.
    afterwards: ({ object, waiting }) => void waiting.push(met(object, BRIEF)),
    async check(barrier, waited) {
      expect(waited.filter((came) => came !== 'broken' && typeof came !== 'number')).toEqual([])
      barrier.reset()
      expect(await Promise.all([met(barrier), met(barrier)])).toEqual([0, 1])
      expect([barrier.nWaiting, barrier.broken]).toEqual([0, false])
    },
  })
  other.end()
  expect(stores).toBeGreaterThan(30)
})
