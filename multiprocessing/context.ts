/** Contexts: CPython's `multiprocessing.context`. A context is the whole library bound to one start method. */
import * as api from './api'
import { ValueError } from './errors'
import { registerName } from './places'
import { fixedMethod, knownMethod, type StartMethod } from './start-method'

/**
 * The library with a start method of its own: its `Process`, `Pool` and `Manager` use that method whatever
 * `setStartMethod` says; everything else is the same as outside. CPython: `multiprocessing.context.BaseContext`.
 */
export interface Context extends Omit<typeof api, 'Manager' | 'Process' | 'Pool'> {
  /** Its server is a process of the context. CPython: `BaseContext.Manager`. */
  readonly Manager: typeof api.Manager
  /** Its processes are brought up by the context's method. CPython: `SpawnProcess`, `ForkServerProcess`. */
  readonly Process: typeof api.Process
  /** Its workers are processes of the context. CPython: `BaseContext.Pool`. */
  readonly Pool: typeof api.Pool
  /** This context, or that of another method. @throws ValueError when there is no such method. CPython: `BaseContext.get_context`. */
  getContext(method?: StartMethod): Context
  /** The method of this context. CPython: `BaseContext.get_start_method`. */
  getStartMethod(): StartMethod
  /** @throws ValueError always: the method of a context is what it is. CPython: `BaseContext.set_start_method`. */
  setStartMethod(method: StartMethod | null): never
}

/** A process that is brought up by a cold start. CPython: `multiprocessing.context.SpawnProcess`. */
class SpawnProcess<A extends unknown[] = never[]> extends api.Process<A> {
  static override readonly startMethod = 'spawn'
}

/** A process that takes over a warm spare. CPython: `multiprocessing.context.ForkServerProcess`. */
class ForkServerProcess<A extends unknown[] = never[]> extends api.Process<A> {
  static override readonly startMethod = 'forkserver'
}

for (const own of [SpawnProcess, ForkServerProcess]) registerName(`parallab:${own.name}`, own as never)

const contexts: Readonly<Record<StartMethod, Context>> = {
  spawn: contextOf('spawn', SpawnProcess),
  forkserver: contextOf('forkserver', ForkServerProcess),
}

/**
 * The context of a start method; without one that of the method in force, which is fixed by asking.
 * @throws ValueError when there is no such method: `'fork'` does not exist here, as on Windows
 * CPython: `multiprocessing.get_context`.
 */
export function getContext(method?: StartMethod): Context {
  return contexts[method === undefined ? fixedMethod() : knownMethod(method)]
}

function contextOf(method: StartMethod, Process: typeof api.Process): Context {
  const context: Context = {
    ...api,
    Manager: (options) => api.Manager({ ctx: context, ...options }),
    Process,
    Pool: class Pool<I extends unknown[]> extends api.Pool<I> {
      constructor(options: number | api.PoolOptions<I> = {}) {
        super({ ...(typeof options === 'number' ? { processes: options } : options), context })
      }
    },
    getContext: (other = method) => getContext(other),
    getStartMethod: () => method,
    setStartMethod() {
      throw new ValueError('cannot set start method of concrete context')
    },
  }
  return context
}
