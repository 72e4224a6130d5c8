/** The errors of the library, with CPython's names where it has them. */
import { DeadlockError, SegmentDamagedError, SegmentFullError } from './segment/segment-errors'

export { DeadlockError, SegmentDamagedError, SegmentFullError }

/** Base of the library's errors. CPython: `multiprocessing.ProcessError`. */
export class ProcessError extends Error {
  override name = 'ProcessError'
}

/** A result did not come in time. CPython: `multiprocessing.TimeoutError`. */
export class TimeoutError extends ProcessError {
  override name = 'TimeoutError'
}

/** A message is longer than the buffer that was to take it. CPython: `multiprocessing.BufferTooShort`. */
export class BufferTooShort extends ProcessError {
  override name = 'BufferTooShort'
  /** The whole message. CPython: `args[0]`. */
  readonly received: Uint8Array
  constructor(received: Uint8Array, room: number) {
    super(`a message of ${received.length} bytes does not fit into ${room}`)
    this.received = received
  }
}

/** The two sides of a connection do not have the same key. CPython: `multiprocessing.AuthenticationError`. */
export class AuthenticationError extends ProcessError {
  override name = 'AuthenticationError'
}

/** A queue had nothing to give, at once or in time. CPython: `queue.Empty`. */
export class Empty extends Error {
  override name = 'Empty'
}

/** A queue had no room, at once or in time. CPython: `queue.Full`. */
export class Full extends Error {
  override name = 'Full'
}

/** A value is out of range, or an object is in a state that forbids the call. CPython: `ValueError`. */
export class ValueError extends Error {
  override name = 'ValueError'
}

/** A place that a sequence does not have. CPython: `IndexError`. */
export class IndexError extends Error {
  override name = 'IndexError'
}

/** A key that a dict or set does not have. CPython: `KeyError`. */
export class KeyError extends Error {
  override name = 'KeyError'
}

/** A call came at a time at which it is not allowed. CPython: `RuntimeError`. */
export class RuntimeError extends Error {
  override name = 'RuntimeError'
}

/** A future was cancelled before it began. CPython: `concurrent.futures.CancelledError`. */
export class CancelledError extends Error {
  override name = 'CancelledError'
}

/** The library was misused. CPython: `AssertionError`. */
export class AssertionError extends Error {
  override name = 'AssertionError'
}

/** Something outside the script refused: an end is closed, a name is taken. CPython: `OSError`. */
export class OSError extends Error {
  override name = 'OSError'
}

/** A name that was to be new is taken. CPython: `FileExistsError`. */
export class FileExistsError extends OSError {
  override name = 'FileExistsError'
}

/** Nothing has this name. CPython: `FileNotFoundError`. */
export class FileNotFoundError extends OSError {
  override name = 'FileNotFoundError'
}

/** The other end of a connection is gone and all that it sent has been received. CPython: `EOFError`. */
export class EOFError extends Error {
  override name = 'EOFError'
}

/** Nobody is left who could receive what was to be sent. CPython: `BrokenPipeError`. */
export class BrokenPipeError extends OSError {
  override name = 'BrokenPipeError'
}

/** Nobody listens at this address. CPython: `ConnectionRefusedError`. */
export class ConnectionRefusedError extends OSError {
  override name = 'ConnectionRefusedError'
}

/** A barrier is broken: somebody's wait at it failed, or it was reset. CPython: `threading.BrokenBarrierError`. */
export class BrokenBarrierError extends RuntimeError {
  override name = 'BrokenBarrierError'
}

/** A queue was shut down. CPython 3.13: `queue.ShutDown`. */
export class ShutDown extends Error {
  override name = 'ShutDown'
}

/** A manager could not do what a proxy asked for. CPython: `multiprocessing.managers.RemoteError`. */
export class RemoteError extends Error {
  override name = 'RemoteError'
}

/** `Process.interrupt()` reached this process. CPython: `KeyboardInterrupt`. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt'
}

/** Thrown by `exit()`; ends the process with `code` when nobody catches it. CPython: `SystemExit`. */
export class SystemExit extends Error {
  override name = 'SystemExit'
  /** A number, or a text that is printed on stderr and means 1. */
  readonly code: number | string | undefined
  constructor(code?: number | string) {
    super(code === undefined ? '' : String(code))
    this.code = code
  }
}

