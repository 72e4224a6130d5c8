/**
 * This process as a client of a manager's server. A request goes into the server's channel; its reply comes through
 * this process's own channel, in any order, and is found by its number. Waiting for it is an attempt like any other.
 */
import { board, decode, encode, passengers } from '../encoding'
import { DeadlockError, exitWords, KeyboardInterrupt, ProcessError, RemoteError } from '../errors'
import { attached } from '../segment/attachment'
import { Channel, ClosedError } from '../segment/channel'
import { readSlot } from '../segment/slots'
import { entryOf, isCurrent, type Entry } from '../segment/waiters'
import { PENDING, type Pending, type Source } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import { arrived } from '../pool/job'
import type { Failure } from '../pool/records'
import type { Link, Loan } from './link'
import { LocalLink } from './local-link'
import { onArrival } from './proxy'
import {
  CANCELLED,
  DONE,
  noticeRecord,
  readReply,
  REQUEST_RESERVED,
  writeRequestHead,
  type Notice,
  type ReplyStatus,
  type ServerKey,
} from './wire'

interface Reply {
  readonly status: ReplyStatus
  readonly value: unknown
}

interface Call {
  readonly number: number
  readonly what: string
  readonly source: Source
  reply: Reply | undefined
}

export class Client implements Link {
  readonly key: ServerKey
  private readonly requests: Channel
  private readonly replies: Channel
  /** Calls without a reply. */
  private readonly open = new Map<number, Call>()
  private counter = 0
  private loans = 0

  private constructor(key: ServerKey) {
    const { segment } = attached()
    this.key = key
    this.requests = new Channel(segment, key.requests)
    this.replies = Channel.create(segment)
    this.tell('connect', this.replies.offset)
  }

  private static readonly known = new Map<number, Client>()

  /** The one client of a server in this process. */
  static of(key: ServerKey): Client {
    let client = Client.known.get(key.requests)
    if (client === undefined) Client.known.set(key.requests, (client = new Client(key)))
    return client
  }

  async call(object: number, method: string, args: readonly unknown[]): Promise<unknown> {
    const { signal, sent } = withoutSignal(args)
    signal?.throwIfAborted()
    const call = this.ask(object, method, sent)
    // The server takes the call back and says so; until then it may still come to its end.
    const abort = signal && (() => this.tell('cancel', call.number))
    if (abort !== undefined) signal?.addEventListener('abort', abort, { once: true })
    try {
      return result((await awaited(call.source, (entry) => this.attempt(call, entry))) as Reply, signal)
    } catch (error) {
      this.interrupted(call, error)
      throw error
    } finally {
      if (abort !== undefined) signal?.removeEventListener('abort', abort)
    }
  }

  callSync(object: number, method: string, args: readonly unknown[]): unknown {
    const { signal, sent } = withoutSignal(args)
    signal?.throwIfAborted()
    const call = this.ask(object, method, sent)
    // A reply rings one bell of this process: while it blocks, not that of its promises.
    if (this.open.size > 1) this.replies.withdrawGetter(attached().entry)
    try {
      return result(blocked(call.source, (entry) => this.attempt(call, entry)) as Reply, signal)
    } catch (error) {
      this.interrupted(call, error)
      if (this.open.size > 0) this.enlist()
      throw error
    }
  }

  lend(object: number): Loan {
    const number = ++this.loans
    this.tell('lend', object, number)
    board({ deliver: () => undefined, ride: () => undefined, recall: () => this.tell('recall', number) })
    return { by: attached().entry, number }
  }

  /** A proxy has arrived in this process. */
  adopt(object: number, loan: Loan): void {
    this.tell('adopt', object, loan.by, loan.number)
  }

  release(object: number): void {
    if (!this.isGone() && !this.requests.isClosed()) this.tell('release', object)
  }

  private tell(notice: Notice, ...numbers: readonly number[]): void {
    this.put(noticeRecord(attached().entry, notice, numbers), notice)
  }

  private ask(object: number, method: string, args: readonly unknown[]): Call {
    this.counter = (this.counter + 1) >>> 0 || 1
    const number = this.counter
    const record = encode([...args, method], 'args', REQUEST_RESERVED)
    writeRequestHead(record, { from: attached().entry, number, object })
    const aboard = passengers()
    this.put(record, method)
    for (const passenger of aboard) passenger.deliver(this.key.entry)
    const source: Source = {
      kind: 'manager',
      number: this.requests.number,
      isReady: () => this.replies.canTake(),
      withdraw: (entry) => this.replies.withdrawGetter(entry),
    }
    const call: Call = { number, what: method, source, reply: undefined }
    this.open.set(number, call)
    return call
  }

