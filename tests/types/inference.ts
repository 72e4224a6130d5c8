/** What the library's types infer, as assertions that the type checker keeps; see `scripts/docs/api.test.ts`. */
import type {
  AsyncResult,
  Connection,
  Creates,
  CreatesSync,
  ListProxy,
  Lock,
  NamespaceProxy,
  PoolIterator,
  PoolProxy,
  Sentinel,
} from 'multiprocessing'
import {
  Finalize,
  getContext,
  BaseManager,
  JoinableQueue,
  Manager,
  Pipe,
  Pool,
  Process,
  Queue,
  SimpleQueue,
  atexit,
  type Context,
  wait,
} from 'multiprocessing'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** Compiles only when the type of `value` is exactly `Expected`. */
const is =
  <Expected>() =>
  <T>(_value: T, ..._wrong: Equal<T, Expected> extends true ? [] : [expected: Expected]): void => {}

declare const pool: Pool
declare const lock: Lock

const text = (x: number) => String(x)
const later = async (x: number) => [x]
const two = (a: number, b: string) => a > b.length
const never = (): never => {
  throw new Error()
}

// Pool
is<Promise<string[]>>()(pool.map((x: number) => String(x), [1]))
is<Promise<number[][]>>()(pool.map(later, new Set([1])))
is<Promise<string>>()(pool.apply(text, [1]))
is<Promise<number[]>>()(pool.apply(later, [1]))
is<Promise<never>>()(pool.apply(never))
is<Promise<boolean[]>>()(pool.starmap(two, [[1, 'a']]))
is<string[]>()(pool.mapSync(text, [1]))
is<number[]>()(pool.applySync(later, [1]))
is<AsyncResult<string[]>>()(pool.mapAsync(text, [1]))
is<AsyncResult<boolean[]>>()(pool.starmapAsync(two, [[1, 'a']]))
is<AsyncResult<number[]>>()(pool.applyAsync(later, [1]))
is<PoolIterator<string>>()(pool.imap(text, [1]))
is<PoolIterator<number[]>>()(pool.imapUnordered(later, [1]))
is<string[]>()([...pool.imapSync(text, [1])])
is<Promise<string[]>>()(pool.mapAsync(text, [1]).get())
// @ts-expect-error an item of the wrong type
void pool.map(text, ['1'])
// @ts-expect-error an argument too few
void pool.apply(two, [1])
// @ts-expect-error an item that is not the list of arguments
void pool.starmap(two, [[1]])
void pool.map(text, [1], { callback: (results) => is<string[]>()(results) })
void pool.applyAsync(two, [1, 'a'], { callback: (result) => is<boolean>()(result) })
new Pool({ initializer: two, initargs: [1, 'a'] })
// @ts-expect-error initargs of the wrong type
new Pool({ initializer: two, initargs: ['a'] })

// Process
is<Process<[a: number, b: string]>>()(new Process({ target: two, args: [1, 'a'] }))
new Process({ target: two, args: [1], kwargs: 'a' as never })
new Process({ target: (n: number, _options: { unit: string }) => n, args: [5], kwargs: { unit: 'ms' } })
// @ts-expect-error args of the wrong type
new Process({ target: two, args: ['a', 1] })
// @ts-expect-error kwargs of the wrong type
new Process({ target: (n: number, _options: { unit: string }) => n, args: [5], kwargs: { unit: 5 } })
// @ts-expect-error an option that does not exist
new Process({ group: null })
is<number | null>()(new Process().exitcode)
is<Promise<Sentinel[]>>()(wait([new Process().sentinel]))

// Queues and connections
is<Promise<number>>()(new Queue<number>().get())
is<number>()(new Queue<number>().getSync())
is<Promise<string>>()(new JoinableQueue<string>().get())
is<Promise<Date>>()(new SimpleQueue<Date>().get())
is<Queue<unknown>>()(new Queue())
// @ts-expect-error an item of the wrong type
void new Queue<number>().put('1')
is<[Connection<number, number>, Connection<number, number>]>()(Pipe<number>())
void (async () => {
  for await (const item of new Queue<number>()) is<number>()(item)
  for await (const item of pool.imap(text, [1])) is<string>()(item)
})

// Locks
is<Promise<boolean>>()(lock.acquire())
is<Promise<number>>()(lock.use(() => 5))
is<Promise<number>>()(lock.use(async () => 5))

// Contexts and exits
is<Context>()(getContext('spawn'))
is<Promise<number>>()(new (getContext('spawn').Queue)<number>().get())
is<Promise<string[]>>()(new (getContext('spawn').Pool)(2).map(text, [1]))
// @ts-expect-error a method that does not exist
getContext('fork')
atexit.register(two, 1, 'a')
// @ts-expect-error an argument of the wrong type
atexit.register(two, 'a')
new Finalize(null, two, { args: [1, 'a'], exitpriority: 1 })
// @ts-expect-error arguments of the wrong type
new Finalize(null, two, { args: ['a'], exitpriority: 1 })

// Managers
class Maths {
  constructor(readonly base: number) {}
  add(a: number, b?: number): number {
    return this.base + a + (b ?? 0)
  }
  async later(n: number): Promise<string[]> {
    return [String(n)]
  }
}
class MathsManager extends BaseManager {
  declare readonly Maths: Creates<typeof Maths>
  declare readonly MathsSync: CreatesSync<Creates<typeof Maths>>
}
const manager = Manager()
const managed = async (maths: MathsManager, remotePool: PoolProxy) => {
  const list = await manager.list([1, 2])
  is<ListProxy<number>>()(list)
  is<Promise<number>>()(list.get(0))
  is<number>()(list.getSync(0))
  is<Promise<void>>()(list.append(1))
  is<number[]>()([...list])
  const dict = manager.dictSync<string, number>()
  is<number | undefined>()(await dict.get('a'))
  is<Promise<number | undefined>>()(dict.update('a', (n) => (n ?? 0) + 1))
  is<[string, number][]>()([...dict])
  const point = await manager.Namespace({ x: 1, name: 'n' })
  is<NamespaceProxy<{ x: number; name: string }>>()(point)
  is<string>()(await point.get('name'))
  const queue = await manager.Queue<string>()
  is<Promise<string>>()(queue.get({ timeout: 1 }))
  is<Promise<boolean>>()((await manager.Lock()).acquire(1))
  is<number>()((await manager.Value('i', 1)).value)
  const remote = await maths.Maths(1)
  is<Promise<number>>()(remote.add(1))
  is<Promise<string[]>>()(remote.later(1))
  is<string[]>()(maths.MathsSync(1).laterSync(1))
  is<Promise<string[]>>()(remotePool.map(text, [1]))
}
void [managed, Maths]
