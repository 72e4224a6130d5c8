/** `Listener` and `Client`: connections by name, for processes that were not started with a common pipe. */
import { inspect } from 'node:util'
import { lookUp, publish, withdraw } from '../directory'
import { decode } from '../encoding'
import { ConnectionRefusedError, EOFError, OSError, TimeoutError, ValueError } from '../errors'
import { Parcel, type Put } from '../parcel'
import { attached } from '../segment/attachment'
import { Channel, ClosedError } from '../segment/channel'
import { HEADER, SLOT } from '../segment/layout'
import { readName, slotAt } from '../segment/slots'
import { isCurrent, type Entry } from '../segment/waiters'
import { PENDING, TIMED_OUT, toLimits } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import type { Limits, Pending, Source, TimedOut } from '../segment/attempt'
import { Watchers, WATCHERS_SIZE } from '../segment/watchers'
import type { Connection } from './connection'
import { checkKey, introduce, introduceSync, welcome, welcomeSync, type AuthKey } from './handshake'
import { Pipe } from './pipe'
import { readiness, type Readiness, type Waitable } from './wait'

/** What is published under a listener's address; it stays when the listener goes, for clients who have just found it. */
const DOOR = {
  channel: 0, // f64
  watchers: 8,
  size: 8 + WATCHERS_SIZE,
} as const

/** A client at the door: its name, and the end of a new pipe that is the listener's. */
type Knock = readonly [client: string, end: Connection]

/** How a listener is made. CPython: the parameters of `multiprocessing.connection.Listener`. */
export interface ListenerOptions {
  /** Clients that can wait for `accept`; further ones wait for their place. Default 1. */
  readonly backlog?: number | undefined
  /** Only clients with the same key are accepted. */
  readonly authkey?: AuthKey | undefined
}

/**
 * Accepts connections from any process of the run, under a name. The name goes with its process.
 * CPython: `multiprocessing.connection.Listener`.
 */
export class Listener implements Waitable {
  /** The name that clients use. */
  readonly address: string
  private readonly channel: Channel
  private readonly watchers: Watchers
  private readonly authkey: AuthKey | undefined
  private readonly source: Source
  private last: string | null = null
  private isClosed = false

  /**
   * @param address default: one that nobody has
   * @throws OSError when a living process listens at the address; TypeError when the key is not bytes
   */
  constructor(address?: string, options: ListenerOptions = {}) {
    const { segment, number } = attached()
    const { backlog = 1, authkey } = options
    if (!Number.isInteger(backlog)) throw new ValueError(`backlog must be an integer, not ${String(backlog)}`)
    checkKey(authkey)
    this.authkey = authkey
    const door = segment.allocate(DOOR.size)
    segment.window.u8.fill(0, door, door + DOOR.size)
    this.address = address ?? `listener-${number}-${segment.count(HEADER.names)}`
    this.channel = Channel.create(segment, Math.max(1, backlog))
    this.watchers = new Watchers(segment, door + DOOR.watchers)
    segment.setF64(door + DOOR.channel, this.channel.offset)
    this.source = {
      kind: 'Listener.accept',
      number: this.channel.number,
      isReady: () => this.channel.canTake(),
      withdraw: (entry) => this.channel.withdrawGetter(entry),
    }
    publish(this.address, door)
  }

  /**
   * Waits for a client and checks its key. CPython: `Listener.accept`.
   * @throws AuthenticationError when the client has another key; the listener goes on
   * @throws EOFError when the client went away, OSError when the listener is closed, TimeoutError
   */
  async accept<Out = unknown, In = Out>(limits?: number | Limits): Promise<Connection<Out, In>> {
    this.checkOpen()
    const within = toLimits(limits)
    const connection = this.accepted(await awaited(this.source, this.accepting, within))
    if (this.authkey !== undefined) await welcome(connection, this.authkey, within).catch(closing(connection))
    return typed(connection)
  }

  acceptSync<Out = unknown, In = Out>(limits?: number | Limits): Connection<Out, In> {
    this.checkOpen()
    const within = toLimits(limits)
    const connection = this.accepted(blocked(this.source, this.accepting, within))
    try {
      if (this.authkey !== undefined) welcomeSync(connection, this.authkey, within)
    } catch (error) {
      closing(connection)(error)
    }
    return typed(connection)
  }

  /** Takes the name back; clients that were not accepted are refused. CPython: `Listener.close`. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    withdraw(this.address)
    this.channel.close()
    for (let knock = this.take(0); knock !== PENDING && knock !== null; knock = this.take(0)) knock[1].close()
  }

  /** Name of the process whose connection was accepted last; `null` before. CPython: `Listener.last_accepted`. */
  get lastAccepted(): string | null {
    return this.last
  }

