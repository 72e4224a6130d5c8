/** What the library knows of each `Process` object, and which of them is the process that runs this line. */
import type { AuthenticationString } from './authentication'
import { AssertionError, ValueError } from './errors'
import type { ParentProcess } from './parent-process'
import type { Process } from './process'
import type { Target } from './process-options'
import type { SlotKey } from './segment/slots'
import type { Source } from './segment/attempt'

/** A process that was started here. */
export interface Started {
  readonly key: SlotKey
  exitcode: number | null
  /** What `join` waits for. */
  readonly joined: Source
}

export interface ProcessState {
  /** `'child'`: made here, to be started or started; `'self'`: the process that runs this line; `'foreign'`: of another process. */
  readonly role: 'child' | 'self' | 'foreign'
  readonly target: Target<unknown[]> | undefined
  readonly args: readonly unknown[]
  readonly kwargs: object | undefined
  name: string
  daemon: boolean
  /** `undefined`: it is made when somebody asks for it; few do. */
  authkey: AuthenticationString | undefined
  readonly identity: readonly number[]
  /** Of the process that made the object; `null` for the script itself. */
  readonly parentPid: number | null
  /** What is known of it once; a slot forgets. */
  pid: number | null
  started: Started | undefined
  closed: boolean
  /** What its slot says of it besides DAEMON and COLD. */
  flags: number
  /** Called when its end has been seen, while its slot still is as it left it. */
  beforeRelease?: (key: SlotKey) => void
}

/** Beside the objects, so that a subclass's own fields are all that travels with it. */
const states = new WeakMap<object, ProcessState>()

/** The processes that were started here and have not been seen to end. */
export const children = new Set<Process>()

let self: Process | undefined
let parent: ParentProcess | null = null
let importing = false
let counter = 0

export function setState(of: object, state: ProcessState): void {
  states.set(of, state)
}

/** @throws AssertionError for a subclass that has not called `super()` */
export function stateOf(of: object): ProcessState {
  const state = states.get(of)
  if (state === undefined) throw new AssertionError('Process.__init__() not called')
  return state
}

/** @throws ValueError when it has been closed */
export function openState(of: object): ProcessState {
  const state = stateOf(of)
  if (state.closed) throw new ValueError('process object is closed')
  return state
}

export function thisProcess(): Process | undefined {
  return self
}

export function thisParent(): ParentProcess | null {
  return parent
}

/** The bootstrap says who this process is. */
export function setThisProcess(process: Process, of: ParentProcess | null): void {
  self = process
  parent = of
  counter = 0
}

/** Whether this process, a child, is still loading the script: it must not start processes meanwhile. */
export function isImporting(): boolean {
  return importing
}

export function setImporting(value: boolean): void {
  importing = value
}

export function nextIdentity(): readonly number[] {
  return [...(self === undefined ? [] : stateOf(self).identity), ++counter]
}
