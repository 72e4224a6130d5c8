/** Waiting for several things at once: CPython's `multiprocessing.connection.wait`. */
import type { Process } from './process'
import {
  awaited,
  blocked,
  PENDING,
  TIMED_OUT,
  toLimits,
  type Limits,
  type Pending,
  type Source,
} from './segment/waiting'

/** Something to wait for: the end of a process. CPython: `Process.sentinel`. */
export class Sentinel {
  readonly process: Process
  constructor(of: Process) {
    this.process = of
  }

  /** Whether the process has ended. */
  get ready(): boolean {
    return !this.process.isAlive()
  }
}

const source: Source = { kind: 'wait', number: 0, slow: true, withdraw: () => undefined }

/**
 * Waits until at least one is ready.
 * @returns those that are ready; none when the time ran out
 */
export async function wait<T extends Sentinel>(objects: Iterable<T>, limits?: number | Limits): Promise<T[]> {
  const result = await awaited({ ...source }, looking([...objects]), toLimits(limits))
  return result === TIMED_OUT ? [] : result
}

export function waitSync<T extends Sentinel>(objects: Iterable<T>, limits?: number | Limits): T[] {
  const result = blocked(source, looking([...objects]), toLimits(limits))
  return result === TIMED_OUT ? [] : result
}

/** Every end of a process rings everybody, so there is nothing to enlist with. */
function looking<T extends Sentinel>(objects: readonly T[]): () => T[] | Pending {
  return () => {
    const ready = objects.filter((object) => object.ready)
    return ready.length > 0 ? ready : PENDING
  }
}
