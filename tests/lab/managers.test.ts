import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** What every script of this file begins with: `say` prints a line, errors by name and message. */
const HEAD = `
  import * as mp from 'multiprocessing'
  import { Manager, Process, Queue, type SyncManager } from 'multiprocessing'
  import { inspect } from 'node:util'
  const say = async (what: unknown) => {
    try {
      const value = typeof what === 'function' ? await what() : await what
      console.log(typeof value === 'string' ? value : inspect(value, { breakLength: Infinity }))
    } catch (e: any) { console.log(e.name + ': ' + e.message) }
  }
  const inChild = async (target: (...args: any[]) => unknown, ...args: unknown[]) => {
    const p = new Process({ target, args })
    p.start()
    await p.join()
    return p.exitcode
  }
`

/** Runs a script and expects these lines of it, in order. */
async function expectLines(script: string, lines: readonly (string | RegExp)[]): Promise<void> {
  const { code, stdout, stderr } = await runScript(HEAD + script)
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n')).toEqual(
    lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string))),
  )
  expect(code).toBe(0)
}

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

test.concurrent('proxies travel: as arguments, items of queues and of other proxies; references are counted', () =>
  expectLines(
    `
    async function useAll(list: any, dict: any, q: Queue<any>, back: Queue<any>) {
      await list.append('from the child')
      const inner = await dict.get('inner')
      await inner.append(2)
      const third = await q.get()
      await third.set('k', 'v')
      await back.put(await (await dict.get('map')).get('deep'))
    }
    function hold(list: any, ready: Queue<any>, go: Queue<any>) { ready.putSync(list.lengthSync()); go.getSync() }
    if (import.meta.main) {
      await using m = Manager()
      const list = await m.list<unknown>(['x'])
      const dict = await m.dict<string, any>()
      const third = await m.dict<string, any>()
      const inner = await m.list([1])
      await dict.set('inner', inner)
      await dict.set('map', third)
      const q = new Queue<any>(); const back = new Queue<any>()
      await third.set('deep', list)
      await q.put(third)
      await say(inChild(useAll, list, dict, q, back))
      await say([await list.copy(), await inner.copy(), await third.get('k'), await (await back.get()).get(1)])
      await say(String(dict).replace(/0x[0-9a-f]+/g, '0x'))
      const same = await dict.get('inner'); await same.append(3); await say(inner.copy())
      console.log('two managers')
      await using other = Manager()
      const far = await other.list<any>([list])
      await (await far.get(0)).append('by way of another manager')
      await say(list.get(-1))

      console.log('counts')
      const n = await Manager()
      const count = async () => n.numberOfObjects()
      const a = await n.list<any>(); const b = await n.list<any>(); await say(count())
      await a.append(b); b[Symbol.dispose](); await say(count())
      await say(b.length()); await b[Symbol.dispose]()
      const again = await a.get(0); await again.append('alive'); await say(String(again)); again[Symbol.dispose]()
      await a.clear(); await say(count())
      const c = await n.list<any>(); const d = await n.list<any>([c]); await c.append(d)
      c[Symbol.dispose](); d[Symbol.dispose](); await say(count())
      const e = await n.list<any>(); const ready = new Queue<any>(); const go = new Queue<any>()
      const p = new Process({ target: hold, args: [e, ready, go] as never })
      p.start(); await ready.get()
      e[Symbol.dispose](); await say(count()); p.kill(); await p.join()
      const passing = await n.list(['on its way']); await q.put(passing); passing[Symbol.dispose]()
      const arrived = await q.get(); await say(arrived.copy())
      const unsent = await n.list(); await say(q.put([unsent, Symbol('no')]))
      const full = new Queue<any>(1); full.putSync(1); await say(full.put(unsent, 0)); unsent[Symbol.dispose]()
      await say((await n.debugInfo()).replace(/ +\\d+:/g, '  id:'))
      await n.shutdown()
      await say(arrived.copy()); await say(a.append(1)); await say(n.list()); await say(n.shutdown())
    }
    `,
    [
      '0',
      "[ [ 'x', 'from the child' ], [ 1, 2 ], 'v', 'from the child' ]",
      "Map(2) { 'inner' => <ListProxy object, typeid 'list' at 0x>, 'map' => <DictProxy object, typeid 'dict' at 0x> }",
      '[ 1, 2, 3 ]',
      'two managers',
      'by way of another manager',
      'counts',
      '2',
      '2',
      /^ValueError: <ListProxy object, typeid 'list' at 0x[0-9a-f]+> has been disposed of$/,
      "[ 'alive' ]",
      '1',
      '1',
      '2',
      "[ 'on its way' ]",
      'EncodeError: item[1] cannot be copied to another process: it is a symbol',
      'Full: Queue is full: it holds 1 items',
      /^ {2}id: {7}refcount=1$/,
      '    []',
      /^ {2}id: {7}refcount=1$/,
      "    [ 'on its way' ]",
      /^ProcessError: manager SyncManager-\d+ has been shut down; its objects are gone$/,
      /^ProcessError: manager SyncManager-\d+ has been shut down; its objects are gone$/,
      'ProcessError: Manager has shut down',
      'undefined',
    ],
  ),
)

