/** The library without its contexts, which are this again, bound to a start method. */
export { AuthenticationString } from './authentication'
export { Connection } from './connection/connection'
export { Client, ClientSync, Listener, type ClientOptions, type ListenerOptions } from './connection/listener'
export { Pipe, type PipeOptions } from './connection/pipe'
export { Sentinel, wait, waitSync, type Waitable } from './connection/wait'
export * as futures from './concurrent-futures'
export { Future } from './concurrent-futures/future'
export {
  ProcessPoolExecutor,
  type ExecutorMapOptions,
  type ExecutorOptions,
} from './concurrent-futures/process-pool-executor'
export {
  asCompleted,
  asCompletedSync,
  type Completed,
  type DoneAndNotDone,
  type ReturnWhen,
  type WaitOptions,
} from './concurrent-futures/waiting'
export { activeChildren, currentProcess, parentProcess } from './current-process'
export {
  AssertionError,
  AuthenticationError,
  BrokenBarrierError,
  BrokenPipeError,
  BufferTooShort,
  CancelledError,
  CaptureError,
  DeadlockError,
  ConnectionRefusedError,
  Empty,
  EncodeError,
  EOFError,
  Full,
  FileExistsError,
  FileNotFoundError,
  IndexError,
  InitializerError,
  KeyboardInterrupt,
  KeyError,
  OSError,
  PoolTerminatedError,
  ProcessError,
  ProcessLimitError,
  RemoteError,
  RemoteTraceback,
  RuntimeError,
  SegmentDamagedError,
  SegmentFullError,
  ShutDown,
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
export { AcquirerProxy, ConditionProxy } from './managers/acquirer'
export { BarrierProxy } from './managers/barrier'
export {
  BaseManager,
  type Creates,
  type CreatesSync,
  type ManagerOptions,
  type ManagerServer,
} from './managers/base-manager'
export { DictProxy } from './managers/dict'
export { EventProxy } from './managers/event'
export { ListProxy } from './managers/list'
export type { Remote } from './managers/methods'
export { NamespaceProxy } from './managers/namespace'
export { PoolProxy } from './managers/pool'
export { AsyncResultProxy, IteratorProxy } from './managers/pool-results'
export { BaseProxy, type AutoProxy } from './managers/proxy'
export { QueueProxy } from './managers/queue'
export type { TypeOptions } from './managers/registry'
export { SetProxy } from './managers/set'
export { Manager, SyncManager } from './managers/sync-manager'
export { ArrayProxy, ValueProxy } from './managers/value'
export { ParentProcess } from './parent-process'
export { AsyncResult } from './pool/async-result'
export { PoolIterator, type SyncPoolIterator } from './pool/imap'
export type { CallOptions, ImapOptions, MapOptions, PoolOptions } from './pool/options'
export { Pool } from './pool/pool'
export { Process } from './process'
export type { KeywordOptions, ProcessOptions, Target } from './process-options'
export { JoinableQueue, Queue } from './queues'
export type { Limits } from './segment/attempt'
export { SimpleQueue } from './simple-queue'
export { ShareableList, type Shareable, type ShareableListOptions } from './shared-memory/shareable-list'
export { SharedMemoryManager } from './shared-memory/shared-memory-manager'
export { SharedMemory, type SharedMemoryOptions } from './shared-memory/shared-memory'
export * as sharedctypes from './sharedctypes'
export { Array, RawArray, RawValue, Value } from './sharedctypes'
export type { SynchronizedOptions, Typecode } from './sharedctypes'
export { Barrier, type BarrierOptions } from './synchronize/barrier'
export { Condition } from './synchronize/condition'
export { Event } from './synchronize/event'
export { Lock } from './synchronize/lock'
export { RLock } from './synchronize/rlock'
export { BoundedSemaphore, SEM_VALUE_MAX, Semaphore } from './synchronize/semaphore'
export type { AbandonedBy } from './synchronize/shared-object'
export { cpuCount, exit, processCpuCount, sleep, sleepSync } from './system'
