/** A process killed before any of its stores to a lock or a semaphore: the others go on, and count right. */
import { expect, test } from 'vitest'
import { BRIEF, expectLock, killedEverywhere, run, SOON, stage, survivor } from './killed-everywhere'
import { ACQUIRABLE } from './layout'
import { Lock } from './lock'
import { RLock } from './rlock'
import { BoundedSemaphore, Semaphore } from './semaphore'

stage()

const locks: readonly [string, () => Lock | RLock, (offset: number) => Lock | RLock][] = [
  ['Lock', () => new Lock(), (offset) => new Lock(offset)],
  ['RLock', () => new RLock(), (offset) => new RLock(offset)],
]

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