test.concurrent('a manager of own classes: register, exposed, methodToTypeid, proxytype, start, connect, errors', () =>
  expectLines(
    `
    import { AuthenticationError, BaseManager, BaseProxy, ProcessError, RemoteError, type Creates, type CreatesSync } from 'multiprocessing'
    class Special extends Error { override name = 'Special'; constructor(readonly detail: number) { super('of the class') } }
    class Maths {
      base: number
      constructor(base = 0) { if (base < 0) throw new RangeError('base must not be negative'); this.base = base }
      add(a: number, b: number) { return this.base + a + b }
      async later(n: number) { await mp.sleep(0.001); return n }
      fail(): void { throw new Special(42) }
      socket() { return new WeakMap() }
      more() { return new Maths(this.base + 1) }
      _hidden() { return 1 }
      toString() { return 'Maths of ' + this.base }
    }
    function* counting() { yield 1 }
    class CounterProxy extends BaseProxy {
      static readonly exposed = ['next', 'count']
      next(): Promise<number> { return this.callMethod('next') as Promise<number> }
    }
    class Counter { n = 0; next() { return ++this.n }; count() { return this.n }; reset() { this.n = 0 } }
    const makeCounter = (n: number) => Object.assign(new Counter(), { n })
    class MyManager extends BaseManager {
      declare readonly Maths: Creates<typeof Maths>
      declare readonly MathsSync: CreatesSync<Creates<typeof Maths>>
    }
    MyManager.register('Maths', { callable: Maths, methodToTypeid: { more: 'Maths' } })
    MyManager.register('Few', { callable: Maths, exposed: ['add'] })
    MyManager.register('Counter', { callable: makeCounter, proxytype: CounterProxy })
    MyManager.register('Unmade', { createMethod: false })
    MyManager.register('Nothing', { callable: () => 5 })
    async function connecting(address: string, authkey: string) {
      const m = new MyManager({ address, authkey })
      await m.connect()
      const maths = await m.Maths(100)
      console.log(await maths.add(1, 1), m.address)
      try { m.shutdownSync() } catch (e: any) { console.log(e.message) }
      for (const [where, key] of [[address, 'wrong'], ['nowhere', authkey]]) {
        try { new MyManager({ address: where, authkey: key }).connectSync() } catch (e: any) { console.log(e.name + ': ' + e.message) }
      }
    }
    function serving(address: string) { const server = new MyManager({ address }).getServer(); console.log(server.address); return server.serveForever() }
    function prepare(n: number) { (globalThis as any).prepared = n }
    const prepared = () => ({ get: () => (globalThis as any).prepared })
    MyManager.register('Prepared', { callable: prepared })
    if (import.meta.main) {
      await say(() => new MyManager().create('Maths')); await say(() => new MyManager().shutdown())
      await say(() => new BaseManager({ authkey: 5 as never })); await say(() => new MyManager().start(5 as never))
      await say(() => MyManager.register('X', { colour: 1 } as never)); await say(() => MyManager.register('X', { methodToTypeid: { a: 1 as never } })); await say(() => MyManager.register(1 as never))
      await using m = new MyManager({ address: 'shop', authkey: 'secret' })
      await m.start(prepare, [5])
      await say(() => m.start())
      const maths = await m.Maths(10)
      await say([await maths.add(1, 2), maths.addSync(3, 4), await maths.later(5), String(maths), inspect(maths).slice(0, 41)])
      await say([await (await maths.more()).add(0, 0), m.MathsSync().addSync(1, 1)])
      await maths.fail().catch((e: any) => console.log(e instanceof Special, e.name, e.message, e.detail, e.cause.name, /Maths\\.fail/.test(e.cause.stack), /MyManager-\\d+ \\(pid/.test(e.cause.message)))
      await say(m.Maths(-1)); await say(maths.socket()); await say(maths.callMethod('_hidden')); await say(maths.callMethod('nothing')); await say(maths.callMethod('constructor')); await say(maths.callMethod('base'))
      const few: any = await m.create('Few')
      await say([await few.add(1, 2), few.later]); await say(few.callMethod('later', [1]))
      const counter = (await m.create('Counter', 5)) as CounterProxy
      await say([await counter.next(), await counter.callMethod('count'), inspect(counter).slice(0, 42)]); await say(counter.callMethod('reset'))
      await say(m.create('Unmade')); await say(m.create('Nothing')); await say(m.create('None'))
      await say(((await m.create('Prepared')) as any).get())
      await say(inChild(connecting, 'shop', 'secret'))
      await say(() => new MyManager({ address: 'shop' }).start())
      const server = new Process({ target: serving, args: ['here'] })
      server.start()
      const client = new MyManager({ address: 'here' })
      for (;;) { try { await client.connect(); break } catch { await mp.sleep(0.005) } }
      await say((await client.Maths(1)).add(1, 1))
      server.terminate(); await server.join()
      await say(client.Maths(1))
      await say(inChild(async (m: unknown) => m, m))
    }
    `,
    [
      'AssertionError: server not yet started',
      'AssertionError: server not yet started',
      'TypeError: Authkey must be bytes or a string, not number',
      'TypeError: initializer must be a callable',
      "TypeError: register('X') has no option 'colour'",
      "AssertionError: methodToTypeid of 'X' must name a typeid for 'a'",
      'AssertionError: a typeid must be a string, not number',
      'ProcessError: Already started server',
      `[ 13, 17, 5, 'Maths of 10', "<AutoProxy object, typeid 'Maths' at 0x00" ]`,
      '[ 11, 2 ]',
      'true Special of the class 42 RemoteTraceback true true',
      'RangeError: base must not be negative',
      'RemoteError: Unserializable message: result cannot be copied to another process: it is a WeakMap that lives in this process only',
      "RemoteError: method '_hidden' of 'Maths' object is not in exposed=[ 'add', 'later', 'fail', 'socket', 'more' ]",
      "RemoteError: 'Maths' object has no method 'nothing'",
      "RemoteError: method 'constructor' of 'Maths' object is not in exposed=[ 'add', 'later', 'fail', 'socket', 'more' ]",
      "RemoteError: 'Maths' object has no method 'base'",
      '[ 3, undefined ]',
      "RemoteError: method 'later' of 'Few' object is not in exposed=[ 'add' ]",
      `[ 6, 6, "<CounterProxy object, typeid 'Counter' at " ]`,
      "RemoteError: method 'reset' of 'Counter' object is not in exposed=[ 'next', 'count' ]",
      "AssertionError: objects of the type 'Unmade' come from methods only",
      "TypeError: an object of the type 'Nothing' must be an object, not 5",
      "RemoteError: manager MyManager-1 has no type 'None'",
      '5',
      '102 shop',
      "only the process that started the manager at 'shop' can shut it down",
      'AuthenticationError: manager MyManager-1 has another authkey',
      "ConnectionRefusedError: no manager of this run serves at 'nowhere'",
      '0',
      "OSError: the address 'shop' is already in use",
      'here',
      '3',
      /^ProcessError: manager Process-\d+ ended by signal 15 before it answered 'create'; its objects are gone$/,
      /^EncodeError: .* cannot be copied to another process: a manager stays in its process; send its proxies/,
    ],
  ),
)
