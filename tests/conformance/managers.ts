// Managers and their proxies.
import { BaseManager, Manager, Process, Queue, type DictProxy, type ListProxy } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { same } = behaviours(
  'managers',
  '_TestContainers',
  'Manager SyncManager ListProxy DictProxy SetProxy NamespaceProxy ValueProxy ArrayProxy QueueProxy',
)

async function fills(list: ListProxy<number>, dict: DictProxy<string, number>, out: Queue<unknown>): Promise<void> {
  await list.append(4)
  await dict.set('b', 2)
  await out.put('filled')
}
let prepared = 'not prepared'
function prepare(to: string): void {
  prepared = to
}
class Foo {
  f(): string {
    return 'f()'
  }
  prepared(): string {
    return prepared
  }
  g(): never {
    throw new RangeError('g')
  }
}
class MyManager extends BaseManager {}
MyManager.register('Foo', { callable: Foo })
async function reaches(out: Queue<unknown>): Promise<void> {
  const far = new MyManager({ address: 'remote' })
  await far.connect()
  await out.put(await (await far.create('Foo')).callMethod('f'))
}
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

async function main(): Promise<void> {
  await using manager = Manager()
  await same(
    'list',
    'test_list test_list_iter TestSyncManagerTypes.test_list',
    'A list of the manager is read, changed and extended.',
    async () => {
      const list = await manager.list<number>([0, 1, 2])
      await list.append(3)
      await list.extend([4, 5])
      await list.reverse()
      return [await list.getValue(), await list.get(-1), await list.pop(), await list.index(3), await list.count(1)]
    },
    [[5, 4, 3, 2, 1, 0], 0, 0, 2, 1],
  )
  await same(
    'list-in-list',
    'test_list_proxy_in_list',
    'Proxies in a list stay proxies: what one changes, all see.',
    async () => {
      const inner = await manager.list<number>([1])
      const outer = await manager.list<ListProxy<number>>([inner])
      await inner.append(2)
      return (await outer.get(0)).getValue()
    },
    [1, 2],
  )
  await same(
    'copies',
    'test_dict_proxy_nested',
    'A plain value that is read from a container is a copy.',
    async () => {
      const dict = await manager.dict<string, number[]>({ a: [1] })
      ;((await dict.get('a')) as number[]).push(2)
      return dict.get('a')
    },
    [1],
  )
  await same(
    'dict',
    'test_dict test_dict_iter TestSyncManagerTypes.test_dict',
    'A dictionary of the manager has keys, values and entries.',
    async () => {
      const dict = await manager.dict<string, number>({ a: 1 })
      await dict.set('b', 2)
      return [
        [await dict.keys(), await dict.values(), await dict.items()],
        [await dict.has('a'), await dict.get('b'), await dict.delete('a'), await dict.has('a')],
      ]
    },
    [
      [
        ['a', 'b'],
        [1, 2],
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
      [true, 2, true, false],
    ],
  )
  await same(
    'shared',
    'TestSyncManagerTypes.test_value TestSyncManagerTypes.test_array',
    'Proxies go to other processes, which change the same things.',
    async () => {
      const list = await manager.list<number>([3])
      const dict = await manager.dict<string, number>({ a: 1 })
      const out = new Queue<unknown>()
      const p = new Process({ target: fills, args: [list, dict, out] })
      p.start()
      await out.get()
      await p.join()
      const value = await manager.Value('i', 5)
      await value.set(6)
      const array = await manager.Array('i', [1, 2])
      return [await list.getValue(), await dict.get('b'), await value.get(), await array.get(1)]
    },
    [[3, 4], 2, 6, 2],
  )
  await same(
    'queue',
    'test_nested_queue TestSyncManagerTypes.test_queue TestSyncManagerTypes.test_joinable_queue',
    'Queues of the manager, in its other containers, too.',
    async () => {
      const queue = await manager.Queue<number>()
      const list = await manager.list([queue])
      await (await list.get(0)).put(5)
      return queue.get()
    },
    5,
  )
  await same(
    'locks',
    'TestSyncManagerTypes.test_lock TestSyncManagerTypes.test_rlock TestSyncManagerTypes.test_semaphore TestSyncManagerTypes.test_bounded_semaphore',
    'Locks and semaphores of the manager.',
    async () => {
      const all = []
      for (const lock of [
        await manager.Lock(),
        await manager.RLock(),
        await manager.Semaphore(1),
        await manager.BoundedSemaphore(1),
      ]) {
        all.push(await lock.acquire())
        await lock.release()
      }
      return all
    },
    [true, true, true, true],
  )
  await same(
    'event',
    'TestSyncManagerTypes.test_event',
    'An event of the manager.',
    async () => {
      const event = await manager.Event()
      const before = await event.isSet()
      await event.set()
      return [before, await event.wait(), await event.isSet()]
    },
    [false, true, true],
  )
  await same(
    'barrier',
    'TestSyncManagerTypes.test_barrier',
    'A barrier of the manager.',
    async () => {
      const barrier = await manager.Barrier(2)
      return (await Promise.all([barrier.wait(), barrier.wait()])).sort()
    },
    [0, 1],
  )
  await same(
    'pool',
    'TestSyncManagerTypes.test_pool',
    'A pool of the manager.',
    async () => {
      const pool = await manager.Pool(1)
      const answer = await pool.map((x: number) => x * x, [2, 3])
      await pool.close()
      return answer
    },
    [4, 9],
  )

  await same(
    'namespace',
    'test_namespace TestSyncManagerTypes.test_namespace',
    'A namespace of the manager has the fields that it is given.',
    async () => {
      const namespace = await manager.Namespace({ name: 'Bob', job: 'Builder' })
      return [await namespace.has('name'), await namespace.has('other'), await namespace.copy()]
    },
    [true, false, { name: 'Bob', job: 'Builder' }],
  )
  await same(
    'condition',
    'TestSyncManagerTypes.test_condition',
    'A condition of the manager: who waits is woken by who notifies.',
    async () => {
      const condition = await manager.Condition()
      await condition.acquire()
      const late = await condition.wait(0.02)
      const waiting = condition.wait()
      await condition.acquire()
      await condition.notify()
      await condition.release()
      const woken = await waiting
      await condition.release()
      return [late, woken]
    },
    [false, true],
  )

  const own = behaviours('own-managers', '_TestMyManager', 'BaseManager')
  await own.same(
    'register',
    'test_mymanager test_mymanager_context',
    'A manager with a class of the script: its methods are called in the server.',
    async () => {
      await using mine = new MyManager()
      await mine.start()
      const foo = await mine.create('Foo')
      return [await foo.callMethod('f'), await kind(() => foo.callMethod('g')), await kind(() => foo.callMethod('h'))]
    },
    ['f()', 'RangeError', 'RemoteError'],
  )
  await own.same(
    'started-once',
    'test_mymanager_context_prestarted _TestManagerRestart.test_rapid_restart',
    'A manager is started once, and another one at once after it.',
    async () => {
      const mine = new MyManager()
      await mine.start()
      const twice = await thrown(() => mine.start())
      await mine.shutdown()
      const other = new MyManager()
      await other.start()
      await other.shutdown()
      return [twice, await kind(() => mine.start())]
    },
    ['ProcessError: Already started server', 'ProcessError'],
  )
  await own.same(
    'initializer',
    'TestInitializers.test_manager_initializer',
    'An initializer is a function, and runs in the server.',
    async () => {
      await using mine = new MyManager()
      const refused = await thrown(() => mine.start(1 as never))
      await mine.start(prepare, ['prepared'])
      return [refused, await (await mine.create('Foo')).callMethod('prepared'), prepared]
    },
    ['TypeError: initializer must be a callable', 'prepared', 'not prepared'],
  )
  await own.same(
    'remote',
    '_TestRemoteManager.test_remote',
    'A manager is reached by its address from another process.',
    async () => {
      const mine = new MyManager({ address: 'remote' })
      await mine.start()
      const out = new Queue<unknown>()
      const p = new Process({ target: reaches, args: [out] })
      p.start()
      const answer = await out.get()
      await p.join()
      await mine.shutdown()
      return answer
    },
    'f()',
  )
}

if (import.meta.main) await main()
