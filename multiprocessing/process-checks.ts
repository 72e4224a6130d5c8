/** What a process must be to be made and to be started. */
import { AssertionError, RuntimeError } from './errors'
import type { ProcessOptions } from './process'
import { isImporting, thisParent, thisProcess, type ProcessState } from './process-state'

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

/** @throws AssertionError, RuntimeError when this is not the moment, or the wrong process */
export function checkStart(state: ProcessState): void {
  if (state.started !== undefined) throw new AssertionError('cannot start a process twice')
  if (state.role !== 'child') throw new AssertionError('can only start a process object created by current process')
  if (thisProcess()?.daemon === true) throw new AssertionError('daemonic processes are not allowed to have children')
  if (isImporting())
    throw new RuntimeError(
      `An attempt has been made to start a new process before the current process has finished its bootstrapping phase: ${thisProcess()?.name} is a child of ${thisParent()?.name} and was still loading the script. What must run once belongs under 'if (import.meta.main)'.`,
    )
}
