/** How processes are brought up, and which way is this process's default: the state behind `context.ts`. */
import { RuntimeError, ValueError } from './errors'

/**
 * `'forkserver'`: a warm spare that has loaded the library takes the process over, in a few milliseconds.
 * `'spawn'`: a cold start, some 125 ms. Both begin clean and load the script. CPython: the names of start methods.
 */
export type StartMethod = 'forkserver' | 'spawn'

/** The default first. */
const METHODS: readonly StartMethod[] = ['forkserver', 'spawn']

let chosen: StartMethod | null = null

/** The method of this process; asking fixes it. */
export function fixedMethod(): StartMethod {
  return (chosen ??= 'forkserver')
}

/**
 * The start method for `Process` and `Pool` outside of a context. Asking for it fixes it.
 * @param options `allowNone`: `null`, and nothing is fixed, when it has not been chosen yet
 * CPython: `multiprocessing.get_start_method`.
 */
export function getStartMethod(options: { readonly allowNone: true }): StartMethod | null
export function getStartMethod(options?: { readonly allowNone?: false }): StartMethod
export function getStartMethod(options: { readonly allowNone?: boolean } = {}): StartMethod | null {
  return options.allowNone === true ? chosen : fixedMethod()
}

/**
 * Chooses the start method, once. Children inherit it.
 * @param method `null` with `force`: not chosen again
 * @param options `force`: although it has been chosen
 * @throws RuntimeError when it has been chosen, ValueError when there is no such method
 * CPython: `multiprocessing.set_start_method`.
 */
export function setStartMethod(method: StartMethod | null, options: { readonly force?: boolean } = {}): void {
  if (chosen !== null && options.force !== true) throw new RuntimeError('context has already been set')
  chosen = method === null && options.force === true ? null : knownMethod(method)
}

/** The start methods that there are, the default first. CPython: `multiprocessing.get_all_start_methods`. */
export function getAllStartMethods(): StartMethod[] {
  return [...METHODS]
}

/** @throws ValueError when there is no such method: 'fork' cannot be had, as on Windows */
export function knownMethod(method: unknown): StartMethod {
  const known = METHODS.find((name) => name === method)
  if (known === undefined) throw new ValueError(`cannot find context for '${String(method)}'`)
  return known
}
