import { test } from 'vitest'
import { expectLines } from './managing'

test.concurrent('lists, dictionaries and sets of a manager do what Python and JavaScript do', () =>
  expectLines(
    `
    if (import.meta.main) {
      await using m = Manager()
      const list = await m.list(Array.from({ length: 10 }, (_, i) => i * i))
      say(String(list))
      await say(inspect(list))
      await say(list.get(4))
      await say(list.slice(2, 5))
      await list.append(100); list.appendSync(121); await list.extend([1, 1]); await list.insert(1, 'x' as never)
      await list.set(0, -5)
      await say([await list.pop(), await list.pop(0), list.popSync(0), await list.count(1), await list.index(121), await list.includes(7)])
      await list.remove(121); await list.reverse(); await list.sort(); await list.delete(0, 2)
      await say(String(list))
      await say([await list.length(), [...list].length, await list.get(-1), await list.update(0, (n) => n * 2)])
      await say(list.get(99)); await say(list.set(-99, 1)); await say(list.remove(5)); await say(list.index(5)); await say(() => list.get('a' as never))
      await list.clear(); await say(list.pop())
      await say(list.append(Symbol('s') as never))
      const objects = await m.list([{ a: 1 }, { a: 2 }])
      await say([await objects.index({ a: 2 }), await objects.includes({ a: 3 })])

      const dict = await m.dict<string | number, unknown>({ a: 1, b: [1] })
      await dict.set(1, 'one'); dict.setSync('1', 'text')
      await say(String(dict)); await say(inspect(dict))
      await say([await dict.get(1), await dict.get('1'), await dict.get('none'), await dict.has('a'), dict.sizeSync()])
      await say([await dict.keys(), await dict.values(), await dict.items()])
      await dict.update([['c', 3], ['d', 4]])
      await say([await dict.pop('c'), await dict.pop('none', 0), await dict.popitem(), await dict.setdefault('e', 5), await dict.setdefault('e', 6)])
      await say(dict.pop('none')); await say(dict.set([1] as never, 1)); await say(await dict.delete('e')); await say(await dict.delete('e'))
      await say(dict.update('n', (n) => ((n as number) ?? 0) + 1)); await say(dict.update('n', async (n) => n))
      ;(await dict.get('b') as number[]).push(2)
      await say(dict.get('b'))
      const pairs: unknown[] = []
      for await (const pair of dict) pairs.push(pair)
      await say(pairs)
      await dict.clear(); await say(dict.popitem())

      const set = await m.set([1, 2, 3])
      await set.add(3); set.addSync(4); await set.update([5], [6])
      await say(String(set))
      await say([await set.has(1), await set.delete(1), await set.delete(1), await set.size(), await set.pop()])
      await say([await set.union([9]), await set.intersection([3, 9]), await set.difference([3]), await set.symmetricDifference([3, 9])])
      await say([await set.isSubsetOf([3, 4, 5, 6]), await set.isSupersetOf([3]), await set.isDisjointFrom([9])])
      await set.intersectionUpdate([3, 4]); await set.differenceUpdate([3]); await set.symmetricDifferenceUpdate([4, 8])
      await say(set.copy()); await say(set.remove(1)); await set.clear(); await say(set.pop()); await say(set.add({} as never))
    }
    `,
    [
      '[ 0, 1, 4, 9, 16, 25, 36, 49, 64, 81 ]',
      /^<ListProxy object, typeid 'list' at 0x[0-9a-f]{12}>$/,
      '16',
      '[ 4, 9, 16 ]',
      "[ 1, -5, 'x', 2, 10, false ]",
      '[ 4, 9, 16, 25, 36, 49, 64, 81, 100 ]',
      '[ 9, 9, 100, 8 ]',
      'IndexError: list index out of range',
      'IndexError: list assignment index out of range',
      'ValueError: list.remove(x): x not in list',
      'ValueError: 5 is not in list',
      "TypeError: list indices must be integers, not 'a'",
      'IndexError: pop from empty list',
      'EncodeError: args[0] cannot be copied to another process: it is a symbol',
      '[ 1, false ]',
      "Map(4) { 'a' => 1, 'b' => [ 1 ], 1 => 'one', '1' => 'text' }",
      /^<DictProxy object, typeid 'dict' at 0x/,
      "[ 'one', 'text', undefined, true, 4 ]",
      "[ [ 'a', 'b', 1, '1' ], [ 1, [ 1 ], 'one', 'text' ], [ [ 'a', 1 ], [ 'b', [Array] ], [ 1, 'one' ], [ '1', 'text' ] ] ]",
      "[ 3, 0, [ 'd', 4 ], 5, 5 ]",
      "KeyError: 'none'",
      "TypeError: unhashable type: 'Array'; use a text or a number",
      'true',
      'false',
      '1',
      'TypeError: a change runs as one step in the manager: its function must not be async',
      '[ 1 ]',
      "[ [ 'a', 1 ], [ 'b', [ 1 ] ], [ 1, 'one' ], [ '1', 'text' ], [ 'n', 1 ] ]",
      'KeyError: popitem(): dictionary is empty',
      'Set(6) { 1, 2, 3, 4, 5, 6 }',
      '[ true, true, false, 5, 2 ]',
      '[ Set(5) { 3, 4, 5, 6, 9 }, Set(1) { 3 }, Set(3) { 4, 5, 6 }, Set(4) { 4, 5, 6, 9 } ]',
      '[ true, true, true ]',
      'Set(1) { 8 }',
      'KeyError: 1',
      'KeyError: pop from an empty set',
      "TypeError: unhashable type: 'Object'; use a text or a number",
    ],
  ),
)

