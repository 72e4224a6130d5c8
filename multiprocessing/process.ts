/** `Process`: CPython's `multiprocessing.process`. */
import { inspect } from 'node:util'
import { AuthenticationString, newKey } from './authentication'
import { Sentinel } from './connection/wait'
import { registerHandle } from './encoding'
import { AssertionError, ValueError } from './errors'
import { tellMain } from './host'
import { registerName } from './places'
import { checkName, checkOptions, type KeywordOptions, type ProcessOptions, type Target } from './process-options'
import { encodePayload, processFromData, processToData } from './process-payload'
import { checkStart, claimFor, endOf, interruptSlot, isUp, signalSlot } from './process-slot'
import {
  children,
  nextIdentity,
  openState,
  setState,
  stateOf,
  thisProcess,
  type ProcessState,
  type Started,
} from './process-state'
import { attached } from './segment/attachment'
import { ENDED } from './segment/layout'
import { readSlot, releaseSlot, type SlotKey } from './segment/slots'
import { PENDING, toLimits, type Limits } from './segment/attempt'
import { awaited, blocked } from './segment/waiting'
import { exitName, SIGKILL, SIGTERM } from './signals'
import { fixedMethod, type StartMethod } from './start-method'

/**
 * A process of the run: a real process of the operating system with its own memory. It loads the script and calls
 * its target. A subclass may override `run()`; its own fields travel with it.
 * CPython: `multiprocessing.Process`.
 */
export class Process<A extends unknown[] = never[]> {
  /** How such processes are brought up; `null`: as `setStartMethod` says. CPython: `Process._start_method`. */
  static readonly startMethod: StartMethod | null = null

  /**
   * @throws AssertionError when the name is no text
   * @throws TypeError when the target is no function, `args` no array, or an option unknown
   */
  constructor(options?: ProcessOptions<A>)
  constructor(options: KeywordOptions<A>)
  constructor(options: ProcessOptions<A> | KeywordOptions<A> = {}) {
    const me = thisProcess()
    const mine = me === undefined ? undefined : stateOf(me)
    const identity = nextIdentity()
    checkOptions(options as ProcessOptions<unknown[]>)
    setState(this, {
      role: 'child',
      target: options.target as Target<unknown[]> | undefined,
      args: [...(options.args ?? [])],
      kwargs: options.kwargs,
      name: options.name ?? `${this.constructor.name}-${identity.join(':')}`,
      daemon: options.daemon ?? mine?.daemon ?? false,
      // Its children share it.
      authkey: mine === undefined ? undefined : (mine.authkey ??= newKey()),
      identity,
      parentPid: process.pid,
      pid: null,
      started: undefined,
      closed: false,
      flags: 0,
    })
  }

  /** What the process does; a subclass may override it. Calls the target with its arguments. CPython: `Process.run`. */
  run(): unknown {
    const { target, args, kwargs } = openState(this)
    return target?.(...args, ...(kwargs === undefined ? [] : [kwargs]))
  }

  /**
   * Starts the process. Misuse and arguments that cannot be copied throw here, at the caller's line.
   * @returns a promise of the child being up; it need not be awaited
   * @throws AssertionError when it was started before, by a daemon, or is not of this process
   * @throws RuntimeError in a child that is still loading the script
   * @throws EncodeError, CaptureError when the target or an argument cannot be sent
   * @throws ProcessLimitError when the run has as many live processes as it may have
   * CPython: `Process.start`.
   */
  start(): Promise<void> {
    const state = openState(this)
    checkStart(state)
    const { startMethod } = this.constructor as typeof Process
    const cold = (startMethod ?? fixedMethod()) === 'spawn'
    for (const child of children) child.isAlive()
    const isPlain = this.constructor === Process
    const key = claimFor(state, cold, encodePayload(this as unknown as Process, startMethod, isPlain))
    state.started = { key, exitcode: null, joined: endOf(key) }
    children.add(this as unknown as Process)
    tellMain({ type: 'start', slot: key.slot, cold })
    const up = awaited({ ...endOf(key), kind: 'Process.start' }, () => isUp(key)).then(() => undefined)
    up.catch(() => undefined)
    return up
  }

  /**
   * Waits until the process has ended; read `exitcode` to learn how. CPython: `Process.join`.
   * @param limits at most so many seconds; then it returns all the same
   * @throws AssertionError when it has not been started, or not by this process
   */
  async join(limits?: number | Limits): Promise<void> {
    const { joined } = startedHere(this, 'join')
    await awaited(joined, () => this.reap() ?? PENDING, toLimits(limits))
  }

  /** As `join`, blocking this process. CPython: `Process.join`. */
  joinSync(limits?: number | Limits): void {
    const { joined } = startedHere(this, 'join')
    blocked(joined, () => this.reap() ?? PENDING, toLimits(limits))
  }

  /**
   * True from `start()` until the end has been seen. CPython: `Process.is_alive`.
   * @throws AssertionError for a process that another one has started
   */
  isAlive(): boolean {
    const state = openState(this)
    if (state.role === 'self') return true
    if (state.role === 'foreign') throw new AssertionError('can only test a child process')
    return state.started !== undefined && this.reap() === null
  }

  /** Rejects what the process waits for with `KeyboardInterrupt`, so that its `finally` blocks run. CPython 3.14: `Process.interrupt`. */
  interrupt(): void {
    const { key } = startedHere(this, 'interrupt')
    if (this.reap() === null) interruptSlot(key)
  }