  [Symbol.dispose](): void {
    this.close()
  }

  toString(): string {
    return `<Listener address='${this.address}'${this.isClosed ? ' closed' : ''}>`
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString()
  }

  /** @internal */
  get [readiness](): Readiness {
    return {
      number: this.channel.number,
      slow: false,
      isReady: () => {
        this.checkOpen()
        return this.channel.canTake()
      },
      watch: (entry) => this.watchers.watch(entry),
    }
  }

  private readonly accepting = (entry: Entry): Knock | Pending => {
    const knock = this.take(entry)
    if (knock === null) throw new OSError('listener is closed')
    return knock
  }

  /** The next client; `null` when the listener is closed and there is none. */
  private take(entry: Entry): Knock | Pending | null {
    try {
      const record = this.channel.tryTake(entry)
      return record === PENDING ? PENDING : (decode(record) as Knock)
    } catch (error) {
      if (error instanceof ClosedError) return null
      throw error
    }
  }

  private accepted(result: Knock | TimedOut): Connection {
    if (result === TIMED_OUT) throw new TimeoutError(`nobody connected to ${this} in time`)
    const [client, connection] = result
    this.last = client
    return connection
  }

  private checkOpen(): void {
    if (this.isClosed) throw new OSError('listener is closed')
  }
}

/** How a client connects. CPython: the parameters of `multiprocessing.connection.Client`. */
export interface ClientOptions extends Limits {
  /** The key that the listener must have, too. Default: none is asked for. */
  readonly authkey?: AuthKey | undefined
}

/**
 * Connects to the listener at an address. CPython: `multiprocessing.connection.Client`.
 * @throws ConnectionRefusedError when nobody listens there
 * @throws AuthenticationError when the listener has another key, TimeoutError
 */
export async function Client<Out = unknown, In = Out>(
  address: string,
  options: ClientOptions = {},
): Promise<Connection<Out, In>> {
  const { authkey } = options
  checkKey(authkey)
  const { connection, parcel, source, put } = knock(address)
  try {
    checkInTime(address, await parcel.post(source, put, options))
    if (authkey !== undefined) await introduce(connection, authkey, options)
  } catch (error) {
    refused(connection, address, error)
  }
  return typed(connection)
}

/** As `Client`, blocking the process. CPython: `multiprocessing.connection.Client`. */
export function ClientSync<Out = unknown, In = Out>(address: string, options: ClientOptions = {}): Connection<Out, In> {
  const { authkey } = options
  checkKey(authkey)
  const { connection, parcel, source, put } = knock(address)
  try {
    checkInTime(address, parcel.postSync(source, put, options))
    if (authkey !== undefined) introduceSync(connection, authkey, options)
  } catch (error) {
    refused(connection, address, error)
  }
  return typed(connection)
}

/** Makes a pipe, and readies the listener's end of it to be put at the door. */
function knock(address: string) {
  const { segment, slot, entry: me } = attached()
  const found = lookUp(address)
  if (found === null) throw noListener(address)
  const { target: door, owner } = found
  const channel = new Channel(segment, segment.f64(door + DOOR.channel))
  const watchers = new Watchers(segment, door + DOOR.watchers)
  const [connection, far] = Pipe()
  const client = readName(segment, slotAt(slot) + SLOT.name)
  const parcel = Parcel.of([client, far] satisfies Knock, 'address')
  // The listener's process has its end from now on, so that its death is noticed; in one process the ticket does.
  if (owner !== me) parcel.addressTo(owner)
  far.close()
  const put: Put = (record, entry) => {
    if (!isCurrent(segment, owner)) throw noListener(address)
    const result = channel.tryPut(record, entry)
    if (result !== PENDING) watchers.wake()
    return result
  }
  const source: Source = {
    kind: 'Client',
    number: channel.number,
    withdraw: (entry) => channel.withdrawPutter(entry),
  }
  return { connection, parcel, source, put }
}

function checkInTime(address: string, result: true | TimedOut): void {
  if (result === TIMED_OUT) throw new TimeoutError(`the listener at '${address}' had no room in time`)
}

function refused(connection: Connection, address: string, error: unknown): never {
  connection.close()
  if (error instanceof ClosedError || error instanceof EOFError) throw noListener(address)
  throw error
}

function noListener(address: string): ConnectionRefusedError {
  return new ConnectionRefusedError(`connection refused: nobody listens at '${address}'`)
}

/** Whoever connects by name says himself what travels. */
function typed<Out, In>(connection: Connection): Connection<Out, In> {
  return connection as Connection<never, unknown> as Connection<Out, In>
}

function closing(connection: Connection): (error: unknown) => never {
  return (error) => {
    connection.close()
    throw error
  }
}