test.concurrent('namespaces, values, arrays, queues, events, locks, semaphores, conditions, barriers and pools', () =>
  expectLines(
    `
    const double = (n: number) => n * 2
    const add = (a: number, b: number) => a + b
    const fail = () => { throw new RangeError('from the task') }
    if (import.meta.main) {
      await using m = Manager()
      const ns = await m.Namespace({ x: 1, name: 'n' })
      await ns.set('x', 5)
      await say([await ns.get('x'), ns.getSync('name'), await ns.has('y'), await ns.update('x', (x) => x + 1), String(ns), inspect(ns).slice(0, 41)])
      await say(ns.get('y' as never)); await ns.delete('name'); await say(ns.copy())

      const value = await m.Value('i', 7)
      value.value += 1; await value.set(await value.get() + 1)
      await say([value.value, await value.update((n) => n * 2), String(value)])

      const array = await m.Array('h', [1, 2, 3])
      await array.set(-1, 30); await array.assign(0, [10, 20])
      await say([await array.get(0), await array.slice(1), await array.length(), [...array], String(array)])
      await say(array.set(0, 40_000)); await say(array.set(0, 0.5)); await say(array.get(3)); await say(array.assign(2, [1, 2])); await say(m.Array('?', []))

      const q = await m.Queue<string>(2)
      await q.put('a'); q.putSync('b')
      await say([await q.qsize(), await q.full(), await q.empty()])
      await say(q.putNowait('c')); await say(q.put('c', 0.01)); await say(() => q.putSync('c', { block: false }))
      await say([await q.get(), q.getSync()])
      await say(q.getNowait()); await say(q.get({ timeout: 0.01 })); await say(() => q.getSync(0))
      await q.taskDone(); await say(Promise.race([q.join(0.01).then(() => 'joined or out of time')])); await q.taskDone(); await q.join()
      await say(q.taskDone())
      const late = q.get(); const later = q.get()
      await q.put('first'); await q.put('second')
      await say([await late, await later])
      const waiting = q.get()
      await q.shutdown(); await say(waiting); await say(q.put('x'))

      const event = await m.Event()
      await say([await event.isSet(), await event.wait(0.01), event.waitSync(0)])
      const woken = event.wait()
      await event.set(); await say([await woken, await event.wait(), String(event)]); await event.clear(); await say(event.isSet())

      const lock = await m.Lock()
      await say([await lock.acquire(), await lock.acquire({ block: false }), await lock.acquire(0.01), lock.lockedSync(), String(lock)])
      await lock.release(); await say(lock.release())
      await say(lock.use(async () => lock.locked())); await say(lock.locked())
      { await using held = await lock.hold(); await say([await lock.locked(), held !== undefined]) }
      const rlock = await m.RLock()
      await say([await rlock.acquire(), rlock.acquireSync(), await rlock.locked()])
      await rlock.release(); await say(rlock.locked()); await rlock.release(); await say(rlock.release())

      const semaphore = await m.Semaphore(2)
      await say([await semaphore.acquire(), await semaphore.acquire(), await semaphore.acquire(0.01), await semaphore.locked()])
      await semaphore.release(); await semaphore.release(); await semaphore.release(); await say(String(semaphore))
      const bounded = await m.BoundedSemaphore(1)
      await say(bounded.release()); await bounded.acquire(); await bounded.release(); await say(m.Semaphore(-1))

      const condition = await m.Condition()
      await say(condition.wait()); await say(condition.notify())
      await condition.acquire(); await say([await condition.wait(0.01), await condition.waitFor(() => 0, 0.01), await condition.waitFor(() => 'yes')]); await condition.release()
      const shared = await m.Condition(lock)
      await shared.acquire(); await say(lock.locked()); await shared.release(); await say(m.Condition(semaphore))

      const barrier = await m.Barrier(2, () => { globalThis.process.stdout.write('action\\n') })
      await say((await Promise.all([barrier.wait(), barrier.wait()])).sort())
      await say([await barrier.parties(), await barrier.nWaiting(), await barrier.broken()])
      await say(barrier.wait(0.01)); await say(barrier.broken()); await say(barrier.wait()); await barrier.reset(); await say(barrier.broken())
      const alone = barrier.wait(); await barrier.abort(); await say(alone); await say(m.Barrier(0))

      await using pool = await m.Pool(2)
      await say([await pool.map(double, [1, 2, 3]), await pool.apply(double, [21]), await pool.starmap(add, [[1, 2]]), pool.mapSync(double, [4])])
      const result = await pool.applyAsync(double, [5])
      await say([await result.get(), await result.ready(), await result.successful(), inspect(result).slice(0, 47)])
      const squares: number[] = []
      for await (const n of await pool.imap(double, [1, 2, 3], 2)) squares.push(n)
      const unordered = await pool.imapUnordered(double, [4])
      await say([squares, await unordered.next(), unordered.nextSync().done])
      await say(pool.apply(fail)); await say((await pool.applyAsync(fail)).get())
      await pool.close(); await pool.join(); await say(pool.map(double, [1]))
    }
    `,
    [
      /^\[ 5, 'n', false, 6, "Namespace\(name='n', x=6\)", "<NamespaceProxy object, typeid 'Namespace" \]$/,
      "ReferenceError: 'Namespace' object has no attribute 'y'",
      '{ x: 6 }',
      `[ 9, 18, "Value('i', 18)" ]`,
      `[ 10, [ 20, 30 ], 3, [ 10, 20, 30 ], "array('h', [ 10, 20, 30 ])" ]`,
      "RangeError: 40000 does not fit an array of 'h' (-32768 to 32767)",
      "TypeError: an array of 'h' holds whole numbers, not 0.5",
      'IndexError: array index out of range',
      'IndexError: array assignment index out of range',
      'ValueError: bad typecode (must be b, B, h, H, i, I, l, L, q, Q, f or d)',
      '[ 2, true, false ]',
      'Full: Queue is full: it holds 2 items',
      'Full: Queue is full: it holds 2 items',
      'Full: Queue is full: it holds 2 items',
      "[ 'a', 'b' ]",
      'Empty: Queue is empty',
      'Empty: Queue is empty',
      'Empty: Queue is empty',
      'joined or out of time',
      'ValueError: task_done() called too many times',
      "[ 'first', 'second' ]",
      'ShutDown: Queue is shut down',
      'ShutDown: Queue is shut down',
      '[ false, false, false ]',
      "[ true, true, '<Event set>' ]",
      'false',
      "[ true, false, false, true, '<Lock locked>' ]",
      'RuntimeError: release unlocked lock',
      'true',
      'false',
      '[ true, true ]',
      '[ true, true, true ]',
      'true',
      'RuntimeError: cannot release un-acquired lock',
      '[ true, true, false, true ]',
      '<Semaphore value=3>',
      'ValueError: Semaphore released too many times',
      'ValueError: semaphore initial value must be >= 0',
      'RuntimeError: cannot wait on un-acquired lock',
      'RuntimeError: cannot notify on un-acquired lock',
      "[ false, 0, 'yes' ]",
      'true',
      'TypeError: the lock of a Condition must be a Lock or an RLock of the same manager',
      'action',
      '[ 0, 1 ]',
      '[ 2, 0, false ]',
      'BrokenBarrierError: the barrier is broken: a wait at it failed, or it was reset',
      'true',
      'BrokenBarrierError: the barrier is broken: a wait at it failed, or it was reset',
      'false',
      'BrokenBarrierError: the barrier is broken: a wait at it failed, or it was reset',
      'ValueError: parties must be >= 1',
      '[ [ 2, 4, 6 ], 42, [ 3 ], [ 8 ] ]',
      /^\[ 10, true, true, "<AsyncResultProxy object, typeid 'AsyncResult' " \]$/,
      '[ [ 2, 4, 6 ], { done: false, value: 8 }, true ]',
      'RangeError: from the task',
      'RangeError: from the task',
      'ValueError: Pool not running',
    ],
  ),
)
