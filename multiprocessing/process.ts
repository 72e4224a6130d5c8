/** `Process`: CPython's `multiprocessing.process`. */
import { Sentinel } from './connection'
import { encode, relabelled } from './encoding'
import { AssertionError, ProcessLimitError, ValueError } from './errors'
import { tellMain } from './host'
import type { ParentProcess } from './parent-process'
import { attached } from './segment/attachment'
import { COLD, DAEMON, ENDED, HEADER, RUNNING, SLOT, STARTING } from './segment/layout'
import { claimSlot, readSlot, releaseSlot, slotAt, type SlotKey } from './segment/slots'
import { awaited, blocked, PENDING, toLimits, type Limits, type Pending, type Source } from './segment/waiting'
import { exitName, sendSignal, SIGKILL, SIGTERM } from './signals'

/** A function that can be the target of a process. */
export type Target<A extends unknown[]> = (...args: A) => unknown

export interface ProcessOptions<A extends unknown[]> {
  /** What the process calls; a function of the script. */
  readonly target?: Target<A> | undefined
  /** Default: the class's name and a number, `Process-1`; children of that one are `Process-1:1`, … */
  readonly name?: string | undefined
  readonly args?: A | undefined
  /** Handed to the target as one object after `args`. */
  readonly kwargs?: object | undefined
  /** A daemon is terminated when its parent ends, and may have no children. Default: as the parent is. */
  readonly daemon?: boolean | undefined
}

/** What travels to the child: a target with its arguments, or an instance of a subclass. */
export interface ProcessPayload {
  readonly target: Target<unknown[]> | null
  readonly args: readonly unknown[]
  readonly self: Process | null
  readonly config: { readonly name: string; readonly daemon: boolean; readonly identity: readonly number[] }
}

interface Started {
  readonly key: SlotKey
  readonly number: number
  exitcode: number | null
  readonly joined: Source
}

interface Hidden {
  target: Target<unknown[]> | undefined
  args: readonly unknown[]
  kwargs: object | undefined
  name: string
  daemon: boolean
  identity: readonly number[]
  started: Started | undefined
  closed: boolean
  /** This object stands for the process it is in. */
  isSelf: boolean
  cold: boolean
  flags: number
}

/** Beside the object, so that a subclass's own fields are all that travels with it. */
const hidden = new WeakMap<Process, Hidden>()
const children = new Set<Process>()
let counter = 0
let self: Process | undefined
let parent: ParentProcess | null = null

/**
 * A process of the run: a real utility process of its own, started from a warm spare.
 * CPython: `multiprocessing.Process`.
 */
export class Process<A extends unknown[] = never[]> {
  constructor(options: ProcessOptions<A> = {}) {
    const me = self === undefined ? undefined : hiddenOf(self)
    const identity = [...(me?.identity ?? []), ++counter]
    if (options.name !== undefined && typeof options.name !== 'string')
      throw new AssertionError('name must be a string')
    hidden.set(this as unknown as Process, {
      target: options.target as Target<unknown[]> | undefined,
      args: options.args ?? [],
      kwargs: options.kwargs,
      name: options.name ?? `${this.constructor.name}-${identity.join(':')}`,
      daemon: options.daemon ?? me?.daemon ?? false,
      identity,
      started: undefined,
      closed: false,
      isSelf: false,
      cold: false,
      flags: 0,
    })
  }

  /** What the process does; a subclass may override it. Calls the target with its arguments. CPython: `Process.run`. */
  run(): unknown {
    const { target, args, kwargs } = open(this)
    if (target === undefined) return undefined
    return target(...args, ...(kwargs === undefined ? [] : [kwargs]))
  }

