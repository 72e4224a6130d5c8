// ProcessPoolExecutor: calls, maps, workers and shutdown, as CPython's test_concurrent_futures shows them.
import type { Queue } from 'multiprocessing'
import {
  activeChildren,
  atexit,
  currentProcess,
  Event,
  exit,
  getContext,
  ProcessPoolExecutor,
  Semaphore,
  sleep,
  ValueError,
} from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { ask } from './children'

const { absent, better, same } = behaviours('executor', 'ProcessPoolExecutorTest', 'ProcessPoolExecutor')

const pow = (base: number, exponent: number) => base ** exponent
const sqr = (n: number) => n * n
const pid = () => process.pid
const name = () => currentProcess().name.split('-')[0]
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
function divmod(a: number, b: number): [number, number] {
  if (b === 0) throw new ValueError('division by zero')
  return [Math.floor(a / b), a % b]
}
async function opened(gate: Event | null): Promise<string> {
  await gate?.wait()
  return 'opened'
}
const acquires = (units: Semaphore) => units.acquire()
async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const value of results) list.push(value)
  return list
}

/** Leaves its executor open, with a call under way, and ends as it is told. */
async function leavesOpen(out: Queue<unknown>, how: string): Promise<void> {
  const executor = new ProcessPoolExecutor(1)
  executor.submit((q: Queue<unknown>) => q.put('apple'), out)
  if (how === 'no wait') await executor.shutdown({ wait: false })
  if (how === 'exit') exit(0)
}
async function submitsLast(out: Queue<unknown>): Promise<void> {
  const executor = new ProcessPoolExecutor(1)
  atexit.register(async () => out.put(await executor.submit(sqr, 3)))
}

