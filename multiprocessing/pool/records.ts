/** The records that travel between a pool and its workers: a fixed head, then encoded values. */
import { RECORD_HEADER } from '../segment/channel'

/** A task's head; its first 16 bytes are what a worker notes as its claim. */
export const TASK_HEAD = 32
export const RESULT_HEAD = 24

/** Bytes to reserve when encoding the values of a task or a result. */
export const TASK_RESERVED = RECORD_HEADER + TASK_HEAD
export const RESULT_RESERVED = RECORD_HEADER + RESULT_HEAD

export interface Task {
  readonly work: number
  readonly index: number
  readonly count: number
  readonly attempt: number
  /** Which function: a number that is never reused, and where its encoded form lies. */
  readonly fn: number
  readonly fnLength: number
  readonly fnOffset: number
  /** Whether each item is the list of arguments of one call. */
  readonly star: boolean
}

const STAR = 0x80000000

export function writeTaskHead(record: Buffer, task: Task): void {
  record.writeUInt32LE(task.work, 4)
  record.writeUInt32LE(task.index, 8)
  record.writeUInt32LE(task.count, 12)
  record.writeUInt32LE(task.attempt, 16)
  record.writeUInt32LE(task.fn, 20)
  record.writeUInt32LE((task.fnLength | (task.star ? STAR : 0)) >>> 0, 24)
  record.writeDoubleLE(task.fnOffset, 28)
}

export function readTaskHead(record: Buffer): Task {
  const length = record.readUInt32LE(20)
  return {
    work: record.readUInt32LE(0),
    index: record.readUInt32LE(4),
    count: record.readUInt32LE(8),
    attempt: record.readUInt32LE(12),
    fn: record.readUInt32LE(16),
    fnLength: (length & ~STAR) >>> 0,
    fnOffset: record.readDoubleLE(24),
    star: length >= STAR,
  }
}

/** `done`: results of all items. `failed`: one error, thrown by item `failedAt` of the chunk. `broken`: the initializer threw. */
export type ResultStatus = 0 | 1 | 2
export const DONE: ResultStatus = 0
export const FAILED: ResultStatus = 1
export const BROKEN: ResultStatus = 2

export interface ResultHead {
  readonly work: number
  readonly index: number
  readonly count: number
  readonly status: ResultStatus
  readonly slot: number
}

export function writeResultHead(record: Buffer, head: ResultHead): void {
  record.writeUInt32LE(head.work, 4)
  record.writeUInt32LE(head.index, 8)
  record.writeUInt32LE(head.count, 12)
  record.writeUInt32LE(head.status, 16)
  record.writeUInt32LE(head.slot, 20)
}

export function readResultHead(record: Buffer): ResultHead {
  return {
    work: record.readUInt32LE(0),
    index: record.readUInt32LE(4),
    count: record.readUInt32LE(8),
    status: record.readUInt32LE(12) as ResultStatus,
    slot: record.readUInt32LE(16),
  }
}