  private put(record: Buffer, what: string): void {
    try {
      this.requests.tryPut(record, 0)
    } catch (error) {
      throw error instanceof ClosedError ? this.goneError(what) : error
    }
  }

  private attempt(call: Call, entry: Entry): Reply | Pending {
    const isMine = call.reply !== undefined || this.take(call, entry)
    // What the server said before its end comes before the news of it.
    if (!isMine && this.isGone() && !this.take(call, entry)) {
      this.open.delete(call.number)
      throw this.goneError(call.what)
    }
    if (call.reply === undefined) return PENDING
    if (this.open.size > 0) this.enlist()
    return call.reply
  }

  /** Takes replies until that of `call` is there, or none; tells whether it is. */
  private take(call: Call, entry: Entry): boolean {
    let others = false
    for (;;) {
      const record = this.replies.tryTake(entry)
      if (record === PENDING) break
      const found = this.accept(record)
      if (found === call) break
      others ||= found !== undefined
    }
    // Those whose replies were found by the way are to look, however this one waits.
    if (others) this.ringMyself()
    return call.reply !== undefined
  }

  private accept(record: Buffer): Call | undefined {
    const { number, status, body } = readReply(record)
    const call = this.open.get(number)
    this.open.delete(number)
    let reply: Reply
    try {
      // Also of a call that nobody waits for any more: what arrives in it is to be released.
      reply = { status, value: decode(body) }
    } catch (error) {
      reply = { status: FAILED_HERE, value: error }
    }
    if (call !== undefined) call.reply = reply
    return call
  }

  /** Others of this process wait with promises: the next reply is to ring for them. */
  private enlist(): void {
    let any = false
    for (;;) {
      const record = this.replies.tryTake(attached().entry)
      if (record === PENDING) break
      any = this.accept(record) !== undefined || any
    }
    if (any) this.ringMyself()
  }

  private ringMyself(): void {
    const run = attached()
    run.segment.memory.post(run.bell)
  }

  /** `interrupt()`, or the end of a deadlock, ended a wait: the server is to forget it too. */
  private interrupted(call: Call, error: unknown): void {
    const isOurs = error instanceof KeyboardInterrupt || error instanceof DeadlockError
    if (isOurs && this.open.delete(call.number)) this.tell('cancel', call.number)
  }

  private isGone(): boolean {
    return !isCurrent(attached().segment, this.key.entry)
  }

  private goneError(method: string): ProcessError {
    const { name, entry } = this.key
    if (this.requests.isClosed()) return new ProcessError(`manager ${name} has been shut down; its objects are gone`)
    const view = readSlot(attached().segment, entry & 0xff)
    const how = entryOf(entry & 0xff, view.generation, false) === entry ? ` ${exitWords(view.exitcode)}` : ''
    return new ProcessError(`manager ${name} ended${how} before it answered '${method}'; its objects are gone`)
  }
}

onArrival((key, object, loan) => {
  const local = LocalLink.arriving(key, object, loan)
  if (local !== undefined) return local
  const client = Client.of(key)
  if (loan !== null) client.adopt(object, loan)
  return client
})

/** Besides what the server says: the reply could not be read. */
const FAILED_HERE = 3 as ReplyStatus

function result(reply: Reply, signal: AbortSignal | undefined): unknown {
  if (reply.status === DONE) return reply.value
  if (reply.status === CANCELLED) throw signal?.reason ?? new RemoteError('the call was taken back')
  if (reply.status === FAILED_HERE) throw reply.value
  throw arrived(reply.value as Failure)
}

/** An `AbortSignal` stays here; the server gets a request to take the call back. */
function withoutSignal(args: readonly unknown[]): { signal: AbortSignal | undefined; sent: readonly unknown[] } {
  const last = args.at(-1)
  if (typeof last !== 'object' || last === null) return { signal: undefined, sent: args }
  const { signal } = last as { signal?: unknown }
  if (!(signal instanceof AbortSignal)) return { signal: undefined, sent: args }
  return { signal, sent: [...args.slice(0, -1), { ...last, signal: undefined }] }
}
