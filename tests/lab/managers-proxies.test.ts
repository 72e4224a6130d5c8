import { test } from 'vitest'
import { expectLines } from './managing'

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
