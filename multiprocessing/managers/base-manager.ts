/** `BaseManager`: CPython's `multiprocessing.managers.BaseManager`. */
import type { Context } from '../context'
import { registerHandle, Uncopyable } from '../encoding'
import { AssertionError, ConnectionRefusedError, ProcessError } from '../errors'
import { currentProcess } from '../current-process'
import { logDebug, logInfo } from '../logging'
import { noteManager } from '../places'
import { Process, slotOf } from '../process'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { entryOf } from '../segment/waiters'
import type { Limits } from '../segment/attempt'
import { Client } from './client'
import type { AutoProxy, BaseProxy } from './proxy'
import { registered, type Registered, type TypeOptions } from './registry'
import { findServer, publishServer, serve, serverMain, type ServerSetup } from './server-process'
import { proofOf, SERVER } from './wire'

/** What a manager can be told. CPython: the parameters of `multiprocessing.managers.BaseManager`. */
export interface ManagerOptions {
  /** A name by which other processes of the run can `connect()`. Default: the name of the server's process. */
  readonly address?: string | undefined
  /** What they have to know as well. Default: that of the process, which its children inherit. */
  readonly authkey?: string | Uint8Array | undefined
  /** Seconds that a server may take to end before it is terminated, and again before it is killed. Default 1. */
  readonly shutdownTimeout?: number | undefined
  /** Whose process the server is; default: one of the start method in force. CPython: `ctx`. */
  readonly ctx?: Pick<Context, 'Process'> | undefined
}

/** Here: the type of a registered type's method, for its declaration: `declare readonly Maths: Creates<typeof Maths>`. */
export type Creates<C> = C extends abstract new (...args: infer A) => infer R
  ? (...args: A) => Promise<AutoProxy<R>>
  : C extends (...args: infer A) => infer R
    ? (...args: A) => Promise<AutoProxy<Awaited<R>>>
    : never

/** Here: the same for the blocking form: `declare readonly MathsSync: CreatesSync<Creates<typeof Maths>>`. */
export type CreatesSync<C> = C extends (...args: infer A) => Promise<infer P> ? (...args: A) => P : never

/** A server that runs in this process. CPython: `multiprocessing.managers.Server`. */
export interface ManagerServer {
  /** Where other processes of the run can connect to. */
  readonly address: string
  /** Serves until a client shuts the manager down. */
  serveForever(): Promise<void>
}

/** What is logged, in CPython's words. */
const REQUESTING = "requesting creation of a shared '%s' object"
const SHUTTING = 'sending shutdown message to manager'

type State = 'initial' | 'started' | 'shutdown'

/**
 * Objects in a process of their own, shared by proxies. Types are registered on a subclass; each gives managers a
 * method that makes an object and resolves to its proxy. CPython: `multiprocessing.managers.BaseManager`.
 */
export class BaseManager {
  private static types = new Map<string, Registered>()
  private state: State = 'initial'
  private client: Client | undefined
  private server: Process<[ServerSetup]> | undefined
  private where: string | undefined
  private readonly authkey: Uint8Array
  private readonly shutdownTimeout: number
  private readonly ofContext: typeof Process

  constructor({ address, authkey = currentProcess().authkey, shutdownTimeout = 1, ctx }: ManagerOptions = {}) {
    if (typeof authkey !== 'string' && !(authkey instanceof Uint8Array))
      throw new TypeError(`Authkey must be bytes or a string, not ${typeof authkey}`)
    this.where = address
    this.authkey = Buffer.from(authkey)
    this.shutdownTimeout = shutdownTimeout
    this.ofContext = ctx?.Process ?? Process
  }

  /**
   * Gives managers of this class and its subclasses a type: `register('Maths', { callable: Maths })` makes
   * `manager.Maths(…)` and `manager.MathsSync(…)`. CPython: `BaseManager.register`.
   * @throws AssertionError, TypeError naming what is wrong
   */
  static register(typeid: string, options: TypeOptions = {}): void {
    if (!Object.hasOwn(this, 'types')) this.types = new Map(this.types)
    this.types.set(typeid, registered(typeid, options))
    if (options.createMethod === false) return
    const add = (name: string, value: (this: BaseManager, ...args: unknown[]) => unknown) =>
      Object.defineProperty(this.prototype, name, { value, configurable: true, writable: true })
    add(typeid, function (...args) {
      return this.create(typeid, ...args)
    })
    add(`${typeid}Sync`, function (...args) {
      return this.createSync(typeid, ...args)
    })
  }

  /**
   * Starts the server's process, which ends with this one.
   * @param initializer called in the server before it serves
   * @returns a promise of the server being up; it need not be awaited
   * @throws ProcessError when it was started before, or shut down; OSError when another manager has the address
   */
  start<A extends unknown[]>(initializer?: (...args: A) => unknown, initargs?: A): Promise<void> {
    this.assertInitial()
    if (initializer !== undefined && typeof initializer !== 'function')
      throw new TypeError('initializer must be a callable')
    const setup = this.setup(initializer, initargs)
    const server = new this.ofContext({ target: serverMain, args: [setup], daemon: true })
    server.name = server.name.replace(/^[^-]*/, this.constructor.name)
    const address = (this.where ??= server.name)
    void server.start()
    noteManager()
    const { slot, generation } = slotOf(server as unknown as Process) as { slot: number; generation: number }
    const key = { requests: setup.requests, entry: entryOf(slot, generation, false), name: server.name }
    try {
      publishServer(address, key.requests, key.entry)
    } catch (error) {
      server.kill()
      throw error
    }
    this.server = server
    this.client = Client.of(key)
    this.state = 'started'
    const up = this.client.call(SERVER, 'start', []).then(() => undefined)
    up.catch(() => undefined)
    return up
  }

