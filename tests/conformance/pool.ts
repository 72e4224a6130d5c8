// Pool: its calls and their results.
import { Event, Pool, sleep, ValueError } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('pool', '_TestPool', 'Pool AsyncResult PoolIterator')

const sqr = (x: number) => x * x
const mul = (x: number, y: number) => x * y
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
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
  absent(
    'release-refs',
    'test_release_task_refs',
    'When the pool lets go of arguments',
    'They are copied at the call; nothing is held.',
  )
  pool.close()
  await pool.join()
}

if (import.meta.main) await main()