  /** Ends the process by SIGTERM: no `finally`, no exit handlers; its own children end too. CPython: `Process.terminate`. */
  terminate(): void {
    const { key } = startedHere(this, 'terminate')
    if (this.reap() === null) signalSlot(key, SIGTERM)
  }

  /** Ends the process by SIGKILL. CPython: `Process.kill`. */
  kill(): void {
    const { key } = startedHere(this, 'kill')
    if (this.reap() === null) signalSlot(key, SIGKILL)
  }

  /**
   * Gives up the object's resources; nearly everything throws afterwards. CPython: `Process.close`.
   * @throws ValueError while the process runs
   */
  close(): void {
    const state = stateOf(this)
    if (state.closed) return
    if (state.started !== undefined && this.reap() === null)
      throw new ValueError(
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      )
    state.closed = true
    children.delete(this as unknown as Process)
  }

  /** Need not be unique. CPython: `Process.name`. */
  get name(): string {
    return stateOf(this).name
  }

  set name(value: string) {
    checkName(value)
    stateOf(this).name = value
  }

  /** Whether it is terminated when its parent ends; to be set before `start`. CPython: `Process.daemon`. */
  get daemon(): boolean {
    return stateOf(this).daemon
  }

  set daemon(value: boolean) {
    const state = openState(this)
    if (state.started !== undefined) throw new AssertionError('process has already started')
    state.daemon = value
  }

  /** The key of managers and listeners; children have their parent's. CPython: `Process.authkey`. */
  get authkey(): Uint8Array {
    return (stateOf(this).authkey ??= newKey())
  }

  set authkey(key: Uint8Array) {
    stateOf(this).authkey = new AuthenticationString(key)
  }

  /** The operating system's number of the process; `null` before it has started and is up. CPython: `Process.pid`. */
  get pid(): number | null {
    const state = openState(this)
    if (state.started !== undefined && state.pid === null) {
      const { key } = state.started
      const view = readSlot(attached().segment, key.slot)
      if (view.generation === key.generation && view.pid !== 0) state.pid = view.pid
    }
    return state.pid
  }

  /** The same as `pid`. CPython: `Process.ident`. */
  get ident(): number | null {
    return this.pid
  }

  /** `null` while it runs; 0 finished, 1 an uncaught error, N from `exit(N)`, -N ended by signal N. CPython: `Process.exitcode`. */
  get exitcode(): number | null {
    return openState(this).started === undefined ? null : this.reap()
  }

  /** Becomes ready when the process ends; to be waited for with `wait()`. CPython: `Process.sentinel`. */
  get sentinel(): Sentinel {
    if (openState(this).started === undefined) throw new ValueError('process not started')
    return new Sentinel(this as unknown as Process)
  }

  /** `<Process name='Process-1' pid=12 parent=11 stopped exitcode=-SIGTERM daemon>`. CPython: `repr` of it. */
  toString(): string {
    const state = stateOf(this)
    const status = this.status(state)
    const code = status === 'stopped' ? state.started?.exitcode : undefined
    return `<${[
      this.constructor.name,
      `name='${state.name}'`,
      ...(status === 'closed' || this.pid === null ? [] : [`pid=${this.pid}`]),
      `parent=${String(state.parentPid)}`,
      status,
      ...(code ? [`exitcode=${exitName(code)}`] : []),
      ...(state.daemon ? ['daemon'] : []),
    ].join(' ')}>`
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString()
  }

  private status(state: ProcessState): 'initial' | 'started' | 'stopped' | 'closed' | 'unknown' {
    if (state.role === 'self') return 'started'
    if (state.closed) return 'closed'
    if (state.role === 'foreign') return 'unknown'
    if (state.started === undefined) return 'initial'
    return this.reap() === null ? 'started' : 'stopped'
  }

  /** The exit code if the process has ended, else `null`. Frees its slot for others. */
  private reap(): number | null {
    const { started } = stateOf(this)
    if (started === undefined) return null
    if (started.exitcode !== null) return started.exitcode
    const run = attached()
    const view = readSlot(run.segment, started.key.slot)
    if (view.generation === started.key.generation && view.state !== ENDED) return null
    started.exitcode = view.exitcode
    if (view.pid !== 0) stateOf(this).pid = view.pid
    children.delete(this as unknown as Process)
    stateOf(this).beforeRelease?.(started.key)
    releaseSlot(run.segment, started.key)
    return started.exitcode
  }
}

registerName('parallab:Process', Process as never)
registerHandle('Process', Process, processToData as (process: Process<never>) => unknown, processFromData)

/** Marks a process as a pool's worker before it starts. */
export function mark(of: Process, flags: number): void {
  stateOf(of).flags |= flags
}

/** Who wants to read the slot of a process that has ended, whoever sees its end first. */
export function beforeRelease(of: Process, read: (key: SlotKey) => void): void {
  stateOf(of).beforeRelease = read
}

/** The slot of a started process. */
export function slotOf(of: Process): SlotKey | undefined {
  return stateOf(of).started?.key
}

function startedHere(of: object, what: 'join' | 'interrupt' | 'terminate' | 'kill'): Started {
  const { role, started, name } = openState(of)
  if (role !== 'child') throw new AssertionError(`can only ${what} a child process`)
  if (started !== undefined) return started
  if (what === 'join') throw new AssertionError('can only join a started process')
  throw new AssertionError(`cannot ${what} process ${name}: it has not been started`)
}
