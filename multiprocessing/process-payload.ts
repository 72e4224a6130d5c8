/** What travels to a child when it starts, and how a `Process` object travels at any other time. */
import { AuthenticationString } from './authentication'
import { encode, relabelled } from './encoding'
import { EncodeError } from './errors'
import { logSettings, type LogSettings } from './logging'
import { functionAt, ship } from './places'
import { confined } from './segment/knowledge'
import type { Process } from './process'
import type { Target } from './process-options'
import { setState, stateOf, type ProcessState } from './process-state'
import { getStartMethod, type StartMethod } from './start-method'

/** CPython's preparation data. */
export interface ChildConfig {
  readonly name: string
  readonly daemon: boolean
  readonly identity: readonly number[]
  readonly authkey: Uint8Array
  readonly startMethod: StartMethod | null
  readonly logging: LogSettings | undefined
}

/** A target with its arguments, and the instance if it is one of a subclass. */
export interface ProcessPayload {
  readonly target: Target<unknown[]> | null
  readonly args: readonly unknown[]
  readonly self: Process | null
  readonly config: ChildConfig
}

/** What is stored for a child, valid until the next value is encoded. */
export interface Payload {
  readonly bytes: Buffer
  /** The shared things in it, by their numbers. */
  readonly company: readonly number[]
}

/**
 * @param method that of the process's class, which its own children take over
 * @throws EncodeError, CaptureError for what cannot be copied, by the names that the caller knows
 */
export function encodePayload(process: Process, method: StartMethod | null, isPlain: boolean): Payload {
  const state = stateOf(process)
  const payload: ProcessPayload = {
    target: state.target ?? null,
    args: [...state.args, ...(state.kwargs === undefined ? [] : [state.kwargs])],
    self: isPlain ? null : process,
    config: {
      name: state.name,
      daemon: state.daemon,
      identity: state.identity,
      authkey: Uint8Array.from(process.authkey),
      startMethod: method ?? getStartMethod({ allowNone: true }),
      logging: logSettings(),
    },
  }
  const { encoded, company } = relabelled(
    () => confined(() => encode(payload, 'process')),
    (path) =>
      path
        .replace(/^process\.(self\b)?/, (_, self?: string) => (self === undefined ? '' : state.name))
        .replace(state.kwargs === undefined ? /$^/ : `args[${state.args.length}]`, 'kwargs'),
  )
  return { bytes: encoded, company }
}

/** A process object as another process sees it: its class, its own fields, and who it is. */
export interface ProcessData {
  readonly class: string
  readonly fields: object
  readonly who: Pick<ProcessState, 'name' | 'daemon' | 'identity' | 'parentPid' | 'pid'>
}

/** @throws EncodeError when its class does not stand in the script */
export function processToData(process: Process): ProcessData {
  const id = ship(process.constructor)?.id
  const { name, daemon, identity, parentPid } = stateOf(process)
  if (id === undefined)
    throw new EncodeError(
      `the class ${process.constructor.name} does not stand in the script`,
      process.constructor.name,
    )
  return { class: id, fields: { ...process }, who: { name, daemon, identity, parentPid, pid: process.pid } }
}

export function processFromData({ class: id, fields, who }: ProcessData): Process {
  const { prototype } = functionAt(id, []) as unknown as { prototype: object }
  const process = Object.assign(Object.create(prototype) as Process, fields)
  setState(process, {
    role: 'foreign',
    target: undefined,
    args: [],
    kwargs: undefined,
    authkey: new AuthenticationString(0),
    started: undefined,
    closed: false,
    flags: 0,
    ...who,
  })
  return process
}
