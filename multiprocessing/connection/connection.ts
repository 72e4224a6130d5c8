/** `Connection`: CPython's `multiprocessing.connection.Connection`, one end of two channels in shared memory. */
import { inspect } from 'node:util'
import { registerHandle } from '../encoding'
import { BrokenPipeError, EOFError, OSError, TimeoutError, ValueError } from '../errors'
import { Handles } from '../handles'
import { departFrom, Parcel } from '../parcel'
import { attached } from '../segment/attachment'
import { noteDeparture } from '../segment/knowledge'
import { Raw } from '../segment/record'
import type { Entry } from '../segment/waiters'
import { PENDING, TIMED_OUT, toLimits } from '../segment/attempt'
import type { Attempt, Limits, Pending, Source, TimedOut } from '../segment/attempt'
import { awaited, blocked } from '../segment/waiting'
import { fill, part, roomIn } from './bytes'
import { HungUp, PipeEnd, type EndIndex } from './pipe-end'
import { readiness, wait, waitSync, type Readiness, type Waitable } from './wait'

const handles = new Handles<Connection<never, unknown>>()

/**
 * One end of a pipe. Messages keep their order; any processes may have a copy of an end, which travels in arguments,
 * queues and connections. An end is gone once every process that had it has closed it or ended: close the copies that
 * you do not use, or the other side waits for ever. A direction holds at most 16,384 messages, and 64 MiB in those
 * larger than 4 KiB; then `send` waits.
 * CPython: `multiprocessing.connection.Connection`.
 */
export class Connection<Out = unknown, In = Out> implements Waitable {
  /** @internal */
  readonly end: PipeEnd
  private readonly receivers: Source
  private readonly senders: Source
  private isClosed = false
  private isReadable: boolean

  /** @internal Made by `Pipe`, `Client` and `Listener.accept`. */
  constructor(end: PipeEnd) {
    if (!(end instanceof PipeEnd)) throw new ValueError('invalid handle')
    this.end = end
    this.isReadable = end.canRead
    this.receivers = this.source(
      'Connection.recv',
      () => end.inbox.canTake(),
      (entry) => end.inbox.withdrawGetter(entry),
    )
    this.senders = this.source(
      'Connection.send',
      () => end.outbox.canPut(),
      (entry) => end.outbox.withdrawPutter(entry),
    )
    handles.add(end.offset + end.index, this)
  }

  /**
   * Sends a copy of a value; waits while the pipe is full. CPython: `Connection.send`.
   * @throws EncodeError, CaptureError when the value cannot be copied
   * @throws BrokenPipeError when the other end is gone, OSError when this one is closed or cannot send
   * @throws TimeoutError when there was no room in time
   */
  async send(value: Out, limits?: number | Limits): Promise<void> {
    this.isSent(await this.parcel(value).post(this.senders, this.sending, toLimits(limits)))
  }

  sendSync(value: Out, limits?: number | Limits): void {
    this.isSent(this.parcel(value).postSync(this.senders, this.sending, toLimits(limits)))
  }

  /**
   * Receives the next value; waits for it. CPython: `Connection.recv`.
   * @throws EOFError when the other end is gone and all has been received
   * @throws OSError when this end is closed or cannot receive
   * @throws TimeoutError when nothing came in time
   */
  async recv(limits?: number | Limits): Promise<In> {
    this.checkReadable()
    return this.received(await awaited(this.receivers, this.receiving, toLimits(limits)))
  }

  recvSync(limits?: number | Limits): In {
    this.checkReadable()
    return this.received(blocked(this.receivers, this.receiving, toLimits(limits)))
  }

  /**
   * Sends bytes as one message. CPython: `Connection.send_bytes`.
   * @param size bytes from `offset` on; default: all that follow
   * @throws ValueError when offset or size do not lie within the buffer; and as `send`
   */
  async sendBytes(buffer: ArrayBufferView, offset = 0, size?: number, limits?: number | Limits): Promise<void> {
    this.checkWritable()
    const parcel = Parcel.ofBytes(part(buffer, offset, size))
    this.isSent(await parcel.post(this.senders, this.sending, toLimits(limits)))
  }

  sendBytesSync(buffer: ArrayBufferView, offset = 0, size?: number, limits?: number | Limits): void {
    this.checkWritable()
    const parcel = Parcel.ofBytes(part(buffer, offset, size))
    this.isSent(parcel.postSync(this.senders, this.sending, toLimits(limits)))
  }

  /**
   * Receives one message of bytes. CPython: `Connection.recv_bytes`.
   * @param maxlength a longer message is refused, and the connection cannot receive any more
   * @throws OSError 'bad message length'; ValueError when maxlength is negative; and as `recv`
   */
  async recvBytes(maxlength?: number, limits?: number | Limits): Promise<Uint8Array> {
    this.checkReadable()
    const attempt = this.receivingBytes(maxlength)
    return this.received(await awaited(this.receivers, attempt, toLimits(limits)))
  }

  recvBytesSync(maxlength?: number, limits?: number | Limits): Uint8Array {
    this.checkReadable()
    return this.received(blocked(this.receivers, this.receivingBytes(maxlength), toLimits(limits)))
  }

  /** @internal One message of bytes if there is one, where the next one may overwrite it. @throws as `recv` */
  takeBytes(entry: Entry = 0): Uint8Array | Pending {
    const record = this.take(entry)
    return record instanceof Raw ? record.bytes : record
  }