  /**
   * Starts the process. Misuse and arguments that cannot be copied throw here, at the caller's line.
   * @returns a promise of the child being up; it need not be awaited
   * @throws AssertionError when it was started before, or by a daemon
   * @throws EncodeError, CaptureError when the target or an argument cannot be sent
   * @throws ProcessLimitError when the run has as many live processes as it may have
   */
  start(): Promise<void> {
    const state = open(this)
    const me = self
    if (state.started !== undefined || state.isSelf) throw new AssertionError('cannot start a process twice')
    if (me?.daemon === true) throw new AssertionError('daemonic processes are not allowed to have children')
    const run = attached()
    activeChildren()
    const payload: ProcessPayload = {
      target: state.target ?? null,
      args: [...state.args, ...(state.kwargs === undefined ? [] : [state.kwargs])],
      self: this.constructor === Process ? null : (this as unknown as Process),
      config: { name: state.name, daemon: state.daemon, identity: state.identity },
    }
    const bytes = relabelled(
      () => encode(payload, 'process'),
      (path) =>
        path
          .replace(/^process\.(self\b)?/, (_, self?: string) => (self === undefined ? '' : state.name))
          .replace(state.kwargs === undefined ? /$^/ : `args[${state.args.length}]`, 'kwargs'),
    )
    const stored = run.segment.store(bytes)
    const key = claimSlot(run.segment, {
      parent: run.slot,
      name: state.name,
      flags: (state.daemon ? DAEMON : 0) | (state.cold ? COLD : 0) | state.flags,
      payload: stored,
      payloadLength: bytes.length,
    })
    if (key === null) {
      run.segment.free(stored, bytes.length)
      const limit = run.segment.u32(HEADER.processLimit)
      throw new ProcessLimitError(
        `process ${state.name} was not started: the run has ${limit} live processes, which is its limit (see Settings). Does the script start itself? What must run once belongs under 'if (import.meta.main)'.`,
      )
    }
    state.started = {
      key,
      number: key.number,
      exitcode: null,
      joined: { kind: 'Process.join', number: key.number, slow: true, withdraw: () => undefined },
    }
    children.add(this as unknown as Process)
    tellMain({ type: 'start', slot: key.slot, cold: state.cold })
    const up = awaited({ kind: 'Process.join', number: key.number, slow: true, withdraw: () => undefined }, () =>
      isUp(key),
    )
    const settled = up.then(() => undefined)
    settled.catch(() => undefined)
    return settled
  }

  /**
   * Waits until the process has ended; read `exitcode` to learn how. CPython: `Process.join`.
   * @param limits at most so many seconds; then it returns all the same
   */
  async join(limits?: number | Limits): Promise<void> {
    const { joined } = this.childState('join')
    await awaited(joined, () => this.reap() ?? PENDING, toLimits(limits))
  }

  joinSync(limits?: number | Limits): void {
    const { joined } = this.childState('join')
    blocked(joined, () => this.reap() ?? PENDING, toLimits(limits))
  }

  /** True from `start()` until the end has been seen. CPython: `Process.is_alive`. */
  isAlive(): boolean {
    const state = open(this)
    if (state.isSelf) return true
    return state.started !== undefined && this.reap() === null
  }

  /** Rejects what the process waits for with `KeyboardInterrupt`, so that its `finally` blocks run. CPython 3.14: `Process.interrupt`. */
  interrupt(): void {
    const { key } = this.signalState('interrupt')
    if (this.reap() !== null) return
    const run = attached()
    run.segment.setU32(slotAt(key.slot) + SLOT.interrupt, 1)
    run.segment.memory.post(slotAt(key.slot) + SLOT.syncBell)
    tellMain({ type: 'interrupt', slot: key.slot, generation: key.generation })
  }

  /** Ends the process by SIGTERM: no `finally`, no exit handlers; its own children end too. CPython: `Process.terminate`. */
  terminate(): void {
    this.signal('terminate', SIGTERM)
  }

  /** Ends the process by SIGKILL. CPython: `Process.kill`. */
  kill(): void {
    this.signal('kill', SIGKILL)
  }

  /** Gives up the object's resources; nearly everything throws afterwards. CPython: `Process.close`. */
  close(): void {
    const state = hiddenOf(this)
    if (state.closed) return
    if (state.started !== undefined && this.reap() === null)
      throw new ValueError(
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      )
    state.closed = true
    children.delete(this as unknown as Process)
  }

  get name(): string {
    return hiddenOf(this).name
  }

  set name(value: string) {
    if (typeof value !== 'string') throw new AssertionError('name must be a string')
    hiddenOf(this).name = value
  }

  get daemon(): boolean {
    return hiddenOf(this).daemon
  }

  set daemon(value: boolean) {
    const state = open(this)
    if (state.started !== undefined) throw new AssertionError('process has already started')
    state.daemon = value
  }

  /** The operating system's number of the process; `null` before it has started and is up. */
  get pid(): number | null {
    const state = open(this)
    if (state.isSelf) return process.pid
    if (state.started === undefined) return null
    const { key, exitcode } = state.started
    const view = readSlot(attached().segment, key.slot)
    if (view.generation === key.generation && view.pid !== 0) pids.set(this, view.pid)
    else if (exitcode === null && view.generation !== key.generation) this.reap()
    return pids.get(this) ?? null
  }

  get ident(): number | null {
    return this.pid
  }