/** A value cannot be copied to another process. Here: CPython raises `pickle.PicklingError`, `TypeError` or `AttributeError`. */
export class EncodeError extends ProcessError {
  override name = 'EncodeError'
  /** Where in the value, e.g. `args[0].socket`. */
  readonly path: string
  constructor(message: string, path: string) {
    super(message)
    this.path = path
  }
}

/** A function cannot be sent because of a variable that it captures. Here: CPython cannot send such functions at all. */
export class CaptureError extends ProcessError {
  override name = 'CaptureError'
  /** The file of the function. */
  readonly file: string
  /** The line at which the function begins. */
  readonly line: number
  /** The captured variable, or `this`, `arguments`, `super`. */
  readonly variable: string
  constructor(message: string, at: { file: string; line: number }, variable: string) {
    super(message)
    this.file = at.file
    this.line = at.line
    this.variable = variable
  }
}

/** A pool worker died while it had this task, and the task was not tried again, or not with more luck. Here: CPython's caller waits for ever. */
export class WorkerLostError extends ProcessError {
  override name = 'WorkerLostError'
  /** The operating system's number of the worker. */
  readonly pid: number
  /** CPython's exit code of the worker: negative for a signal. */
  readonly exitcode: number
  /** Index of the item in its call's input. */
  readonly index: number
  /** How often the task was begun. */
  readonly attempts: number
  constructor(worker: { name: string; pid: number; exitcode: number }, index: number, attempts: number) {
    super(
      `worker ${worker.name} (pid ${worker.pid}) ended ${exitWords(worker.exitcode)} while it worked on item ${index}; the item was begun ${attempts} ${attempts === 1 ? 'time' : 'times'}`,
    )
    this.pid = worker.pid
    this.exitcode = worker.exitcode
    this.index = index
    this.attempts = attempts
  }
}

/** `by signal 9` or `with exit code 1`. */
export function exitWords(exitcode: number): string {
  return exitcode < 0 ? `by signal ${-exitcode}` : `with exit code ${exitcode}`
}

/** A pool's initializer threw in a worker. Here: CPython starts workers for ever. */
export class InitializerError extends ProcessError {
  override name = 'InitializerError'
}

/** The pool was terminated before this result was there. Here: CPython's result never settles. */
export class PoolTerminatedError extends ProcessError {
  override name = 'PoolTerminatedError'
}

/** The run has as many live processes as it may have. Here: CPython has no limit. */
export class ProcessLimitError extends ProcessError {
  override name = 'ProcessLimitError'
}

/** The far end of an error that came from another process: its stack, and which process it was. CPython: `multiprocessing.pool.RemoteTraceback`. */
export class RemoteTraceback extends Error {
  override name = 'RemoteTraceback'
  /** The name of the process that threw. */
  readonly processName: string
  /** The operating system's number of it. */
  readonly pid: number
  constructor(stack: string, processName: string, pid: number) {
    super(`in ${processName} (pid ${pid}):\n${stack}`)
    this.stack = `RemoteTraceback: ${this.message}`
    this.processName = processName
    this.pid = pid
  }
}

export const errorClasses: Readonly<Record<string, new (...args: never[]) => Error>> = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  ProcessError,
  TimeoutError,
  BufferTooShort,
  AuthenticationError,
  Empty,
  Full,
  ValueError,
  IndexError,
  KeyError,
  RuntimeError,
  CancelledError,
  AssertionError,
  OSError,
  FileExistsError,
  FileNotFoundError,
  EOFError,
  BrokenPipeError,
  ConnectionRefusedError,
  BrokenBarrierError,
  ShutDown,
  RemoteError,
  KeyboardInterrupt,
  SystemExit,
  EncodeError,
  CaptureError,
  WorkerLostError,
  InitializerError,
  PoolTerminatedError,
  ProcessLimitError,
  RemoteTraceback,
  DeadlockError,
  SegmentDamagedError,
  SegmentFullError,
}
