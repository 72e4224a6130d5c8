// Pool: what CPython's _TestPool, its workers' lifetimes and errors show.
import { atexit, Event, Pool, Process, Queue, sleep, ValueError } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('pool', '_TestPool')

const sqr = (x: number) => x * x
const mul = (x: number, y: number) => x * y
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const pid = () => process.pid
async function sleepsFor(seconds: number, value: number): Promise<number> {
  await sleep(seconds)
  return value
}
async function waitsFor(go: Event, value: number): Promise<number> {
  await go.wait()
  return value
}
async function failsFirst(n: number): Promise<number> {
  if (n === 0) throw new ValueError('first')
  await sleep(0.05)
  return n
}
function throwsAtFive(n: number): number {
  if (n === 5) throw new ValueError('five')
  return n
}
function* untilThree(): Generator<number> {
  yield* [0, 1, 2]
  throw new RangeError('of the input')
}
function unsendable(): unknown {
  return { deep: Symbol('result') }
}
async function usesPool(out: Queue<unknown>): Promise<void> {
  const inner = new Pool(1)
  await out.put(await inner.map(sqr, [1, 2, 3]))
  inner.close()
  await inner.join()
}
function throwsAtStart(): never {
  throw new Error('initializer')
}
async function leavesPool(out: Queue<unknown>): Promise<void> {
  const inner = new Pool(1)
  atexit.register(() => out.putSync('ended'))
  await out.put(await inner.apply(sqr, [3]))
}
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

