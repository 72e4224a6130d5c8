/** Waiting for several futures: CPython's `concurrent.futures.wait` and `as_completed`. */
import { TimeoutError, ValueError } from '../errors'
import { toLimits, type Limits } from '../segment/attempt'
import type { Future } from './future'
import { Vigil } from './vigil'

/** What `wait` waits for. CPython: the constants of the same names. */
export type ReturnWhen = 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' | 'ALL_COMPLETED'

const CONDITIONS: readonly ReturnWhen[] = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED']

/** What `wait` can be told. CPython: the parameters of `concurrent.futures.wait`; `signal` is only here. */
export interface WaitOptions extends Limits {
  /**
   * `'FIRST_COMPLETED'`: until one is done or cancelled; `'FIRST_EXCEPTION'`: until one has failed, or all are done;
   * `'ALL_COMPLETED'`, the default: until all are.
   */
  readonly returnWhen?: ReturnWhen | undefined
}

/** What `wait` answers: each future once, in the order given. CPython: the named tuple `DoneAndNotDoneFutures`. */
export interface DoneAndNotDone<F> {
  /** Those that have a result or an error, or were cancelled. */
  readonly done: Set<F>
  /** The others. */
  readonly notDone: Set<F>
}

/**
 * Waits for futures, also of several executors. When the time runs out it answers what there is.
 * CPython: `concurrent.futures.wait`.
 * @throws ValueError when `returnWhen` is none of the three
 */
export async function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  options?: number | WaitOptions,
): Promise<DoneAndNotDone<F>> {
  const all = new Set(futures)
  const vigil = new Vigil(all)
  try {
    await vigil.until(condition(vigil, options), toLimits(options))
  } finally {
    vigil.leave()
  }
  return parted(all)
}

/** As `wait`, blocking the process. CPython: `concurrent.futures.wait`. */
export function waitSync<F extends Future<unknown>>(
  futures: Iterable<F>,
  options?: number | WaitOptions,
): DoneAndNotDone<F> {
  const all = new Set(futures)
  const vigil = new Vigil(all)
  try {
    vigil.untilSync(condition(vigil, options), toLimits(options))
  } finally {
    vigil.leave()
  }
  return parted(all)
}

/**
 * Here: a future that is done, as `asCompleted` gives it; `resultSync()` has its result at once. Its type cannot be
 * awaited, or the compiler would take it that `for await` awaits it.
 */
export type Completed<F> = F & {
  /** Not to be awaited. */
  readonly then: never
}

/**
 * Futures, each once, as soon as it is done or cancelled; first those that are already. For a `for await` loop.
 * CPython: `concurrent.futures.as_completed`.
 * @param limits seconds from this call on in which all must be done
 * @throws TimeoutError while iterating, when they are not
 */
export function asCompleted<F extends Future<unknown>>(
  futures: Iterable<F>,
  limits?: number | Limits,
): AsyncIterableIterator<Completed<F>> {
  const vigil = new Vigil(futures)
  const left = countdown(toLimits(limits))
  // Not an async generator, which would give the futures' results.
  return {
    async next() {
      while (!vigil.isOver) {
        const future = vigil.done.shift()
        if (future !== undefined) return { done: false, value: future as Completed<F> }
        try {
          if (!(await vigil.until(() => vigil.done.length > 0, left()))) throw unfinished(vigil)
        } catch (error) {
          // No loop calls `return` after an error.
          vigil.leave()
          throw error
        }
      }
      return { done: true, value: undefined }
    },
    return() {
      vigil.leave()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** As `asCompleted`, each step blocking the process. CPython: `concurrent.futures.as_completed`. */
export function asCompletedSync<F extends Future<unknown>>(
  futures: Iterable<F>,
  limits?: number | Limits,
): Generator<F, undefined> {
  return taken(new Vigil(futures), countdown(toLimits(limits)))
}

function* taken<F extends Future<unknown>>(vigil: Vigil<F>, left: () => Limits): Generator<F, undefined> {
  try {
    while (!vigil.isOver) {
      const future = vigil.done.shift()
      if (future !== undefined) yield future
      else if (!vigil.untilSync(() => vigil.done.length > 0, left())) throw unfinished(vigil)
    }
  } finally {
    vigil.leave()
  }
}

function condition(vigil: Vigil<Future<unknown>>, options: number | WaitOptions = {}): () => boolean {
  const { returnWhen = 'ALL_COMPLETED' } = typeof options === 'number' ? {} : options
  if (!CONDITIONS.includes(returnWhen)) throw new ValueError(`Invalid return condition: '${String(returnWhen)}'`)
  if (returnWhen === 'FIRST_COMPLETED') return () => vigil.open.size === 0 || vigil.done.length > 0
  if (returnWhen === 'FIRST_EXCEPTION') return () => vigil.open.size === 0 || vigil.hasFailed
  return () => vigil.open.size === 0
}

function parted<F extends Future<unknown>>(all: Iterable<F>): DoneAndNotDone<F> {
  const done = new Set<F>()
  const notDone = new Set<F>()
  for (const future of all) (future.done() ? done : notDone).add(future)
  return { done, notDone }
}

/** The same limits from now on. */
function countdown(limits: Limits | undefined): () => Limits {
  const due = performance.now() + (limits?.timeout ?? Infinity) * 1000
  return () => ({ ...limits, timeout: (due - performance.now()) / 1000 })
}

function unfinished({ open, total }: Vigil<Future<unknown>>): TimeoutError {
  return new TimeoutError(`${open.size} (of ${total}) futures unfinished`)
}
