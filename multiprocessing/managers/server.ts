/**
 * A manager's server: holds the objects, takes requests, calls methods, replies. A call that waits holds up nobody:
 * its method gives a promise, and the reply follows when that settles. What a client has when it ends is given up.
 */
import { crypto } from '../crypto'
import { currentProcess } from '../current-process'
import { decode } from '../encoding'
import { AuthenticationError, RemoteError } from '../errors'
import { attached } from '../segment/attachment'
import { ClosedError, type Channel } from '../segment/channel'
import { HEADER } from '../segment/layout'
import type { Entry } from '../segment/waiters'
import { PENDING, type Pending, type Source } from '../segment/attempt'
import { awaited } from '../segment/waiting'
import { Call, Cancelled, onBehalfOf } from './call'
import { ClientRecord } from './client-record'
import { Loans } from './loans'
import { LocalLink } from './local-link'
import { methodsOf } from './methods'
import { Objects, type Shared } from './objects'
import { makeProxy, TEXT, VALUE, type BaseProxy } from './proxy'
import { construct, type Registered, type Registry } from './registry'
import { shown } from './shown'
import {
  CANCELLED,
  DONE,
  NOTICE,
  proofOf,
  readNotice,
  readRequest,
  SERVER,
  type Numbers,
  type RequestHead,
  type ServerKey,
} from './wire'

/** Requests served before other promises of the process get their turn. */
const BATCH = 256

