/** Waiting for several things at once: CPython's `multiprocessing.connection.wait`. */
import type { Process } from '../process'
import type { Entry } from '../segment/waiters'
import { PENDING, TIMED_OUT, toLimits, type Attempt, type Limits, type Source } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'

/** What `wait` asks of the things it waits for. */
export interface Readiness {
  readonly number: number
  /** An answer within microseconds is not to be expected. */
  readonly slow: boolean
  /** @throws OSError when the thing is closed */
  isReady(): boolean
  /** Has this process rung at the next change. */
  watch(entry: Entry): void
}

export const readiness: unique symbol = Symbol('readiness')

/** What `wait` waits for: a connection, a listener, a queue or a process's sentinel. CPython: objects with a `fileno`. */
export interface Waitable {
  /** @internal */
  readonly [readiness]: Readiness
}

/** Something to wait for: the end of a process. CPython: `Process.sentinel`. */
export class Sentinel implements Waitable {
  /** Whose end it is. */
  readonly process: Process
  constructor(of: Process) {
    this.process = of
  }

  /** Whether the process has ended. */
  get ready(): boolean {
    return !this.process.isAlive()
  }

  /** @internal Every end of a process rings everybody, so there is nothing to enlist with. */
  get [readiness](): Readiness {
    return { number: 0, slow: true, isReady: () => this.ready, watch: () => undefined }
  }
}

/**
 * Waits until at least one is ready: a connection, `SimpleQueue` or queue that has something to give or whose other end
 * is gone, a listener that somebody knocks at, a process that has ended.
 * CPython: `multiprocessing.connection.wait`.
 * @param limits at most so many seconds; 0 or less: only looks
 * @returns all that are ready, in the order given; none when the time ran out
 * @throws OSError when one of them is closed
 */
export async function wait<T extends Waitable>(objects: Iterable<T>, limits?: number | Limits): Promise<T[]> {
  const all = [...objects]
  const result = await awaited(sourceOf(all), looking(all), toLimits(limits))
  return result === TIMED_OUT ? [] : result
}

/** As `wait`, blocking the process. CPython: `multiprocessing.connection.wait`. */
export function waitSync<T extends Waitable>(objects: Iterable<T>, limits?: number | Limits): T[] {
  const all = [...objects]
  const result = blocked(sourceOf(all), looking(all), toLimits(limits))
  return result === TIMED_OUT ? [] : result
}

function sourceOf(objects: readonly Waitable[]): Source {
  const all = objects.map((object) => object[readiness])
  return {
    kind: 'wait',
    number: all.length === 1 ? (all[0] as Readiness).number : 0,
    slow: all.every(({ slow }) => slow),
    withdraw: () => undefined,
  }
}

function looking<T extends Waitable>(objects: readonly T[]): Attempt<T[]> {
  const all = objects.map((object) => object[readiness])
  const ready = () => objects.filter((_, i) => (all[i] as Readiness).isReady())
  return (entry) => {
    let found = ready()
    if (found.length > 0 || entry === 0) return found.length > 0 ? found : PENDING
    for (const object of all) object.watch(entry)
    found = ready()
    return found.length > 0 ? found : PENDING
  }
}
