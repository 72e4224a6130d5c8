/** CPython's `concurrent.futures`, which a script has as `futures`, as after `from concurrent import futures`. */
export { CancelledError } from '../errors'
export { Future } from './future'
export { ProcessPoolExecutor, type ExecutorMapOptions, type ExecutorOptions } from './process-pool-executor'
export {
  asCompleted,
  asCompletedSync,
  wait,
  waitSync,
  type Completed,
  type DoneAndNotDone,
  type ReturnWhen,
  type WaitOptions,
} from './waiting'