  /** `null` while it runs; 0 finished, 1 an uncaught error, N from `exit(N)`, -N ended by signal N. */
  get exitcode(): number | null {
    const state = open(this)
    return state.started === undefined ? null : this.reap()
  }

  /** Becomes ready when the process ends; to be waited for with `wait()`. CPython: `Process.sentinel`. */
  get sentinel(): Sentinel {
    const state = open(this)
    if (state.started === undefined) throw new ValueError('process not started')
    return new Sentinel(this as unknown as Process)
  }

  toString(): string {
    const state = hiddenOf(this)
    const { started } = state
    const status = state.closed
      ? 'closed'
      : state.isSelf || (started !== undefined && this.reap() === null)
        ? 'started'
        : started === undefined
          ? 'initial'
          : 'stopped'
    const exit = status === 'stopped' && started?.exitcode ? ` exitcode=${exitName(started.exitcode)}` : ''
    return `<${this.constructor.name} name='${state.name}'${status === 'closed' || this.pid === null ? '' : ` pid=${this.pid}`} parent=${process.pid} ${status}${exit}${state.daemon ? ' daemon' : ''}>`
  }

  /** The exit code if the process has ended, else `null`. Frees its slot for others. */
  private reap(): number | null {
    const started = hiddenOf(this).started
    if (started === undefined) return null
    if (started.exitcode !== null) return started.exitcode
    const run = attached()
    const view = readSlot(run.segment, started.key.slot)
    if (view.generation === started.key.generation && view.state !== ENDED) return null
    started.exitcode = view.exitcode
    if (view.pid !== 0) pids.set(this, view.pid)
    children.delete(this as unknown as Process)
    releaseSlot(run.segment, started.key)
    return started.exitcode
  }

  private childState(what: 'join'): Started {
    const state = open(this)
    if (state.isSelf) throw new AssertionError(`can only ${what} a child process`)
    if (state.started === undefined) throw new AssertionError(`can only ${what} a started process`)
    return state.started
  }

  private signalState(what: string): Started {
    const state = open(this)
    if (state.started === undefined)
      throw new AssertionError(`cannot ${what} process ${state.name}: it has not been started`)
    return state.started
  }

  private signal(what: string, signal: number): void {
    const { key } = this.signalState(what)
    if (this.reap() !== null) return
    const { segment } = attached()
    segment.setU32(slotAt(key.slot) + SLOT.signal, signal)
    const view = readSlot(segment, key.slot)
    if (view.generation === key.generation && view.state === RUNNING) sendSignal(view.pid, signal)
  }
}

const pids = new WeakMap<object, number>()

/** The process that runs this line. CPython: `multiprocessing.current_process`. */
export function currentProcess(): Process {
  if (self === undefined) throw new Error('this process is not part of a run')
  return self
}

/** The process that started this one, `null` in the script itself. CPython: `multiprocessing.parent_process`. */
export function parentProcess(): ParentProcess | null {
  return parent
}

/** The live children of this process; those that have ended are joined by the way. CPython: `multiprocessing.active_children`. */
export function activeChildren(): Process[] {
  return [...children].filter((child) => child.isAlive())
}

/** The bootstrap says who this process is. */
export function becomeProcess(
  instance: Process | null,
  config: ProcessPayload['config'] | null,
  of: ParentProcess | null,
): Process {
  const me = instance ?? new Process()
  counter = 0
  hidden.set(me, {
    target: undefined,
    args: [],
    kwargs: undefined,
    name: config?.name ?? 'MainProcess',
    daemon: config?.daemon ?? false,
    identity: config?.identity ?? [],
    started: undefined,
    closed: false,
    isSelf: true,
    cold: false,
    flags: 0,
  })
  self = me
  parent = of
  return me
}

/** Marks a process as a pool's worker, or as one to be started cold, before it starts. */
export function mark(of: Process, marks: { flags?: number; cold?: boolean }): void {
  const state = hiddenOf(of)
  state.flags |= marks.flags ?? 0
  state.cold ||= marks.cold ?? false
}

/** The slot of a started process. */
export function slotOf(of: Process): SlotKey | undefined {
  return hidden.get(of)?.started?.key
}

function isUp(key: SlotKey): true | Pending {
  const view = readSlot(attached().segment, key.slot)
  return view.generation === key.generation && view.state === STARTING ? PENDING : true
}

function hiddenOf(of: object): Hidden {
  const state = hidden.get(of as Process)
  if (state === undefined) throw new AssertionError('Process.constructor was not called; a subclass must call super()')
  return state
}

function open(of: object): Hidden {
  const state = hiddenOf(of)
  if (state.closed) throw new ValueError('process object is closed')
  return state
}