  /**
   * Becomes a further handle on a manager that another process of the run has started. CPython: `BaseManager.connect`.
   * @throws ConnectionRefusedError when there is none at this address, AuthenticationError when it has another key
   */
  async connect(): Promise<void> {
    const client = this.reach()
    await client.call(SERVER, 'authenticate', [proofOf(client.key.requests, this.authkey)])
    this.client = client
    this.state = 'started'
  }

  connectSync(): void {
    const client = this.reach()
    client.callSync(SERVER, 'authenticate', [proofOf(client.key.requests, this.authkey)])
    this.client = client
    this.state = 'started'
  }

  /** The server, to be run in this process instead of one of its own. CPython: `BaseManager.get_server`. */
  getServer(): ManagerServer {
    this.assertInitial()
    this.where ??= currentProcess().name
    const address = this.where
    const setup = this.setup()
    const serveForever = async () => {
      publishServer(address, setup.requests, attached().entry)
      await serve(setup)
    }
    return { address, serveForever }
  }

  /** Ends the server; its objects are gone. CPython: `BaseManager.shutdown`. */
  async shutdown(): Promise<void> {
    const server = this.ending()
    if (server === undefined) return
    const timeout = this.shutdownTimeout
    logInfo(SHUTTING)
    if (server.isAlive()) await this.client?.call(SERVER, 'shutdown', []).catch(() => undefined)
    await server.join(timeout)
    if (server.isAlive()) terminate(server)
    await server.join(timeout)
    if (server.isAlive()) kill(server)
    await server.join()
  }

  shutdownSync(): void {
    const server = this.ending()
    if (server === undefined) return
    logInfo(SHUTTING)
    try {
      if (server.isAlive()) this.client?.callSync(SERVER, 'shutdown', [])
    } catch {
      // It has ended in the meantime.
    }
    const timeout = this.shutdownTimeout
    server.joinSync(timeout)
    if (server.isAlive()) terminate(server)
    server.joinSync(timeout)
    if (server.isAlive()) kill(server)
    server.joinSync()
  }

  /** Waits until the server's process has ended, if this manager started one. CPython: `BaseManager.join`. */
  async join(limits?: number | Limits): Promise<void> {
    await this.server?.join(limits)
  }

  joinSync(limits?: number | Limits): void {
    this.server?.joinSync(limits)
  }

  /** Where other processes of the run can connect to. @throws AssertionError when it has no address yet */
  get address(): string {
    if (this.where === undefined) throw new AssertionError('the manager has no address: server not yet started')
    return this.where
  }

  /** Makes an object of a registered type. CPython: `BaseManager._create`. @throws AssertionError before `start()` */
  create(typeid: string, ...args: unknown[]): Promise<BaseProxy> {
    try {
      logDebug(REQUESTING, typeid)
      return this.started().call(SERVER, 'create', [typeid, ...args]) as Promise<BaseProxy>
    } catch (error) {
      return Promise.reject(error)
    }
  }

  createSync(typeid: string, ...args: unknown[]): BaseProxy {
    logDebug(REQUESTING, typeid)
    return this.started().callSync(SERVER, 'create', [typeid, ...args]) as BaseProxy
  }

  /** Objects that a proxy, or another object, holds. CPython: `BaseManager._number_of_objects`. */
  async numberOfObjects(): Promise<number> {
    return (await this.started().call(SERVER, 'numberOfObjects', [])) as number
  }

  /** The objects with the number of their references, as a text. CPython: `BaseManager._debug_info`. */
  async debugInfo(): Promise<string> {
    return (await this.started().call(SERVER, 'debugInfo', [])) as string
  }

  /** `await using manager = Manager()` shuts it down at the end of the block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown()
  }

  private setup(initializer?: (...args: never[]) => unknown, initargs: readonly unknown[] = []): ServerSetup {
    return {
      address: this.where ?? null,
      authkey: this.authkey,
      requests: Channel.create(attached().segment).offset,
      types: [...(this.constructor as typeof BaseManager).types.values()],
      initializer: initializer ?? null,
      initargs,
    }
  }

  private reach(): Client {
    this.assertInitial()
    const key = findServer(this.address)
    if (key === null) throw new ConnectionRefusedError(`no manager of this run serves at '${this.address}'`)
    return Client.of(key)
  }

  /** @throws AssertionError before it is started, ProcessError when it has shut down */
  protected started(): Client {
    if (this.state === 'shutdown') throw new ProcessError('Manager has shut down')
    if (this.client === undefined) throw new AssertionError('server not yet started')
    return this.client
  }

  private assertInitial(): void {
    if (this.state === 'started') throw new ProcessError('Already started server')
    if (this.state === 'shutdown') throw new ProcessError('Manager has shut down')
  }

  /** The server's process, the first time. */
  private ending(): Process<[ServerSetup]> | undefined {
    if (this.state === 'shutdown') return undefined
    this.started()
    if (this.server === undefined)
      throw new ProcessError(`only the process that started the manager at '${this.address}' can shut it down`)
    this.state = 'shutdown'
    return this.server
  }
}

function terminate(server: Process<[ServerSetup]>): void {
  logInfo('manager still alive')
  logInfo('trying to `terminate()` manager process')
  server.terminate()
}

function kill(server: Process<[ServerSetup]>): void {
  logInfo('manager still alive after terminate')
  server.kill()
}

registerHandle(
  'Manager',
  BaseManager,
  (manager) => {
    throw new Uncopyable(manager, 'a manager stays in its process; send its proxies, or its address for `connect()`')
  },
  (never: never) => never,
)
