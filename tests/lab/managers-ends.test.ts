import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** Children say on `up` that they are where they should be before they are ended. */
const HEAD = `
  import { activeChildren, KeyboardInterrupt, Manager, Process, Queue, sleep, SyncManager } from 'multiprocessing'
  import { inspect } from 'node:util'
  const say = async (what: unknown) => {
    try {
      const value = typeof what === 'function' ? await what() : await what
      console.log(typeof value === 'string' ? value : inspect(value, { breakLength: Infinity }))
    } catch (e: any) { console.log(e.name + ': ' + e.message) }
  }
  const startChild = (target: (...args: any[]) => unknown, ...args: unknown[]) => {
    const p = new Process({ target, args })
    p.start()
    return p
  }
  const until = async (is: () => unknown) => { while (!(await is())) await sleep(0.002) }
`

test.concurrent('a client that is killed gives up its locks, its place in a line and its references', async () => {
  const outcome = await runScript(`${HEAD}
    async function holdLocks(lock: any, rlock: any, bounded: any, up: Queue<string>) {
      await lock.acquire(); await rlock.acquire(); await rlock.acquire(); await bounded.acquire()
      await up.put('holding')
      await sleep(100)
    }
    const waitForItem = (q: any) => q.getSync()
    const waitForLock = (lock: any) => lock.acquire()
    const waitAtBarrier = (barrier: any) => barrier.wait()
    async function waitForWord(condition: any) { await condition.acquire(); await condition.wait() }
    const kill = async (p: Process<any>) => { p.kill(); await p.join() }
    if (import.meta.main) {
      await using m = Manager()
      const lock = await m.Lock(); const rlock = await m.RLock(); const bounded = await m.BoundedSemaphore(1)
      const up = new Queue<string>()
      const holder = startChild(holdLocks, lock, rlock, bounded, up)
      await up.get()
      await say([await lock.acquire({ block: false }), await rlock.acquire(0.01), await bounded.acquire(0.01)])
      const mine = lock.acquire()
      await kill(holder)
      await say([await mine, lock.abandoned, await rlock.acquire(), rlock.abandoned?.name, await bounded.acquire()])
      await lock.release(); await lock.acquire(); await say(lock.abandoned)

      const q = await m.Queue<number>()
      const getter = startChild(waitForItem, q)
      await until(() => String(q).includes('waiters=1'))
      await kill(getter)
      await q.put(1); await say(q.get(5))

      const waiter = startChild(waitForLock, lock)
      await until(() => String(lock).includes('waiters=1')); await kill(waiter)
      await lock.release(); await say([await lock.acquire(5), lock.abandoned]); await lock.release()

      const barrier = await m.Barrier(3)
      const party = startChild(waitAtBarrier, barrier)
      await until(async () => (await barrier.nWaiting()) === 1)
      const other = barrier.wait()
      await kill(party)
      await say(other)

      const condition = await m.Condition()
      const listener = startChild(waitForWord, condition)
      await until(() => String(condition).includes(', 1)>'))
      await kill(listener)
      await condition.acquire(); await say(String(condition)); await condition.release()
    }
  `)
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.trimEnd().split('\n')).toEqual([
    '[ false, false, false ]',
    "[ true, { process: 2, name: 'Process-2' }, true, 'Process-2', true ]",
    'null',
    '1',
    '[ true, null ]',
    'BrokenBarrierError: the barrier is broken: a wait at it failed, or it was reset',
    '<Condition(<RLock locked>, 0)>',
  ])
})

test.concurrent(
  'a server that is killed, stopped or never up is a named error for all who wait, never a hang',
  async () => {
    const outcome = await runScript(`${HEAD}
    const waitSync = (q: any, up: Queue<string>) => { up.putSync('waiting'); try { q.getSync() } catch (e: any) { up.putSync(e.name + ': ' + e.message) } }
    async function createAndDie(up: Queue<any>) { const m = Manager(); await up.put(await m.list([1])); await sleep(100) }
    const failing = () => { throw new Error('from the initializer') }
    if (import.meta.main) {
      const m = Manager()
      const q = await m.Queue<number>()
      const list = await m.list([1])
      const up = new Queue<string>()
      const child = startChild(waitSync, q, up)
      await up.get()
      const mine = q.get()
      await until(() => String(q).includes('waiters=2'))
      process.kill(activeChildren().find((other) => other.name === 'SyncManager-1')?.pid as number, 'SIGKILL')
      await say(mine); await say(up.get()); await say(list.append(1)); await say(() => String(list)); await say(m.list())
      await child.join(); await m.join(); await say(m.shutdown()); await say(m.shutdown()); await say(() => m.start())

      const n = Manager()
      const waiting = (await n.Queue()).get()
      const timed = (await n.Queue()).get(1000)
      await n.shutdown()
      await say(waiting); await say(timed)

      const maker = startChild(createAndDie, up)
      const orphan: any = await up.get()
      await say(orphan.copy()); maker.kill(); await maker.join()
      for (;;) { try { await orphan.length() } catch (e: any) { console.log(e.name, e.message.replace(/:\\d+/, '')); break } }

      const bad = new SyncManager()
      await say(() => bad.start(failing)); await say(bad.list())
      await bad.shutdown()
    }
  `)
    expect(outcome.stderr).toMatch(
      /^Process SyncManager-\d+:\nError: from the initializer\n {4}at .*failing .*script\.ts:\d+:\d+\)\n$/,
    )
    const killed = (method: string) =>
      `ProcessError: manager SyncManager-1 ended by signal 9 before it answered '${method}'; its objects are gone`
    expect(outcome.stdout.trimEnd().split('\n')).toEqual([
      killed('get'),
      killed('get'),
      killed('append'),
      killed('#text'),
      killed('create'),
      'undefined',
      'undefined',
      'ProcessError: Manager has shut down',
      'ProcessError: manager SyncManager-3 has been shut down; its objects are gone',
      'ProcessError: manager SyncManager-3 has been shut down; its objects are gone',
      '[ 1 ]',
      expect.stringMatching(
        /^ProcessError manager SyncManager-4 ended by signal 15 before it answered 'length'; /,
      ) as string,
      expect.stringMatching(
        /^ProcessError: manager SyncManager-\d+ ended with exit code 1 before it answered 'start'; /,
      ) as string,
      expect.stringMatching(
        /^ProcessError: manager SyncManager-\d+ ended with exit code 1 before it answered 'create'; /,
      ) as string,
    ])
  },
)

