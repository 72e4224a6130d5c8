/** What a process is made of. */
import { AssertionError } from './errors'

/** A function that can be the target of a process. Here: its type, which CPython has no name for. */
export type Target<A extends unknown[]> = (...args: A) => unknown

/** How any process is made. CPython: the parameters of `multiprocessing.Process`; `group` does not exist here. */
interface CommonOptions {
  /** Default: the class's name and a number, `Process-1`; children of that one are `Process-1:1`, … */
  readonly name?: string | undefined
  /** A daemon is terminated when its parent ends, and may have no children. Default: as the parent is. */
  readonly daemon?: boolean | undefined
}

/** How a process is made. CPython: the parameters of `multiprocessing.Process`; `group` does not exist here. */
export interface ProcessOptions<A extends unknown[]> extends CommonOptions {
  /** What the process calls; a function of the script. */
  readonly target?: Target<A> | undefined
  /** The target's arguments; they are copied when the process starts. */
  readonly args?: A | undefined
  /** With it the target takes one argument more, see `KeywordOptions`. */
  readonly kwargs?: undefined
}

/** How a process is made whose target takes one more argument, the object `kwargs`. CPython: the same parameters. */
export interface KeywordOptions<A extends unknown[]> extends CommonOptions {
  /** What the process calls with `args` and then `kwargs`. */
  readonly target: Target<A>
  /** The target's arguments but the last. */
  readonly args?: A extends [...infer First, unknown] ? First : A
  /** The target's last argument. */
  readonly kwargs: A extends [...unknown[], infer Last] ? Last & object : A[number] & object
}

const OPTIONS = ['target', 'name', 'args', 'kwargs', 'daemon']

/** @throws TypeError, AssertionError for what a Process cannot be made of */
export function checkOptions(options: ProcessOptions<unknown[]>): void {
  const unknown = Object.keys(options).find((option) => !OPTIONS.includes(option))
  if (unknown !== undefined) throw new TypeError(`Process got an unexpected option '${unknown}'`)
  if (options.name !== undefined) checkName(options.name)
  if (options.target != null && typeof options.target !== 'function')
    throw new TypeError(`the target of a Process must be a function, not ${typeof options.target}`)
  if (options.args != null && !Array.isArray(options.args))
    throw new TypeError(`the args of a Process must be an array, not ${typeof options.args}`)
}

export function checkName(name: unknown): void {
  if (typeof name !== 'string') throw new AssertionError('name must be a string')
}
