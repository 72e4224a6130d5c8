// Pool: how it is made and ended, and how long its workers live.
import { atexit, Pool, Process, Queue, sleep } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('pool', '_TestPool', 'Pool AsyncResult PoolIterator')

const sqr = (x: number) => x * x
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const pid = () => process.pid
async function sleepsFor(seconds: number, value: number): Promise<number> {
  await sleep(seconds)
  return value
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
    'resource-warning',
    'test_resource_warning',
    'A warning for pools that were left open',
    'Workers end with the process that has the pool.',
  )
}

if (import.meta.main) await main()
