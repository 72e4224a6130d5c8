/** The library without its contexts, which are this again, bound to a start method. */
export { AuthenticationString } from './authentication'
export { Sentinel, wait, waitSync } from './connection'
export { activeChildren, currentProcess, parentProcess } from './current-process'
export {
  AssertionError,
  CancelledError,
  CaptureError,
  Empty,
  EncodeError,
  Full,
  InitializerError,
  KeyboardInterrupt,
  PoolTerminatedError,
  ProcessError,
  ProcessLimitError,
  RemoteTraceback,
  RuntimeError,
  SystemExit,
  TimeoutError,
  ValueError,
  WorkerLostError,
} from './errors'
export { atexit, Finalize, type FinalizeOptions } from './exits'
export {
  DEBUG,
  ERROR,
  getLogger,
  INFO,
  Logger,
  logToStderr,
  SUBDEBUG,
  SUBWARNING,
  WARNING,
  type LogLevel,
} from './logging'
export { ParentProcess } from './parent-process'
export { AsyncResult } from './pool/async-result'
export { PoolIterator, type SyncPoolIterator } from './pool/imap'
export type { CallOptions, ImapOptions, MapOptions, PoolOptions } from './pool/options'
export { Pool } from './pool/pool'
export { Process, type ProcessOptions } from './process'
export { Queue } from './queues'
export type { Limits } from './segment/waiting'
export { Lock } from './synchronize'
export { cpuCount, exit, processCpuCount, sleep, sleepSync } from './system'