async function main(): Promise<void> {
  await using executor = new ProcessPoolExecutor(2)

  await same('submit', 'ExecutorTest.test_submit', 'submit() gives a future.', () => executor.submit(pow, 2, 8), 256)
  absent(
    'keywords',
    'ExecutorTest.test_submit_keyword',
    'submit(fn, x=8)',
    'The language has no arguments by name; an object is one argument.',
  )
  await same(
    'map',
    'ExecutorTest.test_map test_map_chunksize',
    'map() takes an item of each input, for every chunksize of at least 1.',
    async () => {
      const maps = [undefined, 3, 6, 40, 50].map((chunksize) => executor.map(pow, range(10), range(10), { chunksize }))
      const lists = await Promise.all(maps.map((results) => all(results)))
      return [
        lists.every(
          (list) =>
            list.join() ===
            range(10)
              .map((n) => n ** n)
              .join(),
        ),
        await thrown(() => executor.map(pow, [1], [1], { chunksize: -1 })),
      ]
    },
    [true, 'ValueError: chunksize must be >= 1.'],
  )
  await same(
    'map-exception',
    'ExecutorTest.test_map_exception',
    'An error comes at its item’s turn and ends the iteration.',
    async () => {
      const results = executor.map(divmod, [1, 1, 1, 1], [2, 3, 0, 5])
      const first = [(await results.next()).value, (await results.next()).value]
      return [first, await thrown(() => results.next()), (await results.next()).done]
    },
    [
      [
        [0, 1],
        [0, 1],
      ],
      'ValueError: division by zero',
      true,
    ],
  )
  await same(
    'map-timeout',
    'ExecutorTest.test_map_timeout',
    'map() gives what is there before its time is up, then a TimeoutError.',
    async () => {
      const gate = new Event()
      const seen: string[] = []
      const error = await thrown(async () => {
        for await (const value of executor.map(opened, [null, null, gate], { timeout: 3 })) seen.push(value)
      })
      gate.set()
      return [seen, error.split(':')[0]]
    },
    [['opened', 'opened'], 'TimeoutError'],
  )
  await same(
    'traceback',
    'test_traceback',
    'The error of a worker arrives as its class, with the far stack as its cause.',
    async () => {
      const error = (await executor.submit(divmod, 1, 0).exception()) as Error
      return [error instanceof ValueError, /divmod.*executor\.ts/.test(String((error.cause as Error).stack))]
    },
    [true, true],
  )
  await same(
    'max-workers',
    'ExecutorTest.test_max_workers_negative',
    'An executor has at least one worker.',
    async () => [await thrown(() => new ProcessPoolExecutor(0)), await thrown(() => new ProcessPoolExecutor(-1))],
    Array(2).fill('ValueError: maxWorkers must be greater than 0'),
  )
  absent(
    'max-workers-windows',
    'test_max_workers_too_large',
    'At most 61 workers on Windows',
    'CPython’s way of waiting for handles has that limit; the run’s limit of processes holds instead.',
  )
  await executor.shutdown()

  await same(
    'on-demand',
    'test_saturation ProcessPoolShutdownTest.test_processes_terminate',
    'Workers start when there is work for them, up to maxWorkers, and end with the executor.',
    async () => {
      const units = new Semaphore(0)
      const busy = new ProcessPoolExecutor(2)
      const counts = [activeChildren().length]
      const futures = [busy.submit(acquires, units)]
      counts.push(activeChildren().length)
      for (let i = 1; i < 30; i++) futures.push(busy.submit(acquires, units))
      counts.push(activeChildren().length)
      units.release(30)
      await busy.shutdown()
      return [counts, futures.every((future) => future.done()), activeChildren().length]
    },
    [[0, 1, 2], true, 0],
  )
  await same(
    'idle-reused',
    'test_idle_process_reuse_one test_idle_process_reuse_multiple',
    'An idle worker is used before a further one starts.',
    async () => {
      await using idle = new ProcessPoolExecutor(4)
      for (const n of [1, 2, 3]) await idle.submit(sqr, n)
      return activeChildren().length
    },
    1,
  )
  await same(
    'lifetime',
    'test_max_tasks_per_child test_max_tasks_early_shutdown',
    'With maxTasksPerChild a worker is replaced after so many calls, also after the shutdown.',
    async () => {
      const short = new ProcessPoolExecutor({ maxWorkers: 1, maxTasksPerChild: 3 })
      const pids: number[] = []
      for (let i = 0; i < 4; i++) pids.push(await short.submit(pid))
      const later = range(4).map((n) => short.submit(sqr, n))
      await short.shutdown()
      const [first, second, third, fourth] = pids
      return [first === second && second === third, first === fourth, await Promise.all(later)]
    },
    [true, false, [0, 1, 4, 9]],
  )
  await same(
    'context',
    'test_max_tasks_per_child_defaults_to_spawn_context',
    'mpContext says how the workers start; maxTasksPerChild goes with every start method.',
    async () => {
      const options = { maxWorkers: 1, maxTasksPerChild: 1, mpContext: getContext('spawn') }
      await using spawned = new ProcessPoolExecutor(options)
      return spawned.submit(name)
    },
    'SpawnPoolWorker',
  )

  await same(
    'after-shutdown',
    'ExecutorShutdownTest.test_run_after_shutdown',
    'After shutdown() there are no further calls.',
    () => thrown(() => executor.submit(pow, 2, 5)),
    'RuntimeError: cannot schedule new futures after shutdown',
  )
  await same(
    'shutdown',
    'ExecutorShutdownTest.test_hang_issue12364 ExecutorTest.test_shutdown_race_issue12456 ExecutorShutdownTest.test_hang_gh94440',
    'shutdown() resolves when all that was asked is done, read or not, cancelled or not.',
    async () => {
      const full = new ProcessPoolExecutor(2)
      const futures = range(50).map((n) => full.submit(sqr, n))
      full.map(sqr, range(3))
      const cancelled = full.submit(sqr, 0).cancel()
      await full.shutdown()
      return [futures.every((future) => future.done()), cancelled, activeChildren().length]
    },
    [true, true, 0],
  )
  await same(
    'cancel-futures',
    'ExecutorShutdownTest.test_cancel_futures',
    'shutdown({ cancelFutures }) cancels what no worker has begun; the rest comes to its end.',
    async () => {
      const gate = new Event()
      const full = new ProcessPoolExecutor(1)
      const futures = range(50).map(() => full.submit(opened, gate))
      while (!futures[0]?.running()) await sleep(0.005)
      const shut = full.shutdown({ cancelFutures: true })
      gate.set()
      await shut
      return [futures.filter((future) => future.cancelled()).length, await futures[0]]
    },
    [49, 'opened'],
  )
  await same(
    'scope',
    'ProcessPoolShutdownTest.test_context_manager_shutdown',
    'At the end of its block (Python: with) an executor is shut down, and waited for.',
    async () => {
      let results: AsyncIterable<number>
      {
        await using inBlock = new ProcessPoolExecutor(2)
        results = inBlock.map(sqr, range(5))
      }
      return [await all(results), activeChildren().length]
    },
    [[0, 1, 4, 9, 16], 0],
  )
  await same(
    'no-wait',
    'ProcessPoolShutdownTest.test_shutdown_no_wait ProcessPoolShutdownTest.test_del_shutdown',
    'After shutdown({ wait: false }) the results still come.',
    async () => {
      const other = new ProcessPoolExecutor(2)
      const results = other.map(sqr, range(5))
      await other.shutdown({ wait: false })
      return all(results)
    },
    [0, 1, 4, 9, 16],
  )
  await same(
    'at-exit',
    'ExecutorShutdownTest.test_interpreter_shutdown',
    'A process that ends, by exit() too, waits for the calls of its executors.',
    async () => [await ask(leavesOpen, 'return'), await ask(leavesOpen, 'exit')],
    ['apple', 'apple'],
  )
  await better(
    'at-exit-no-wait',
    'ExecutorShutdownTest.test_hang_gh83386',
    'So does one that has called shutdown({ wait: false }).',
    'CPython hangs.',
    () => ask(leavesOpen, 'no wait'),
    'apple',
  )
  await better(
    'in-exit-handler',
    'ExecutorShutdownTest.test_submit_after_interpreter_shutdown',
    'An exit handler may still make calls.',
    'CPython refuses them.',
    () => ask(submitsLast),
    9,
  )
  absent(
    'release-refs',
    'ExecutorTest.test_no_stale_references ExecutorTest.test_free_reference test_ressources_gced_in_workers',
    'When the executor lets go of arguments and results',
    'They are copied at the call; nothing is held.',
  )
  absent(
    'threads',
    'test_python_finalization_error ExecutorDeadlockTest.test_gh105829_should_not_deadlock_if_wakeup_pipe_full',
    'The threads and the pipe of the executor',
    'It has none: what the workers send is taken by the process itself.',
    ['ThreadPoolExecutor', 'InterpreterPoolExecutor'],
  )
}

if (import.meta.main) await main()
