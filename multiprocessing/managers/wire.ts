/**
 * What goes between a manager's server and its clients: requests into the server's one channel, replies into one
 * channel for each client process. Heads are binary; behind them stands an encoded value.
 */
import { crypto } from '../crypto'
import { RECORD_HEADER } from '../segment/record'
import type { Entry } from '../segment/waiters'

/** How a proxy finds the server of its object; travels with the proxy. */
export interface ServerKey {
  /** Offset of the channel that the server takes requests from. */
  readonly requests: number
  /** The server's process. */
  readonly entry: Entry
  /** Name of the manager, for messages. */
  readonly name: string
}

/** Shows that whoever makes it has the key of a server. */
export function proofOf(requests: number, authkey: Uint8Array): Uint8Array {
  return crypto().createHmac('sha256', authkey).update(String(requests)).digest()
}

/** The object that stands for the server itself. */
export const SERVER = 0

export interface RequestHead {
  /** The process that asks. */
  readonly from: Entry
  /** Counted by the client, so that a reply finds its call. */
  readonly number: number
  readonly object: number
}

const REQUEST_HEAD = 12
export const REQUEST_RESERVED = RECORD_HEADER + REQUEST_HEAD

/** @param record `REQUEST_RESERVED` free bytes, then the arguments and, last, the method's name */
export function writeRequestHead(record: Buffer, head: RequestHead): void {
  record.writeUInt32LE(head.from, RECORD_HEADER)
  record.writeUInt32LE(head.number, RECORD_HEADER + 4)
  record.writeUInt32LE(head.object, RECORD_HEADER + 8)
}

export function readRequest(record: Buffer): { readonly head: RequestHead; readonly body: Buffer } {
  return {
    head: { from: record.readUInt32LE(0), number: record.readUInt32LE(4), object: record.readUInt32LE(8) },
    body: record.subarray(REQUEST_HEAD),
  }
}

/**
 * What a server is told without asking it for anything: three numbers, so that it can be told while something else is
 * being encoded.
 */
export const NOTICES = ['connect', 'lend', 'recall', 'adopt', 'release', 'cancel'] as const
export type Notice = (typeof NOTICES)[number]
/** The number of a request that is a notice; its kind stands where the object would. */
export const NOTICE = 0

export function noticeRecord(from: Entry, notice: Notice, numbers: readonly number[]): Buffer {
  const record = Buffer.alloc(REQUEST_RESERVED + 24)
  writeRequestHead(record, { from, number: NOTICE, object: NOTICES.indexOf(notice) })
  numbers.forEach((number, i) => record.writeDoubleLE(number, REQUEST_RESERVED + i * 8))
  return record
}

export function readNotice(object: number, body: Buffer): { readonly notice: Notice; readonly numbers: Numbers } {
  return {
    notice: NOTICES[object] as Notice,
    numbers: [body.readDoubleLE(0), body.readDoubleLE(8), body.readDoubleLE(16)],
  }
}

export type Numbers = readonly [number, number, number]

export type ReplyStatus = 0 | 1 | 2
/** The value is the result. */
export const DONE: ReplyStatus = 0
/** The value is a `Failure`. */
export const FAILED: ReplyStatus = 1
/** The call was waiting for something and was taken back. */
export const CANCELLED: ReplyStatus = 2

const REPLY_HEAD = 8
export const REPLY_RESERVED = RECORD_HEADER + REPLY_HEAD

export function writeReplyHead(record: Buffer, number: number, status: ReplyStatus): void {
  record.writeUInt32LE(number, RECORD_HEADER)
  record.writeUInt32LE(status, RECORD_HEADER + 4)
}

export function readReply(record: Buffer): {
  readonly number: number
  readonly status: ReplyStatus
  readonly body: Buffer
} {
  return {
    number: record.readUInt32LE(0),
    status: record.readUInt32LE(4) as ReplyStatus,
    body: record.subarray(REPLY_HEAD),
  }
}
