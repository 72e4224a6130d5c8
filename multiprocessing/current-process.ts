/** The process that runs this line, its parent and its children: the functions of CPython's `multiprocessing.process`. */
import { AuthenticationString } from './authentication'
import { inheritLogging } from './logging'
import type { ParentProcess } from './parent-process'
import { noteArrival } from './places'
import { Process } from './process'
import type { Target } from './process-options'
import type { ChildConfig, ProcessPayload } from './process-payload'
import { children, setState, setThisProcess, thisParent, thisProcess } from './process-state'
import { setStartMethod } from './start-method'

/** The process that runs this line. CPython: `multiprocessing.current_process`. */
export function currentProcess(): Process {
  const self = thisProcess()
  if (self === undefined) throw new Error('this process is not part of a run')
  return self
}

/** The process that started this one, `null` in the script itself. CPython: `multiprocessing.parent_process`. */
export function parentProcess(): ParentProcess | null {
  return thisParent()
}

/** The live children of this process; those that have ended are joined by the way. CPython: `multiprocessing.active_children`. */
export function activeChildren(): Process[] {
  return [...children].filter((child) => child.isAlive())
}

/** This is the run's first process. */
export function becomeMain(): void {
  become(blank(), { name: 'MainProcess', daemon: false, identity: [] }, null)
}

/** This is a child that has yet to load the script, without which its payload cannot be read. */
export function becomeUnborn(name: string, daemon: boolean, parent: ParentProcess | null): void {
  become(blank(), { name, daemon, identity: [] }, parent)
}

/** This is the process that a payload describes. */
export function becomeChild({ self, config, target, args }: ProcessPayload, parent: ParentProcess | null): void {
  become(self ?? blank(), config, parent, target ?? undefined, args)
  if (target !== null) noteArrival(target)
  if (config.startMethod !== null) setStartMethod(config.startMethod, { force: true })
  inheritLogging(config.logging)
}

/** A process object that is not made to be started. */
function blank(): Process {
  return Object.create(Process.prototype) as Process
}

function become(
  me: Process,
  config: Pick<ChildConfig, 'name' | 'daemon' | 'identity'> & Partial<Pick<ChildConfig, 'authkey'>>,
  parent: ParentProcess | null,
  target?: Target<unknown[]>,
  args: readonly unknown[] = [],
): void {
  setState(me, {
    role: 'self',
    target,
    args,
    kwargs: undefined,
    name: config.name,
    daemon: config.daemon,
    authkey: config.authkey === undefined ? undefined : new AuthenticationString(config.authkey),
    identity: config.identity,
    parentPid: parent?.pid ?? null,
    pid: process.pid,
    started: undefined,
    closed: false,
    flags: 0,
  })
  setThisProcess(me, parent)
}