  /**
   * Receives one message of bytes into a buffer; answers its length. CPython: `Connection.recv_bytes_into`.
   * @param offset where in the buffer, in bytes
   * @throws BufferTooShort with the message, when it does not fit; ValueError for a bad offset; and as `recv`
   */
  async recvBytesInto(buffer: ArrayBufferView, offset = 0, limits?: number | Limits): Promise<number> {
    this.checkReadable()
    const room = roomIn(buffer, offset)
    return fill(room, this.received(await awaited(this.receivers, this.receivingBytes(), toLimits(limits))))
  }

  recvBytesIntoSync(buffer: ArrayBufferView, offset = 0, limits?: number | Limits): number {
    this.checkReadable()
    const room = roomIn(buffer, offset)
    return fill(room, this.received(blocked(this.receivers, this.receivingBytes(), toLimits(limits))))
  }

  /**
   * Whether there is something to receive, or the end. CPython: `Connection.poll`.
   * @param limits how many seconds to wait for it; default: it only looks; `null`: for ever
   */
  async poll(limits: number | Limits | null = 0): Promise<boolean> {
    this.checkReadable()
    return (await wait([this], limits ?? undefined)).length > 0
  }

  pollSync(limits: number | Limits | null = 0): boolean {
    this.checkReadable()
    return waitSync([this], limits ?? undefined).length > 0
  }

  /** Gives up this process's copy of the end; what waits on it here rejects. CPython: `Connection.close`. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.end.close()
  }

  /** Whether this process has closed it. CPython: `Connection.closed`. */
  get closed(): boolean {
    return this.isClosed
  }

  /** Whether it can receive. CPython: `Connection.readable`. */
  get readable(): boolean {
    return this.isReadable
  }

  /** Whether it can send. CPython: `Connection.writable`. */
  get writable(): boolean {
    return this.end.canWrite
  }

  [Symbol.dispose](): void {
    this.close()
  }

  toString(): string {
    const ways = this.readable ? (this.writable ? 'duplex' : 'read-only') : 'write-only'
    return `<Connection number=${this.end.number} end=${this.end.index} ${this.closed ? 'closed' : ways}>`
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString()
  }

  /** @internal */
  get [readiness](): Readiness {
    const { end } = this
    this.checkReadable()
    return {
      number: end.number,
      slow: false,
      isReady: () => (this.checkOpen(), end.canReceive()),
      watch: (entry) => end.watch(entry),
    }
  }

  private source(
    kind: 'Connection.recv' | 'Connection.send',
    isReady: () => boolean,
    withdraw: (entry: Entry) => void,
  ): Source {
    return {
      kind,
      number: this.end.number,
      isReady: () => this.isClosed || isReady(),
      withdraw: (entry) => (this.isClosed ? undefined : withdraw(entry)),
    }
  }

  private parcel(value: Out): Parcel {
    this.checkWritable()
    return Parcel.of(value, 'value', this.end.encoding).carryBy(this.end.peers)
  }

  private readonly sending = (record: Uint8Array | Raw, entry: Entry) => {
    this.checkOpen()
    try {
      return this.end.trySend(record, entry)
    } catch (error) {
      throw error instanceof HungUp ? new BrokenPipeError(`broken pipe: the other end of ${this} is gone`) : error
    }
  }

  private readonly receiving = (entry: Entry) => {
    const record = this.take(entry)
    return record === PENDING ? PENDING : (this.end.decoding.decode(record) as In)
  }

  private receivingBytes(maxlength = Infinity): Attempt<Uint8Array> {
    if (maxlength < 0) throw new ValueError('negative maxlength')
    return (entry) => {
      const bytes = this.takeBytes(entry)
      if (bytes === PENDING) return PENDING
      if (bytes.length > maxlength) {
        if (this.writable) this.isReadable = false
        else this.close()
        throw new OSError('bad message length')
      }
      return new Uint8Array(bytes)
    }
  }

  private take(entry: Entry) {
    this.checkReadable()
    try {
      return this.end.tryReceive(entry)
    } catch (error) {
      throw error instanceof HungUp ? new EOFError(`the other end of ${this} is gone`) : error
    }
  }

  private isSent(result: true | TimedOut): void {
    if (result === TIMED_OUT) throw new TimeoutError(`${this} had no room in time`)
  }

  private received<T>(result: T | TimedOut): T {
    if (result === TIMED_OUT) throw new TimeoutError(`nothing came in time through ${this}`)
    return result
  }

  private checkOpen(): void {
    if (this.isClosed) throw new OSError('handle is closed')
  }

  private checkReadable(): void {
    this.checkOpen()
    if (!this.isReadable) throw new OSError('connection is write-only')
  }

  private checkWritable(): void {
    this.checkOpen()
    if (!this.writable) throw new OSError('connection is read-only')
  }

  /** @internal What travels in a message, with a ticket for the copy that is on its way. */
  static depart(connection: Connection<never, unknown>): ConnectionData {
    connection.checkOpen()
    const { offset, index, number, holders } = connection.end
    noteDeparture(number)
    return [offset, index, number, departFrom(holders)]
  }

  /** @internal */
  static arrive([offset, index, number, ticket]: ConnectionData): Connection<never, unknown> {
    const open = () => new Connection<never, unknown>(new PipeEnd(offset, index, number))
    const known = handles.at(offset + index, open)
    const connection = known.isClosed ? open() : known
    connection.end.holders.arrive(ticket, attached().entry)
    return connection
  }
}

type ConnectionData = readonly [offset: number, index: EndIndex, number: number, ticket: number]

registerHandle('Connection', Connection, Connection.depart, Connection.arrive)