async function main(): Promise<void> {
  const pool = new Pool(2)
  const squares = (n: number) => range(n).map(sqr)

  await same('apply', 'test_apply', 'apply() calls a function in a worker.', () => pool.apply(sqr, [5]), 25)
  await same(
    'map',
    'test_map test_map_async',
    'map() gives the results in the items’ order, for every chunksize.',
    async () => [
      await pool.map(sqr, range(10)),
      await pool.map(sqr, range(100), 20),
      await pool.mapAsync(sqr, range(10)).get(),
    ],
    [squares(10), squares(100), squares(10)],
  )
  await same(
    'starmap',
    'test_starmap test_starmap_async',
    'starmap() spreads each item over the arguments.',
    async () => [
      await pool.starmap(mul, [
        [2, 3],
        [4, 5],
      ]),
      await pool.starmapAsync(mul, [[2, 3]], 20).get(),
    ],
    [[6, 20], [6]],
  )
  await same(
    'callbacks',
    'test_map_async_callbacks _TestPoolWorkerErrors.test_async_error_callback',
    'callback gets the results, errorCallback the error.',
    async () => {
      const got: unknown[] = []
      const callbacks = {
        callback: (value: unknown) => got.push(value),
        errorCallback: (error: Error) => got.push(error.name),
      }
      await pool.mapAsync(sqr, [1], callbacks)
      await kind(() => pool.mapAsync(throwsAtFive, [5], callbacks).get())
      return got
    },
    [[1], 'ValueError'],
  )
  await same(
    'unsendable-item',
    'test_map_unplicklable',
    'An item that cannot be copied is the caller’s error.',
    () => kind(() => pool.map(sqr, [Symbol('item') as never])),
    'EncodeError',
  )
  await better(
    'chunksize',
    'test_map_chunksize',
    'A chunksize below 1 is refused.',
    'CPython’s map() with chunksize 0 gives a list of None.',
    async () => [await kind(() => pool.map(sqr, [], 1)), await kind(() => pool.map(sqr, [1], 0))],
    ['no error but []', 'ValueError'],
  )
  await same(
    'input-throws',
    'test_map_handle_iterable_exception',
    'An error of the input is map()’s error, and the pool goes on.',
    async () => [await kind(() => pool.map(sqr, untilThree())), await pool.apply(sqr, [2])],
    ['RangeError', 4],
  )
  await same(
    'async',
    'test_async test_async_timeout',
    'applyAsync() gives a result to wait for, at most so long.',
    async () => {
      const go = new Event()
      const result = pool.applyAsync(waitsFor, [go, 7])
      const early = [result.ready(), await kind(() => result.successful()), await kind(() => result.get(0.02))]
      go.set()
      return [early, await result.get(), result.ready(), result.successful(), await pool.applyAsync(sqr, [7])]
    },
    [[false, 'ValueError', 'TimeoutError'], 7, true, true, 49],
  )
  await same(
    'imap',
    'test_imap',
    'imap() gives one result after the other, in order, for every chunksize.',
    async () => {
      const all: unknown[] = []
      for (const chunksize of [1, 100]) for await (const value of pool.imap(sqr, range(5), chunksize)) all.push(value)
      const iterator = pool.imap(sqr, [3])
      all.push((await iterator.next()).value, (await iterator.next()).done)
      return all
    },
    [...squares(5), ...squares(5), 9, true],
  )
  await same(
    'imap-input-throws',
    'test_imap_handle_iterable_exception test_imap_unordered_handle_iterable_exception',
    'An error of the input comes after the results of what came before it.',
    async () => {
      const all: unknown[] = []
      for (const results of [pool.imap(sqr, untilThree()), pool.imapUnordered(sqr, untilThree(), 2)])
        all.push(
          await kind(async () => {
            for await (const value of results) all.push(value)
          }),
        )
      return [all.slice(0, 4), all.slice(4, 7).sort(), all[7]]
    },
    [[0, 1, 4, 'RangeError'], [0, 1, 4], 'RangeError'],
  )
  await better(
    'imap-goes-on',
    '',
    'An error stands at its item’s place, and iteration goes on, for every chunksize.',
    'CPython loses what follows an error when chunksize is above 1.',
    async () => {
      const all: unknown[] = []
      const iterator = pool.imap(throwsAtFive, [5, 1, 2, 3], 2)
      for (let i = 0; i < 4; i++)
        all.push(
          await iterator.next().then(
            ({ value }) => value,
            (error: Error) => error.message,
          ),
        )
      return [all, (await iterator.next()).done]
    },
    [['five', 1, 2, 3], true],
  )
  await same(
    'imap-unordered',
    'test_imap_unordered',
    'imapUnordered() gives every result once.',
    async () => {
      const all: number[] = []
      for await (const value of pool.imapUnordered(sqr, range(100), 7)) all.push(value)
      return all.sort((a, b) => a - b)
    },
    squares(100),
  )
  await same(
    'make',
    'test_make_pool',
    'A pool has at least one worker.',
    async () => [await thrown(() => new Pool(-1)), await thrown(() => new Pool(0))],
    Array(2).fill('ValueError: Number of processes must be at least 1'),
  )
  await better(
    'terminate',
    'test_terminate',
    'terminate() ends the workers at once, and open results reject.',
    'In CPython they never settle.',
    async () => {
      const other = new Pool(2)
      const open = other.mapAsync((n: number) => sleepsFor(10, n), range(1000), 1)
      const start = performance.now()
      other.terminate()
      const settled = await kind(() => open.get())
      await other.join()
      return [settled, performance.now() - start < 5000]
    },
    ['PoolTerminatedError', true],
  )
  await same(
    'empty',
    'test_empty_iterable',
    'No items, no results.',
    async () => {
      const all: unknown[] = []
      for await (const value of pool.imap(sqr, [])) all.push(value)
      for await (const value of pool.imapUnordered(sqr, [])) all.push(value)
      return [await pool.map(sqr, []), await pool.mapAsync(sqr, []).get(), all]
    },
    [[], [], []],
  )
  await same(
    'scope',
    'test_enter',
    'At the end of its block (Python: with) a pool is terminated; then it takes no calls.',
    async () => {
      let kept: Pool
      {
        await using other = new Pool(1)
        kept = other
        await other.apply(sqr, [1])
      }
      return thrown(() => kept.apply(sqr, [1]))
    },
    'ValueError: Pool not running',
  )
  await same(
    'join',
    '',
    'join() is for pools that have been closed or terminated.',
    async () => {
      const other = new Pool(1)
      const early = await thrown(() => other.join())
      other.close()
      await other.join()
      return [early, await thrown(() => other.map(sqr, [1]))]
    },
    ['ValueError: Pool is still running', 'ValueError: Pool not running'],
  )
  await same(
    'traceback',
    'test_traceback test_wrapped_exception',
    'The error of a worker arrives as its class, with the far stack as its cause.',
    async () => {
      const error = await pool.apply(throwsAtFive, [5]).catch((caught: unknown) => caught as ValueError)
      const cause = (error as Error).cause as Error
      return [error instanceof ValueError, cause.name, /throwsAtFive.*pool\.ts/.test(String(cause.stack))]
    },
    [true, 'RemoteTraceback', true],
  )
  await same(
    'no-failfast',
    'test_map_no_failfast',
    'map() rejects with the first error after every chunk has been worked off.',
    async () => {
      const start = performance.now()
      const error = await thrown(() => pool.map(failsFirst, [0, 1, 2, 3], 1))
      return [error, performance.now() - start > 50]
    },
    ['ValueError: first', true],
  )
  await same(
    'unsendable-result',
    '_TestPoolWorkerErrors.test_unpickleable_result',
    'A result that cannot be copied is an error that names its place, and the pool goes on.',
    async () => [(await thrown(() => pool.apply(unsendable))).includes('deep'), await pool.apply(sqr, [4])],
    [true, 16],
  )
  await same(
    'lifetime',
    '_TestPoolWorkerLifetime.test_pool_worker_lifetime _TestPoolWorkerLifetime.test_pool_worker_lifetime_early_close',
    'With maxTasksPerChild a worker ends after so many chunks, also when the pool has been closed.',
    async () => {
      const other = new Pool({ processes: 2, maxTasksPerChild: 2 })
      const pids = other.mapAsync(pid as (n: number) => number, range(12), 1)
      other.close()
      const counts = new Map<number, number>()
      for (const one of await pids.get()) counts.set(one, (counts.get(one) ?? 0) + 1)
      await other.join()
      return [Math.max(...counts.values()), [...counts.values()].reduce((sum, count) => sum + count)]
    },
    [2, 12],
  )
  await same(
    'lifetime-invalid',
    '_TestPoolWorkerLifetime.test_pool_maxtasksperchild_invalid',
    'maxTasksPerChild is an integer of at least 1.',
    async () => {
      const all = []
      for (const wrong of [0, -1, 0.5, '12'])
        all.push(await kind(() => new Pool({ processes: 3, maxTasksPerChild: wrong as never })))
      return all
    },
    Array(4).fill('ValueError'),
  )
  await same(
    'at-exit',
    '_TestPoolWorkerLifetime.test_worker_finalization_via_atexit_handler_of_multiprocessing TestPoolNotLeakOnFailure.test_release_unused_processes',
    'A process that leaves its pool open ends, and the workers with it.',
    async () => {
      const out = new Queue<unknown>()
      const p = new Process({ target: leavesPool, args: [out] })
      p.start()
      await p.join()
      return [p.exitcode, await out.get(), await out.get()]
    },
    [0, 9, 'ended'],
  )
  await same(
    'in-process',
    'TestStdinBadfiledescriptor.test_pool_in_process TestStdinBadfiledescriptor.test_queue_in_process',
    'A process that is no daemon may have a pool.',
    async () => {
      const out = new Queue<unknown>()
      const p = new Process({ target: usesPool, args: [out] })
      p.start()
      const answer = await out.get()
      await p.join()
      return answer
    },
    [1, 4, 9],
  )
  await better(
    'initializer',
    'TestInitializers.test_pool_initializer',
    'An initializer is a function; one that throws breaks the pool with an InitializerError.',
    'CPython starts workers for ever.',
    async () => {
      const wrong = await thrown(() => new Pool({ initializer: 1 as never }))
      const other = new Pool({ processes: 1, initializer: throwsAtStart })
      const error = await kind(() => other.map(sqr, [1]))
      other.terminate()
      await other.join()
      return [wrong, error]
    },
    ['TypeError: initializer must be a callable', 'InitializerError'],
  )
  absent(
    'release-refs',
    'test_release_task_refs',
    'When the pool lets go of arguments',
    'They are copied at the call; nothing is held.',
  )
  absent(
    'resource-warning',
    'test_resource_warning',
    'A warning for pools that were left open',
    'Workers end with the process that has the pool.',
  )
  pool.close()
  await pool.join()
}

if (import.meta.main) await main()