test.concurrent('four clients at once, many calls of one client at once, signals and interrupts', async () => {
  const outcome = await runScript(`${HEAD}
    const ROUNDS = 500
    async function work(id: number, list: any, dict: any, lock: any, value: any, q: any) {
      for (let i = 0; i < ROUNDS; i++) {
        await list.append(id)
        dict.updateSync('n', (n: number) => n + 1)
        if (i % 10 === 0) await lock.use(async () => value.set((await value.get()) + 1))
        if (i % 50 === 0) await q.put([id, i, 'x'.repeat(i * 20)])
      }
    }
    async function interruptible(q: any, up: Queue<string>) {
      await up.put('up')
      try { await q.get() } catch (e: any) { await up.put(String(e instanceof KeyboardInterrupt)) }
      await up.put(await q.get())
    }
    if (import.meta.main) {
      await using m = Manager()
      const list = await m.list<number>(); const dict = await m.dict({ n: 0 }); const lock = await m.Lock()
      const value = await m.Value('i', 0); const q = await m.Queue<any>()
      const workers = [1, 2, 3, 4].map((id) => startChild(work, id, list, dict, lock, value, q))
      const items: any[] = []
      for (let i = 0; i < 40; i++) items.push(await q.get())
      for (const p of workers) await p.join()
      const all = await list.copy()
      await say([all.length, [1, 2, 3, 4].map((id) => all.filter((other) => other === id).length), await dict.get('n'), value.value])
      await say(items.every(([, i, text]) => text.length === i * 20) && [1, 2, 3, 4].every((id) => items.filter((item) => item[0] === id).every((item, i) => item[1] === i * 50)))

      const waiting = q.get()
      const calls = Array.from({ length: 200 }, (_, i) => list.get(i))
      const between = list.lengthSync()
      const got = await Promise.all(calls)
      await say([between, got.length, got.join() === all.slice(0, 200).join()])
      for (let i = 0; i < 100; i++) if (list.getSync(i) !== all[i] || (await list.get(i)) !== all[i]) throw new Error('order')
      await q.put('late'); await say(waiting)

      const stop = new AbortController()
      const aborted = q.get({ signal: stop.signal })
      setTimeout(() => stop.abort(new Error('enough')), 20)
      await say(aborted)
      await say(q.get({ signal: AbortSignal.abort(new Error('before')) }))
      await lock.acquire(); const second = new AbortController()
      const refused = lock.acquire({ signal: second.signal }); second.abort(new Error('no lock')); await say(refused)
      await lock.release(); await say([await lock.acquire(5), await lock.locked()]); await lock.release()
      const condition = await m.Condition(); const third = new AbortController()
      await condition.acquire()
      const noWord = condition.wait({ signal: third.signal }); setTimeout(() => third.abort(new Error('no word')), 20)
      await say(noWord); await condition.release(); await say(condition.locked())

      const up = new Queue<string>()
      const p = startChild(interruptible, q, up)
      await up.get(); await until(() => String(q).includes('waiters=1')); p.interrupt()
      await say(up.get()); await q.put('for the second'); await say(up.get()); await p.join()
      const server = activeChildren().find((child) => child.name.startsWith('SyncManager'))
      server?.interrupt(); await list.length(); server?.interrupt(); await list.length()
      await say([server?.isAlive(), server?.daemon, await list.length()])
    }
  `)
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.trimEnd().split('\n')).toEqual([
    '[ 2000, [ 500, 500, 500, 500 ], 2000, 200 ]',
    'true',
    '[ 2000, 200, true ]',
    'late',
    'Error: enough',
    'Error: before',
    'Error: no lock',
    '[ true, true ]',
    'Error: no word',
    'false',
    'true',
    'for the second',
    '[ true, true, 2000 ]',
  ])
})
