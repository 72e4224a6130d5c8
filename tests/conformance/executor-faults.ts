// ProcessPoolExecutor: initializers, what cannot be copied, workers that die; nothing of it hangs.
import { activeChildren, Event, exit, ProcessPoolExecutor, RuntimeError } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('executor-faults', 'ExecutorDeadlockTest', 'ProcessPoolExecutor')

let status = 'uninitialized'
function init(to: string): void {
  status = to
}
function failsToInit(): never {
  throw new Error('error in initializer')
}
const id = (value: unknown) => value
const crash = () => process.kill(process.pid, 'SIGKILL')
const exits = () => exit(3)
const raises = () => {
  throw new RuntimeError('raised')
}
async function crashesAfter(gate: Event): Promise<void> {
  await gate.wait()
  crash()
}
async function crashesOnce(first: Event): Promise<string> {
  if (first.isSet()) return 'done'
  first.set()
  crash()
  return 'never'
}
/** What cannot be read: whoever copies it does what `act` does. */
const unreadable = (act: () => unknown) => ({
  get field() {
    return act()
  },
})
const answersUnreadable = (act: () => unknown) => unreadable(act)
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

async function main(): Promise<void> {
  await same(
    'initializer',
    'InitializerMixin.test_initializer',
    'initializer is called with initargs in every worker, before its first call.',
    async () => {
      await using executor = new ProcessPoolExecutor({ maxWorkers: 2, initializer: init, initargs: ['initialized'] })
      return Promise.all([executor.submit(() => status), executor.submit(() => status)])
    },
    ['initialized', 'initialized'],
  )
  await better(
    'initializer-throws',
    'FailingInitializerMixin.test_initializer',
    'An initializer that throws breaks the executor, for what was submitted and for what follows; the error names it.',
    'CPython’s BrokenProcessPool names nothing.',
    async () => {
      const executor = new ProcessPoolExecutor({ maxWorkers: 2, initializer: failsToInit })
      const errors = [await thrown(() => executor.submit(id, 1)), await thrown(() => executor.submit(id, 2))]
      await executor.shutdown()
      return [errors.map((error) => error.replace(/in PoolWorker-\d+/, 'in W')), activeChildren().length]
    },
    [Array(2).fill("InitializerError: the pool's initializer threw in W: error in initializer"), 0],
  )
  absent(
    'resource-tracker',
    'FailingInitializerResourcesTest.test_spawn FailingInitializerResourcesTest.test_forkserver',
    'The process that clears away what others have left',
    'The run’s memory has no name and ends with the run.',
  )

  const executor = new ProcessPoolExecutor(2)
  await same(
    'item',
    'test_error_at_task_pickle',
    'An argument that cannot be copied is the error of its future.',
    async () => [await kind(() => executor.submit(id, unreadable(raises))), await executor.submit(id, 1)],
    ['RuntimeError', 1],
  )
  absent(
    'unpickling',
    'test_exit_at_task_unpickle test_error_at_task_unpickle test_crash_at_task_unpickle test_error_during_result_unpickle_in_result_handler test_exit_during_result_unpickle_in_result_handler',
    'Values that run code where they arrive',
    'What is copied is data: no code of it runs at the other side.',
  )
  await same(
    'call',
    'test_exit_during_func_exec_on_worker test_error_during_func_exec_on_worker',
    'What a call throws, exit() too, is its future’s error, and the worker lives on.',
    async () => [
      await thrown(() => executor.submit(raises)),
      await thrown(() => executor.submit(exits)),
      await executor.submit(id, 2),
    ],
    ['RuntimeError: raised', 'SystemExit: 3', 2],
  )
  await same(
    'result',
    'test_error_during_result_pickle_on_worker test_exit_during_result_pickle_on_worker',
    'A result that cannot be copied is its future’s error.',
    async () => [
      await thrown(() => executor.submit(answersUnreadable, raises)),
      await thrown(() => executor.submit(answersUnreadable, exits)),
      await kind(() => executor.submit(() => Symbol('none'))),
    ],
    ['RuntimeError: raised', 'SystemExit: 3', 'EncodeError'],
  )
  await better(
    'crash',
    'test_crash_during_func_exec_on_worker test_crash_during_result_pickle_on_worker ProcessPoolExecutorTest.test_killed_child',
    'A call whose worker dies is begun again, once; then its future has a WorkerLostError. The executor goes on.',
    'In CPython every future gets BrokenProcessPool, and the executor is of no further use.',
    async () => [
      await executor.submit(crashesOnce, new Event()),
      await kind(() => executor.submit(crash)),
      await kind(() => executor.submit(answersUnreadable, crash)),
      await executor.submit(id, 3),
    ],
    ['done', 'WorkerLostError', 'WorkerLostError', 3],
  )
  await same(
    'crash-big-data',
    'test_crash_big_data',
    'Workers that die with large arguments: an error, no deadlock.',
    () => kind(() => executor.map(crash as (data: string) => boolean, Array(4).fill('a'.repeat(1 << 20))).next()),
    'WorkerLostError',
  )
  await executor.shutdown()
  await same(
    'crash-after-shutdown',
    'test_shutdown_deadlock test_shutdown_deadlock_pickle',
    'A worker that dies after the call of shutdown() does not keep it from its end.',
    async () => {
      const other = new ProcessPoolExecutor({ maxWorkers: 2, retries: 0 })
      const gate = new Event()
      const lost = other.submit(crashesAfter, gate)
      const unsendable = other.submit(id, unreadable(raises))
      const shut = other.shutdown()
      gate.set()
      await shut
      return [await kind(() => lost), await kind(() => unsendable), activeChildren().length]
    },
    ['WorkerLostError', 'RuntimeError', 0],
  )
}

if (import.meta.main) await main()
