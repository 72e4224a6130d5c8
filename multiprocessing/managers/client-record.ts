/** What a server knows of a client process: what it has, what it waits for, where its replies go. */
import { encode, passengers } from '../encoding'
import { RemoteError } from '../errors'
import { currentProcess } from '../current-process'
import type { Failure } from '../pool/records'
import { attached } from '../segment/attachment'
import { Channel } from '../segment/channel'
import { SLOT } from '../segment/layout'
import { readName, readSlot, slotAt } from '../segment/slots'
import { isCurrent, type Entry } from '../segment/waiters'
import { Cancelled, type Call, type Owner } from './call'
import type { Objects, Shared } from './objects'
import { CANCELLED, FAILED, REPLY_RESERVED, writeReplyHead, type ReplyStatus } from './wire'

export class ClientRecord implements Owner {
  readonly entry: Entry
  readonly name: string
  readonly process: number
  readonly endings = new Set<() => void>()
  /** Calls that wait. */
  readonly calls = new Map<number, Call>()
  private readonly replies: Channel
  private readonly references = new Map<Shared, number>()
  /** What it asks for after this was asked before. */
  hasEnded = false

  /** @param replies offset of the channel that the process takes replies from */
  constructor(entry: Entry, replies: number) {
    const { segment } = attached()
    const slot = entry & 0xff
    this.entry = entry
    this.replies = new Channel(segment, replies)
    this.name = readName(segment, slotAt(slot) + SLOT.name)
    this.process = readSlot(segment, slot).number
  }

  isAlive(): boolean {
    return isCurrent(attached().segment, this.entry)
  }

  /** @throws EncodeError when the value cannot be copied */
  reply(number: number, status: ReplyStatus, value: unknown): void {
    if (this.hasEnded) return
    const record = encode(value, 'result', REPLY_RESERVED)
    writeReplyHead(record, number, status)
    for (const passenger of passengers()) passenger.deliver(this.entry)
    this.replies.tryPut(record, 0)
  }

  /** Replies with an error. */
  fail(number: number, error: unknown): void {
    const thrown = error instanceof Error ? error : new Error(`the method threw ${String(error)}, which is no Error`)
    const from = { processName: currentProcess().name, pid: process.pid }
    try {
      this.reply(number, FAILED, { error: thrown, ...from } satisfies Failure)
    } catch (second) {
      const message = `Unserializable message: ${thrown.message}; ${(second as Error).message}`
      this.reply(number, FAILED, { error: new RemoteError(message), ...from } satisfies Failure)
    }
  }

  /** The client wants no more of a call. */
  cancel(number: number): void {
    const call = this.calls.get(number)
    if (call === undefined) return
    if (call.withdraw !== undefined) return call.withdraw(new Cancelled(false))
    this.calls.delete(number)
    this.reply(number, CANCELLED, null)
  }

  retain(objects: Objects, shared: Shared): void {
    this.references.set(shared, (this.references.get(shared) ?? 0) + 1)
    objects.retain(shared)
  }

  release(objects: Objects, id: number): void {
    const shared = objects.get(id)
    const count = shared === undefined ? undefined : this.references.get(shared)
    if (shared === undefined || count === undefined) return
    if (count === 1) this.references.delete(shared)
    else this.references.set(shared, count - 1)
    objects.release(shared)
  }

  /** What it waits for will not come: it learns that from the server's end. */
  dismiss(): void {
    this.hasEnded = true
    for (const call of [...this.calls.values()]) call.withdraw?.(new Cancelled(true))
  }

  /** Its process has ended: what it waits for is taken back, what it holds goes to others. */
  end(): void {
    this.dismiss()
    for (const ending of [...this.endings]) ending()
  }

  /** Drops its references; nothing comes from it any more. */
  forget(objects: Objects): void {
    for (const [shared, count] of this.references) for (let i = 0; i < count; i++) objects.release(shared)
    this.references.clear()
    this.replies.destroy()
  }
}
