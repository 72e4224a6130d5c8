/** Managers: their own types, and those of the script. */
import type {
  AcquirerProxy,
  ArrayProxy,
  AutoProxy,
  AsyncResultProxy,
  BarrierProxy,
  ConditionProxy,
  Creates,
  CreatesSync,
  DictProxy,
  EventProxy,
  IteratorProxy,
  ListProxy,
  NamespaceProxy,
  PoolProxy,
  QueueProxy,
  SetProxy,
  ValueProxy,
} from 'multiprocessing'
import { BaseManager, Manager } from 'multiprocessing'
import { is, later, text, two } from './is'

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
void (async () => {
  const list = await manager.list([1, 2])
  is<ListProxy<number>>()(list)
  is<Promise<number>>()(list.get(0))
  is<number>()(list.getSync(0))
  is<Promise<void>>()(list.append(1))
  is<Promise<number>>()(list.update(0, (n) => n + 1))
  is<number[]>()([...list])
  // @ts-expect-error an item of the wrong type
  void list.append('a')
  // @ts-expect-error a change into another type
  void list.update(0, String)
  for await (const item of list) is<number>()(item)

  const dict = manager.dictSync<string, number>()
  is<DictProxy<string, number>>()(dict)
  is<number | undefined>()(await dict.get('a'))
  is<Promise<number | undefined>>()(dict.update('a', (n) => (n ?? 0) + 1))
  is<Promise<[string, number]>>()(dict.popitem())
  is<Map<string, number>>()(dict.copySync())
  is<[string, number][]>()([...dict])
  // @ts-expect-error a key of the wrong type
  void dict.get(1)
  // @ts-expect-error a value of the wrong type
  void dict.set('a', 'b')

  const set = await manager.set(['a'])
  is<SetProxy<string>>()(set)
  is<Promise<Set<string>>>()(set.union(['b']))
  // @ts-expect-error an item of the wrong type
  void set.add(1)

  const point = await manager.Namespace({ x: 1, name: 'n' })
  is<NamespaceProxy<{ x: number; name: string }>>()(point)
  is<string>()(await point.get('name'))
  is<Promise<number>>()(point.update('x', (x) => x + 1))
  // @ts-expect-error a field that does not exist
  void point.get('y')
  // @ts-expect-error a value of the wrong type
  void point.set('x', 'a')

  const queue = await manager.Queue<string>()
  is<QueueProxy<string>>()(queue)
  is<Promise<string>>()(queue.get({ timeout: 1 }))
  is<string>()(queue.getNowaitSync())
  // @ts-expect-error an item of the wrong type
  void queue.put(1)

  is<Promise<AcquirerProxy>>()(manager.Lock())
  is<Promise<boolean>>()((await manager.Lock()).acquire(1))
  is<Promise<number>>()((await manager.BoundedSemaphore(2)).use(async () => 1))
  is<ConditionProxy>()(manager.ConditionSync(manager.RLockSync()))
  is<Promise<EventProxy>>()(manager.Event())
  is<Promise<BarrierProxy>>()(manager.Barrier(2))
  is<number>()((await manager.Barrier(2)).waitSync())
  is<ValueProxy<number>>()(manager.ValueSync('i', 1))
  is<number>()((await manager.Value('i', 1)).value)
  is<Promise<number>>()(manager.ValueSync('i', 1).update((n) => n + 1))
  is<ArrayProxy>()(manager.ArraySync('d', [1]))
  is<Promise<number[]>>()(manager.ArraySync('d', [1]).slice(0, 1))

  const pool = await manager.Pool({ processes: 2, initializer: two, initargs: [1, 'a'] })
  is<PoolProxy>()(pool)
  is<Promise<string[]>>()(pool.map(text, [1]))
  is<Promise<number[]>>()(pool.apply(later, [1]))
  is<Promise<AsyncResultProxy<boolean>>>()(pool.applyAsync(two, [1, 'a']))
  is<Promise<IteratorProxy<string>>>()(pool.imap(text, [1]))
  // @ts-expect-error an item of the wrong type
  void pool.map(text, ['a'])
})

void (async (maths: MathsManager) => {
  const remote = await maths.Maths(1)
  is<AutoProxy<Maths>>()(remote)
  is<Promise<number>>()(remote.add(1))
  is<Promise<string[]>>()(remote.later(1))
  is<string[]>()(maths.MathsSync(1).laterSync(1))
  // @ts-expect-error an argument of the wrong type
  void remote.add('1')
  // @ts-expect-error fields stay with the object
  void remote.base
  // @ts-expect-error an argument of the constructor of the wrong type
  void maths.Maths('1')
})
