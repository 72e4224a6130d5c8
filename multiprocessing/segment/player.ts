/**
 * For unit tests: processes of a run, played by this one, and one of them killed between two stores. From its n-th store
 * on nothing that a victim does reaches the segment any more, as if the operating system had ended it there; it goes on in
 * a world of its own, where whatever it exchanges succeeds, until it comes to its end or has made too many stores.
 */
import { attach, isAttached, attached } from './attachment'
import { SLOT } from './layout'
import type { Memory } from './operating-system'
import type { Segment } from './segment'
import { claimSlot, setEnded, slotAt } from './slots'
import type { Window } from './window'

/** Stores that a victim may make after its death before it is told: loops that wait for one of them come to an end. */
const AFTERLIFE = 1000

/** Methods of an array that write. */
const WRITERS: readonly unknown[] = ['set', 'fill', 'copyWithin']

export class Killed extends Error {
  override name = 'Killed'
}

export class Player {
  readonly slot: number
  /** The run's segment as this player sees it. */
  readonly segment: Segment
  private readonly run: Segment
  private life: 'unborn' | 'alive' | 'over' = 'unborn'

  constructor(run: Segment) {
    const key = claimSlot(run, { parent: -1, name: '', flags: 0, payload: 0, payloadLength: 0 })
    if (key === null) throw new Error('the run has no room for another player')
    this.run = run
    this.slot = key.slot
    const memory = this.memoryOf(run)
    this.segment = Object.create(run, {
      memory: { value: memory },
      window: { value: memory.window },
      latchEntry: { value: 0, writable: true },
    }) as Segment
  }

  /** Does something as this player; what it leaves to be done later is done by the player before. */
  play<T>(act: () => T): T {
    const before = isAttached() ? attached() : undefined
    this.enter()
    try {
      return act()
    } finally {
      if (before !== undefined) attach(before.segment, before.slot)
    }
  }

  /** Whatever is not said to be somebody else's is this player's from now on. */
  enter(): void {
    attach(this.segment, this.slot)
  }

  /** The operating system lets go of what it held, as at every death; main has not noticed. */
  die(): void {
    if (this.life === 'alive') this.run.memory.releaseMutex(slotAt(this.slot) + SLOT.life)
    this.life = 'over'
  }

  /** It has ended, and main has noticed. */
  end(): void {
    this.die()
    setEnded(this.run, this.slot, { exitcode: -9, reason: 'killed' })
    this.run.setU32(slotAt(this.slot) + SLOT.state, 0)
  }

  protected memoryOf({ memory }: Segment): Memory {
    return {
      ...memory,
      // Its life is held once, however often it enters.
      acquireMutex: (offset) => {
        if (offset !== slotAt(this.slot) + SLOT.life) return memory.acquireMutex(offset)
        if (this.life !== 'unborn') return 'acquired'
        this.life = 'alive'
        return memory.acquireMutex(offset)
      },
    }
  }
}

export class Victim extends Player {
  stores = 0
  /** What others do while it waits for its bell, which they ring then. */
  whileWaiting: (() => void) | undefined
  private readonly at: number

  /** @param at the store before which it is killed; Infinity: it lives */
  constructor(run: Segment, at: number) {
    super(run)
    this.at = at
  }

  get isDead(): boolean {
    return this.stores > this.at
  }

  /** Counts a store. @returns whether it still happens */
  storing(): boolean {
    this.stores++
    if (this.isDead) this.die()
    // Now and again: who catches it goes on, as one does who must have a lock again whatever happens.
    if (this.isDead && (this.stores - this.at) % AFTERLIFE === 0) throw new Killed()
    return !this.isDead
  }

  protected override memoryOf(run: Segment): Memory {
    const memory = super.memoryOf(run)
    return {
      ...memory,
      window: this.windowOf(run.window),
      write: (offset, source, length) => void (this.storing() && memory.write(offset, source, length)),
      post: (offset) => void (this.storing() && memory.post(offset)),
      waitFor: (offset, microseconds) => {
        const act = this.whileWaiting
        if (this.isDead || act === undefined) return !this.isDead && memory.waitFor(offset, microseconds)
        this.whileWaiting = undefined
        act()
        return true
      },
    }
  }

  private windowOf(window: Window): Window {
    const own = Object.entries(window).map(([name, array]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(array) ? this.watched(array as Uint32Array) : array,
    ])
    return Object.fromEntries(own) as Window
  }

  private watched(array: Uint32Array): Uint32Array {
    const proxy = new Proxy(array, {
      get: (target, key) => {
        const value = Reflect.get(target, key) as unknown
        if (typeof value !== 'function') return value
        const call = value.bind(target) as (...args: unknown[]) => unknown
        return WRITERS.includes(key) ? (...args: unknown[]) => (this.storing() ? call(...args) : proxy) : call
      },
      set: (target, key, value) => !this.storing() || Reflect.set(target, key, value),
    })
    watched.set(proxy, { array, victim: this })
    return proxy
  }
}

const watched = new WeakMap<object, { readonly array: Uint32Array; readonly victim: Victim }>()
const { load, store, add, compareExchange } = Atomics

/** `Atomics` take no proxies: they are led past those of victims. @returns the way back */
export function watchAtomics(): () => void {
  const isStored = (of: Uint32Array) => watched.get(of)?.victim.storing() !== false
  const array = (of: Uint32Array) => watched.get(of)?.array ?? of
  Object.assign(Atomics, {
    load: (of: Uint32Array, i: number) => load(array(of), i),
    store: (of: Uint32Array, i: number, value: number) => (isStored(of) ? store(array(of), i, value) : value),
    add: (of: Uint32Array, i: number, value: number) => (isStored(of) ? add(array(of), i, value) : 0),
    compareExchange: (of: Uint32Array, i: number, from: number, to: number) =>
      isStored(of) ? compareExchange(array(of), i, from, to) : from,
  })
  return () => void Object.assign(Atomics, { load, store, add, compareExchange })
}
