/** For tests: a process that is killed before each of its stores to a shared object, one after another, while others use it. */
import { afterAll, beforeAll, expect } from 'vitest'
import { setHost } from '../host'
import { Player, Victim, watchAtomics } from '../segment/player'
import { Segment } from '../segment/segment'
import { unpark } from '../segment/parked'
import { Lock } from './lock'
import { RLock } from './rlock'

/** Seconds within which a survivor that waits must have been served; a hang is longer. */
export const SOON = 20
/** Seconds that a victim waits for what does not come. */
export const BRIEF = 0.001

export let run: Segment
export let survivor: Player

/** To be called once by a file of such tests. */
export function stage(): void {
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
}

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
export async function killedEverywhere<T extends object>(play: Play<T>): Promise<number> {
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

/** One has it, others do not, and it is free afterwards. */
export async function expectLock(lock: Lock | RLock): Promise<void> {
  const other = new Player(run)
  const its = other.play(() => (lock instanceof Lock ? new Lock(lock.offset) : new RLock(lock.offset)))
  const taken = [await lock.acquire(SOON), other.play(() => its.acquireSync({ block: false }))]
  lock.release()
  const then = other.play(() => its.acquireSync({ timeout: SOON }))
  other.play(() => its.release())
  other.end()
  expect([...taken, then, lock.locked()]).toEqual([true, false, true, false])
}
