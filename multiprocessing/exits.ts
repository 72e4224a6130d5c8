/** What a process does last: CPython's `atexit` and `multiprocessing.util.Finalize`. */
import { inspect } from 'node:util'
import { KeyboardInterrupt, ValueError } from './errors'
import { logSubDebug } from './logging'
import { placeName } from './places'

type Callback<A extends unknown[]> = (...args: A) => unknown

interface Handler {
  readonly fn: Callback<unknown[]>
  readonly args: unknown[]
}

const handlers: Handler[] = []

/**
 * Functions that a process calls when it ends: by itself, by `exit()`, by an uncaught error, or interrupted; not when
 * it is terminated or killed, and not by `process.exit()`. The last one registered is called first, before daemons are
 * terminated and children joined. What they return is awaited; what they throw is printed and changes nothing else.
 * A child has none of its parent's. CPython: the module `atexit`.
 */
export const atexit = {
  /** @returns `fn`. CPython: `atexit.register`. */
  register<A extends unknown[]>(fn: Callback<A>, ...args: A): Callback<A> {
    if (typeof fn !== 'function') throw new TypeError('the first argument must be callable')
    handlers.push({ fn: fn as Callback<unknown[]>, args })
    return fn
  },

  /** Takes back every registration of `fn`. CPython: `atexit.unregister`. */
  unregister(fn: (...args: never[]) => unknown): void {
    for (let i = handlers.length - 1; i >= 0; i--) if (handlers[i]?.fn === fn) handlers.splice(i, 1)
  },
}

const finalizers = new Map<number, Finalize>()
const collected = new FinalizationRegistry<Finalize>((finalize) => void finish(finalize))
let counter = 0

/** When a finalizer is called. CPython: the parameters of `multiprocessing.util.Finalize`. */
export interface FinalizeOptions<A extends unknown[]> {
  /** What the function is called with. */
  readonly args?: A
  /**
   * The higher, the earlier at the end of the process; at least 0: before daemons are terminated and children joined;
   * less: after. Without it the finalizer is not called at the end of the process.
   */
  readonly exitpriority?: number
}

/**
 * Calls a function once: when an object is collected as garbage, when the process ends (as `atexit` says), or by
 * `call()`; whichever comes first. The function and its arguments must not refer to the object.
 * CPython: `multiprocessing.util.Finalize`.
 */
export class Finalize<A extends unknown[] = unknown[]> {
  /** As it was given, else `null`. */
  readonly exitpriority: number | null
  private readonly number = ++counter
  private readonly callback: Callback<A>
  private readonly args: A

  /**
   * @param object what to wait for; `null`: only the end of the process
   * @throws TypeError when the priority is no integer
   * @throws ValueError when there is neither an object nor a priority
   */
  constructor(object: object | null, callback: Callback<A>, options: FinalizeOptions<A> = {}) {
    const { exitpriority } = options
    if (exitpriority !== undefined && !Number.isInteger(exitpriority))
      throw new TypeError(`Exitpriority (${String(exitpriority)}) must be undefined or an integer`)
    if (object === null && exitpriority === undefined)
      throw new ValueError('Without object, exitpriority cannot be None')
    this.exitpriority = exitpriority ?? null
    this.callback = callback
    this.args = options.args ?? ([] as unknown as A)
    finalizers.set(this.number, this as unknown as Finalize)
    if (object !== null) collected.register(object, this as unknown as Finalize, this)
  }

  /** Calls the function unless it was called or cancelled before. @returns what it returns */
  call(): unknown {
    if (!this.forget()) return logSubDebug('finalizer no longer registered')
    logSubDebug('finalizer calling %s with args %j', placeName(this.callback as { name: string }), this.args)
    return this.callback(...this.args)
  }

  /** The function will not be called. CPython: `Finalize.cancel`. */
  cancel(): void {
    this.forget()
  }

  /** Whether the function may still be called. CPython: `Finalize.still_active`. */
  stillActive(): boolean {
    return finalizers.has(this.number)
  }

  /** CPython: `repr` of it. */
  toString(): string {
    if (!this.stillActive()) return '<Finalize object, dead>'
    const priority = this.exitpriority === null ? '' : `, exitpriority=${this.exitpriority}`
    return `<Finalize object, callback=${placeName(this.callback as { name: string })}${priority}>`
  }

  private forget(): boolean {
    collected.unregister(this)
    return finalizers.delete(this.number)
  }
}

/** Calls what `atexit` registered, the last first. */
export async function runExitHandlers(): Promise<void> {
  for (let handler = handlers.pop(); handler !== undefined; handler = handlers.pop()) {
    const { fn, args } = handler
    await attempt(`Exception ignored in atexit callback ${placeName(fn as { name: string })}`, () => fn(...args))
  }
}

/** Calls the finalizers that have at least this priority, the highest first, among equals the latest. */
export async function runFinalizers(least = -Infinity): Promise<void> {
  const due = [...finalizers].filter(([, { exitpriority }]) => exitpriority !== null && exitpriority >= least)
  due.sort(([a, first], [b, second]) => (second.exitpriority as number) - (first.exitpriority as number) || b - a)
  for (const [, finalize] of due) await finish(finalize)
}

function finish(finalize: Finalize): Promise<void> {
  return attempt(`Exception ignored in ${finalize.toString()}`, () => finalize.stillActive() && finalize.call())
}

/** Interrupts go on; anything else that is thrown has no caller to go to. */
async function attempt(where: string, body: () => unknown): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (error instanceof KeyboardInterrupt) throw error
    process.stderr.write(`${where}:\n${inspect(error)}\n`)
  }
}
