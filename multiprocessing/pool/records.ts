/** The records that travel between a pool and its workers: a fixed head, then encoded values. */
import { RECORD_HEADER } from '../segment/record'

/** A task's head; its first 16 bytes are what a worker notes as its claim. */
export const TASK_HEAD = 32
export const RESULT_HEAD = 40

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
  /** Each item is the list of arguments of one call. */
  readonly star: boolean
  /** An item's error stands at its place and the next item goes on; else the first error ends the chunk. */
  readonly each: boolean
  /** Note when each item begins: the call has a time-out. */
  readonly timed: boolean
}

const STAR = 0x80000000
const EACH = 0x40000000
const TIMED = 0x20000000
const LENGTH = 0x1fffffff

export function writeTaskHead(record: Buffer, task: Task): void {
  record.writeUInt32LE(task.work, 4)
  record.writeUInt32LE(task.index, 8)
  record.writeUInt32LE(task.count, 12)
  record.writeUInt32LE(task.attempt, 16)
  record.writeUInt32LE(task.fn, 20)
  const flags = (task.star ? STAR : 0) | (task.each ? EACH : 0) | (task.timed ? TIMED : 0)
  record.writeUInt32LE((task.fnLength | flags) >>> 0, 24)
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
    fnLength: length & LENGTH,
    fnOffset: record.readDoubleLE(24),
    star: (length & STAR) !== 0,
    each: (length & EACH) !== 0,
    timed: (length & TIMED) !== 0,
  }
}

/** What a result carries. */
export type ResultStatus = 0 | 1 | 2 | 3
/** The results of all items. */
export const DONE: ResultStatus = 0
/** The `Failure` that ended the chunk. */
export const FAILED: ResultStatus = 1
/** `MixedResults`: some items have failed, the others have not. */
export const MIXED: ResultStatus = 2
/** The error that the pool's initializer threw. */
export const BROKEN: ResultStatus = 3

/** An error of a task, and where it was thrown. */
export interface Failure {
  readonly error: Error
  readonly processName: string
  readonly pid: number
}

export interface MixedResults {
  readonly values: readonly unknown[]
  readonly failures: readonly (readonly [item: number, failure: Failure])[]
}

export interface ResultHead {
  readonly work: number
  readonly index: number
  readonly count: number
  readonly status: ResultStatus
  readonly slot: number
  /** Nanoseconds that the worker spent inside the function, and on decoding the task and encoding this. */
  readonly working: number
  readonly copying: number
}

export function writeResultHead(record: Buffer, head: ResultHead): void {
  record.writeUInt32LE(head.work, 4)
  record.writeUInt32LE(head.index, 8)
  record.writeUInt32LE(head.count, 12)
  record.writeUInt32LE(head.status, 16)
  record.writeUInt32LE(head.slot, 20)
  record.writeDoubleLE(head.working, 28)
  record.writeDoubleLE(head.copying, 36)
}

export function readResultHead(record: Buffer): ResultHead {
  return {
    work: record.readUInt32LE(0),
    index: record.readUInt32LE(4),
    count: record.readUInt32LE(8),
    status: record.readUInt32LE(12) as ResultStatus,
    slot: record.readUInt32LE(16),
    working: record.readDoubleLE(24),
    copying: record.readDoubleLE(32),
  }
}
