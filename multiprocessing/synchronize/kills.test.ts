/** A process killed before any of its stores to a lock or the like: the others go on, and count right. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BrokenBarrierError } from '../errors'
import { setHost } from '../host'
import { Player, Victim, watchAtomics } from '../segment/player'
import { Segment } from '../segment/segment'
import { unpark } from '../segment/waiting'
import { Barrier } from './barrier'
import { Condition } from './condition'
import { Event } from './event'
import { ACQUIRABLE, LINED, PLACE } from './layout'
import { Lock } from './lock'
import { RLock } from './rlock'
import { BoundedSemaphore, Semaphore } from './semaphore'

/** Seconds within which a survivor that waits must have been served; a hang is longer. */
const SOON = 20
/** Seconds that a victim waits for what does not come. */
const BRIEF = 0.001

let run: Segment
let survivor: Player
let unwatch: () => void

beforeAll(() => {
  setHost(() => undefined)
  unwatch = watchAtomics()
  run = Segment.create(8, 0)
  survivor = new Player(run)
  survivor.enter()
})

afterAll(() => {
  unwatch()
  unpark()
})

interface Scene<T> {
  /** The object, as the survivor has it. */
  readonly object: T
  /** The same as the victim has it. */
  readonly its: T
  readonly victim: Victim
  /** What survivors wait for. */
  readonly waiting: Promise<unknown>[]
}

interface Play<T> {
  make(): T
  open(object: T): T
  /** What the victim does, and the survivors before and meanwhile. */
  act(scene: Scene<T>): void
  /** What the survivors do then. */
  afterwards?(scene: Scene<T>): void
  /** What must be true afterwards, whatever the victim had come to. */
  check(object: T, waited: readonly unknown[], isDead: boolean): unknown
}

/** Plays it again and again, the victim killed one store later each time, until it comes to its end alive. */
async function killedEverywhere<T extends object>(play: Play<T>): Promise<number> {
  for (let n = 0; ; n++) {
    const victim = new Victim(run, n)
    const object = play.make()
    const its = victim.play(() => play.open(object))
    victim.stores = 0
    const scene: Scene<T> = { object, its, victim, waiting: [] }
    try {
      play.act(scene)
    } catch (error) {
      if (!victim.isDead) throw error
    }
    const { isDead } = victim
    victim.die()
    String(object) // between the death and main's notice nobody is held up either
    victim.end()
    play.afterwards?.(scene)
    try {
      await play.check(object, await Promise.all(scene.waiting), isDead)
    } catch (error) {
      throw new Error(`killed before store ${n}: ${(error as Error).message}`, { cause: error })
    }
    if (!isDead) return n
  }
}

const locks: readonly [string, () => Lock | RLock, (offset: number) => Lock | RLock][] = [
  ['Lock', () => new Lock(), (offset) => new Lock(offset)],
  ['RLock', () => new RLock(), (offset) => new RLock(offset)],
]

/** One has it, others do not, and it is free afterwards. */
async function expectLock(lock: Lock | RLock): Promise<void> {
  const other = new Player(run)
  const its = other.play(() => (lock instanceof Lock ? new Lock(lock.offset) : new RLock(lock.offset)))
  const taken = [await lock.acquire(SOON), other.play(() => its.acquireSync({ block: false }))]
  lock.release()
  const then = other.play(() => its.acquireSync({ timeout: SOON }))
  other.play(() => its.release())
  other.end()
  expect([...taken, then, lock.locked()]).toEqual([true, false, true, false])
}

test.each(locks)('%s: acquired, and released with nobody waiting', async (_, make, open) => {
  const stores = await killedEverywhere({
    make,
    open: (lock) => open(lock.offset),
    act: ({ its, victim }) =>
      victim.play(() => {
        its.acquireSync()
        its.release()
        its.acquireSync({ timeout: BRIEF })
        its.release()
      }),
    check: expectLock,
  })
  expect(stores).toBeGreaterThan(5)
})

test.each(locks.flatMap(([name, make, open]) => [0, 1].map((starving) => [name, starving, make, open] as const)))(
  '%s: released while somebody waits (starving: %i)',
  async (_, starving, make, open) => {
    const stores = await killedEverywhere({
      make,
      open: (lock) => open(lock.offset),
      act: ({ object, its, victim, waiting }) => {
        victim.play(() => {
          its.acquireSync()
          survivor.play(() => waiting.push(object.acquire(SOON)))
          run.setU32(object.offset + ACQUIRABLE.starving, starving)
          its.release()
        })
      },
      async check(lock, waited) {
        if (waited.length > 0) {
          expect(waited).toEqual([true])
          lock.release()
        }
        await expectLock(lock)
      },
    })
    expect(stores).toBeGreaterThan(5)
  },
)

test.each(locks.flatMap(([name, make, open]) => [0, 1].map((starving) => [name, starving, make, open] as const)))(
  '%s: waited for in vain, then had (starving: %i)',
  async (_, starving, make, open) => {
    const stores = await killedEverywhere({
      make,
      open: (lock) => open(lock.offset),
      act({ object, its, victim }) {
        object.acquireSync()
        let isHeld = true
        const letGo = () =>
          survivor.play(() => {
            run.setU32(object.offset + ACQUIRABLE.starving, starving)
            if (isHeld) object.release()
            isHeld = false
          })
        try {
          victim.play(() => {
            its.acquireSync({ timeout: BRIEF })
            victim.whileWaiting = letGo
            if (its.acquireSync({ timeout: BRIEF })) its.release()
          })
        } finally {
          letGo()
        }
      },
      check: expectLock,
    })
    expect(stores).toBeGreaterThan(10)
  },
)

const semaphores: readonly [string, () => Semaphore, (offset: number) => Semaphore][] = [
  ['Semaphore', () => new Semaphore(2), (offset) => new Semaphore(0, offset, 'Semaphore')],
  ['BoundedSemaphore', () => new BoundedSemaphore(2), (offset) => new BoundedSemaphore(0, offset)],
]

/** Two have it and a third does not. */
async function expectTwo(semaphore: Semaphore, has = 0): Promise<void> {
  const got = []
  for (let i = has; i < 2; i++) got.push(await semaphore.acquire(SOON))
  got.push(await semaphore.acquire(0))
  semaphore.release(2)
  expect([got, semaphore.getValue()]).toEqual([[...Array<boolean>(2 - has).fill(true), false], 2])
}

test.each(semaphores)('%s: acquired and released', async (_, make, open) => {
  const stores = await killedEverywhere({
    make,
    open: (semaphore) => open(semaphore.offset),
    act: ({ its, victim }) =>
      victim.play(() => {
        its.acquireSync()
        its.acquireSync({ timeout: BRIEF })
        its.acquireSync({ timeout: BRIEF })
        its.release()
        its.acquireSync()
        its.release(2)
      }),
    check: (semaphore) => expectTwo(semaphore),
  })
  expect(stores).toBeGreaterThan(15)
})

test.each(semaphores)('%s: released while somebody waits', async (_, make, open) => {
  const stores = await killedEverywhere({
    make,
    open: (semaphore) => open(semaphore.offset),
    act({ object, its, victim, waiting }) {
      victim.play(() => {
        its.acquireSync()
        its.acquireSync()
        survivor.play(() => waiting.push(object.acquire(SOON), object.acquire(SOON)))
        its.release()
        its.release()
      })
    },
    async check(semaphore, waited) {
      expect(waited.every((got) => got === true)).toBe(true)
      await expectTwo(semaphore, waited.length)
    },
  })
  expect(stores).toBeGreaterThan(15)
})

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
