/** What scripts import as `multiprocessing`. */
export { cpuCount, exit, processCpuCount, sleep, sleepSync } from './context'
export { Sentinel, wait, waitSync } from './connection'
export {
  AssertionError,
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
  SystemExit,
  TimeoutError,
  ValueError,
  WorkerLostError,
} from './errors'
export { ParentProcess } from './parent-process'
export { AsyncResult } from './pool/async-result'
export { Pool, type CallOptions, type PoolOptions } from './pool/pool'
export { activeChildren, currentProcess, parentProcess, Process, type ProcessOptions } from './process'
export { Queue } from './queues'
export type { Limits } from './segment/waiting'
export { Lock } from './synchronize'