export class Server {
  readonly key: ServerKey
  private readonly registry: Registry
  private readonly authkey: Uint8Array
  private readonly requests: Channel
  private readonly source: Source
  private readonly objects = new Objects((proxy) => LocalLink.sharedBy(proxy, this))
  private readonly clients = new Map<Entry, ClientRecord>()
  private readonly loans = new Loans(this.objects)
  private readonly commands: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
    create: ([typeid, ...args]) => this.create(typeid as string, args),
    start: () => null,
    authenticate: ([proof]) => this.authenticate(proof as Uint8Array),
    shutdown: () => this.requests.close(),
    numberOfObjects: () => this.objects.held().length,
    debugInfo: () => this.objects.held().map(describe).join('\n'),
  }
  private deaths: number
  /** The client that a reply is being written for: proxies in it are its own at once. */
  private replyingTo: ClientRecord | undefined

  constructor(registry: Registry, requests: Channel, authkey: Uint8Array) {
    const { segment, entry } = attached()
    const { name } = currentProcess()
    this.authkey = authkey
    this.registry = registry
    this.requests = requests
    this.key = { requests: requests.offset, entry, name }
    this.source = {
      kind: 'manager',
      number: requests.number,
      own: true,
      isReady: () => requests.canTake(),
      withdraw: (entry) => requests.withdrawGetter(entry),
    }
    this.deaths = segment.u32(HEADER.deaths)
    LocalLink.serve(this)
  }

  /** Serves until it is shut down. CPython: `Server.serve_forever`. */
  async serveForever(): Promise<void> {
    try {
      for (;;) await awaited(this.source, (entry) => this.serve(entry))
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error
    }
    for (const client of this.clients.values()) client.dismiss()
  }

  /** Calls a method of an object here. @throws RemoteError when it has no such method */
  perform(shared: Shared, method: string, args: readonly unknown[], call: Call): unknown {
    const { referent, registered } = shared
    if (method === TEXT) return text(referent)
    if (method === VALUE) return valueOf(referent)
    if (!shared.exposed.has(method)) throw new RemoteError(whyNot(shared, method))
    const value = onBehalfOf(call, () =>
      (referent as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args),
    )
    const typeid = registered.methodToTypeid[method]
    if (typeid === undefined) return value
    if (value instanceof Promise) return value.then((result) => this.share(typeid, result))
    return this.share(typeid, value)
  }

  /** A reference of somebody that a proxy inside the server goes to. */
  lendOwn(shared: Shared, number: number): boolean {
    if (this.replyingTo !== undefined) {
      this.replyingTo.retain(this.objects, shared)
      return false
    }
    this.loans.lend(this.key.entry, number, shared)
    return true
  }

  /** A proxy of one of the server's own objects has arrived in it. */
  ownProxy(object: number, by: Entry, number: number): Shared {
    const shared = this.loans.get(by, number) ?? this.known(object)
    shared.nested = true
    this.loans.recall(by, number)
    return shared
  }

  private serve(entry: Entry): true | Pending {
    for (let served = 0; served < BATCH; served++) {
      // Whoever has taken something does not wait, and must not stand in line: a ring for it would be lost to who does.
      const record = this.requests.tryTake(served === 0 ? entry : 0)
      // Whoever knows of a process's end, and asks for what it had, gets it.
      this.lookForDeaths()
      if (record === PENDING) {
        this.forgetEnded()
        return served > 0 ? true : PENDING
      }
      const { head, body } = readRequest(record)
      this.accept(head, body)
    }
    return true
  }

  private accept(head: RequestHead, body: Buffer): void {
    if (head.number === NOTICE) return this.hear(head, body)
    const from = this.clients.get(head.from)
    if (from === undefined) return
    const call = new Call(from)
    try {
      const args = decode(body) as unknown[]
      const method = args.pop() as string
      const value =
        head.object === SERVER ? this.command(method, args) : this.perform(this.known(head.object), method, args, call)
      if (value instanceof Promise) this.await(from, head.number, call, value)
      else this.reply(from, head.number, value)
    } catch (error) {
      from.fail(head.number, error)
    }
    if (from.hasEnded) from.end()
  }

  private hear(head: RequestHead, body: Buffer): void {
    const { notice, numbers } = readNotice(head.object, body)
    if (notice === 'connect') this.clients.set(head.from, new ClientRecord(head.from, numbers[0]))
    const from = this.clients.get(head.from)
    if (from === undefined) return
    switch (notice) {
      case 'connect':
        return
      case 'lend':
        return this.lend(from, numbers)
      case 'recall':
        return this.loans.recall(from.entry, numbers[0])
      case 'adopt':
        return this.adopt(from, numbers)
      case 'release':
        return from.release(this.objects, numbers[0])
      case 'cancel':
        from.cancel(numbers[0])
    }
  }

  private command(name: string, args: readonly unknown[]): unknown {
    const command = this.commands[name]
    if (command === undefined) throw new RemoteError(`manager ${this.key.name} has no command '${name}'`)
    return command(args)
  }

  private await(from: ClientRecord, number: number, call: Call, value: Promise<unknown>): void {
    from.calls.set(number, call)
    const settle = (reply: () => void) => {
      if (from.calls.delete(number)) reply()
    }
    value.then(
      (result) => settle(() => this.reply(from, number, result)),
      (error) =>
        settle(() => (error instanceof Cancelled ? from.reply(number, CANCELLED, null) : from.fail(number, error))),
    )
  }

  private reply(to: ClientRecord, number: number, value: unknown): void {
    this.replyingTo = to
    try {
      to.reply(number, DONE, value)
    } catch (error) {
      to.fail(number, new RemoteError(`Unserializable message: ${(error as Error).message}`, { cause: error }))
    } finally {
      this.replyingTo = undefined
    }
  }

  private authenticate(proof: Uint8Array): void {
    if (!crypto().timingSafeEqual(proof, proofOf(this.key.requests, this.authkey)))
      throw new AuthenticationError(`manager ${this.key.name} has another authkey`)
  }

  private create(typeid: string, args: readonly unknown[]): unknown {
    const registered = this.type(typeid)
    const made = construct(registered, args)
    return made instanceof Promise ? made.then((object) => this.share(typeid, object)) : this.share(typeid, made)
  }

  /** Gives an object to clients. */
  private share(typeid: string, referent: unknown): BaseProxy {
    const registered = this.type(typeid)
    if (typeof referent !== 'object' || referent === null)
      throw new TypeError(`an object of the type '${typeid}' must be an object, not ${shown(referent)}`)
    const exposed = registered.exposed ?? methodsOf(referent)
    const shared = this.objects.add(registered, referent, new Set(exposed))
    return makeProxy(registered.proxytype ?? exposed, new LocalLink(this, shared), { id: shared.id, typeid })
  }

  private type(typeid: string): Registered {
    const registered = this.registry.get(typeid)
    if (registered === undefined) throw new RemoteError(`manager ${this.key.name} has no type '${typeid}'`)
    return registered
  }

  private known(object: number): Shared {
    const shared = this.objects.get(object)
    if (shared === undefined) throw new RemoteError(`manager ${this.key.name} has no object ${object} any more`)
    return shared
  }

  private lend(from: ClientRecord, [object, number]: Numbers): void {
    const shared = this.objects.get(object)
    if (shared !== undefined) this.loans.lend(from.entry, number, shared)
  }

  private adopt(to: ClientRecord, [object, by, number]: Numbers): void {
    const shared = this.loans.get(by, number) ?? this.objects.get(object)
    if (shared === undefined) return
    to.retain(this.objects, shared)
    this.loans.recall(by, number)
  }

  /** Clients that have ended lose what they hold. */
  private lookForDeaths(): void {
    const deaths = attached().segment.u32(HEADER.deaths)
    if (deaths === this.deaths) return
    this.deaths = deaths
    for (const client of this.clients.values()) if (!client.isAlive()) client.end()
  }

  /** There is nothing left that a client asked for before its end. */
  private forgetEnded(): void {
    for (const [entry, client] of this.clients) {
      if (!client.hasEnded) continue
      this.clients.delete(entry)
      client.forget(this.objects)
    }
  }
}

function text(referent: object): string {
  const own = (referent as { toString: () => string }).toString
  return own === Object.prototype.toString || own === Array.prototype.toString ? shown(referent) : own.call(referent)
}

function valueOf(referent: object): unknown {
  const copy = (referent as { copy?: () => unknown }).copy
  return typeof copy === 'function' ? copy.call(referent) : referent
}

function whyNot(shared: Shared, method: string): string {
  const { referent, registered } = shared
  const isThere = typeof (referent as Record<string, unknown>)[method] === 'function'
  return isThere
    ? `method '${method}' of '${registered.typeid}' object is not in exposed=${shown([...shared.exposed])}`
    : `'${registered.typeid}' object has no method '${method}'`
}

function describe({ id, count, referent }: Shared): string {
  return `  ${id}:       refcount=${count}\n    ${text(referent).slice(0, 75)}`
}
