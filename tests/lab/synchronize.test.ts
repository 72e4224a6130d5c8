import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** What the scripts share: the outcome of a call as text. */
const told = `
  async function told(call: () => unknown): Promise<unknown> {
    try { return await call() } catch (error) { return (error as Error).name + ': ' + (error as Error).message }
  }
  const say = (what: string, ...found: unknown[]) => console.log(what, JSON.stringify(found))
`

test('locks and semaphores count, refuse what was not acquired, and show themselves as in CPython', async () => {
  const outcome = await runScript(`
    import { BoundedSemaphore, Lock, Process, Queue, RLock, SEM_VALUE_MAX, Semaphore } from 'multiprocessing'
    ${told}
    async function other(lock: Lock, rlock: RLock, q: Queue<unknown>) {
      q.putSync([lock.acquireSync({ block: false }), rlock.acquireSync(0), await rlock.acquire(0.01), String(rlock)])
      q.putSync(await told(() => rlock.release()))
      lock.release()
    }
    if (import.meta.main) {
      const q = new Queue<unknown>()
      const lock = new Lock()
      const rlock = new RLock()
      say('acquired', await lock.acquire(), lock.acquireSync({ block: false }), await lock.acquire(0.01), String(lock))
      say('again', rlock.acquireSync(), await rlock.acquire(), rlock.locked(), String(rlock))
      const p = new Process({ target: other, args: [lock, rlock, q] })
      p.start()
      say('elsewhere', await q.get(), await q.get())
      await p.join()
      say('released by another', lock.locked(), await told(() => lock.release()))
      rlock.release()
      say('once', String(rlock), rlock.release(), String(rlock), await told(() => rlock.release()))
      const s = new Semaphore(2)
      say('units', s.acquireSync(), await s.acquire(), s.acquireSync(0), await s.acquire(0.01), s.getValue(), s.locked())
      s.release(2)
      s.release()
      say('more units', s.getValue(), String(s), await told(() => s.release(0)))
      say('bad values', await told(() => new Semaphore(-1)), await told(() => new Semaphore(1.5)))
      say('too many', await told(() => new Semaphore(SEM_VALUE_MAX).release()))
      const b = new BoundedSemaphore(1)
      say('bounded', await told(() => b.release()), b.acquireSync(), String(b), await told(() => b.release(2)), b.getValue())
      const body = async () => { throw new Error('inside') }
      say('use', await told(() => lock.use(body)), lock.locked(), lock.useSync(() => lock.locked()), lock.locked())
      { await using held = await s.hold(); using too = rlock.holdSync(); say('held', s.getValue(), String(rlock)) }
      say('let go', s.getValue(), String(rlock))
      const aborted = new AbortController()
      lock.acquireSync()
      const cancelled = told(() => lock.acquire({ signal: aborted.signal }))
      aborted.abort(new Error('no more'))
      say('cancelled', await cancelled, await told(() => lock.acquireSync({ signal: aborted.signal })))
    }
  `)
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.split('\n')).toEqual([
    'acquired [true,false,false,"<Lock(owner=MainProcess)>"]',
    'again [true,true,true,"<RLock(MainProcess, 2)>"]',
    'elsewhere [[false,false,false,"<RLock(MainProcess, 2)>"],"AssertionError: attempt to release recursive lock not owned by this process"]',
    'released by another [false,"ValueError: semaphore or lock released too many times"]',
    'once ["<RLock(MainProcess, 1)>",null,"<RLock(None, 0)>","AssertionError: attempt to release recursive lock not owned by this process"]',
    'units [true,true,false,false,0,true]',
    'more units [3,"<Semaphore(value=3)>","ValueError: n must be one or more, not 0"]',
    'bad values ["ValueError: semaphore initial value must be >= 0 and an integer up to 2147483647, not -1","ValueError: semaphore initial value must be >= 0 and an integer up to 2147483647, not 1.5"]',
    'too many ["ValueError: semaphore or lock released too many times"]',
    'bounded ["ValueError: semaphore or lock released too many times",true,"<BoundedSemaphore(value=0, maxvalue=1)>","ValueError: semaphore or lock released too many times",0]',
    'use ["Error: inside",false,true,false]',
    'held [2,"<RLock(MainProcess, 1)>"]',
    'let go [3,"<RLock(None, 0)>"]',
    'cancelled ["Error: no more","Error: no more"]',
    '',
  ])
})

test('conditions, events and barriers bring processes together', async () => {
  const outcome = await runScript(`
    import { Barrier, Condition, Event, Lock, Process, Queue } from 'multiprocessing'
    ${told}
    /** Whether so many wait, as the object shows itself. */
    const until = async (look: () => boolean) => { while (!look()) await new Promise((resolve) => setTimeout(resolve, 1)) }
    function follow(c: Condition, i: number, q: Queue<unknown>) {
      c.useSync(() => { q.putSync('there'); c.waitSync() })
      q.putSync(i)
    }
    async function followAwaited(c: Condition, i: number, q: Queue<unknown>) {
      await c.use(async () => { q.putSync('there'); await c.wait() })
      q.putSync(i)
    }
    function watch(e: Event, q: Queue<unknown>) { q.putSync('there'); q.putSync(e.waitSync()) }
    function meet(b: Barrier, q: Queue<unknown>) { for (let i = 0; i < 50; i++) q.putSync(b.waitSync()) }
    async function meetAwaited(b: Barrier, q: Queue<unknown>) { for (let i = 0; i < 50; i++) q.putSync(await b.wait()) }

    if (import.meta.main) {
      const q = new Queue<any>()
      const c = new Condition(new Lock())
      say('not owned', await told(() => c.wait()), await told(() => c.waitSync()), await told(() => c.notify()), await told(() => c.notifyAll()))
      await c.use(async () => say('alone', await c.wait(0.01), c.waitSync(0), await c.waitFor(() => 0, 0.01), c.waitForSync(() => 7), c.locked()))
      const followers = [follow, followAwaited, follow, followAwaited].map((target, i) => new Process({ target, args: [c, i, q] }))
      for (const [i, p] of followers.entries()) {
        p.start()
        await q.get()
        await until(() => String(c).endsWith(', ' + (i + 1) + ')>'))
      }
      const one = () => c.use(() => c.notify())
      await one()
      say('first come', await q.get())
      await c.use(() => c.notify(2))
      say('two', [await q.get(), await q.get()].sort(), String(c))
      await c.use(() => c.notifyAll())
      say('all', await q.get(), String(c))
      for (const p of followers) await p.join()
      const aborted = new AbortController()
      await c.use(async () => {
        setImmediate(() => aborted.abort(new Error('no more')))
        say('cancelled', await told(() => c.wait({ signal: aborted.signal })), c.locked())
      })
      const promises = [1, 2, 3].map((i) => c.use(async () => { await c.wait(); return i }))
      await until(() => String(c).endsWith(', 3)>'))
      await c.use(() => c.notify())
      say('promises', await Promise.race(promises), String(c))
      await c.use(() => c.notifyAll())
      await Promise.all(promises)

      const e = new Event()
      say('unset', e.isSet(), await e.wait(0.01), e.waitSync(0.01), e.waitSync({ block: false }), String(e))
      const pulse = e.wait()
      e.set()
      e.clear()
      say('set and cleared', await pulse, e.isSet())
      const watchers = [0, 1, 2].map(() => new Process({ target: watch, args: [e, q] }))
      for (const p of watchers) p.start()
      for (const _ of watchers) await q.get()
      e.set()
      say('set', await q.get(), await q.get(), await q.get(), await e.wait(), String(e))
      for (const p of watchers) await p.join()

      const b = new Barrier(3)
      const visitors = [meet, meetAwaited, meet].map((target) => new Process({ target, args: [b, q] }))
      for (const p of visitors) p.start()
      const counts = [0, 0, 0]
      for (let i = 0; i < 150; i++) counts[await q.get()]++
      for (const p of visitors) await p.join()
      say('met', counts, b.parties, String(b))
      let actions = 0
      const two = new Barrier(2, { action: () => void actions++, timeout: 0.01 })
      say('action', await Promise.all([two.wait(), two.wait()]), actions)
      say('timeout', await told(() => two.wait()), two.broken, String(two), await told(() => two.waitSync(5)))
      two.reset()
      say('reset', two.broken, await Promise.all([two.wait(5), two.wait(5)]), actions)
      const lone = two.wait(5)
      say('waits', two.nWaiting, String(two))
      two.reset()
      say('reset under it', await told(() => lone), two.nWaiting)
      const left = two.wait(5)
      two.abort()
      say('aborted', await told(() => left), await told(() => two.wait()))
      const failing = new Barrier(2, { action: () => { throw new Error('in the action') } })
      say('failing', await Promise.all([told(() => failing.wait()), told(() => failing.wait())]), failing.broken)
      const slow = new Barrier(1, { action: async () => 1 })
      say('asynchronous', await slow.wait(), await told(() => slow.waitSync()))
      say('parties', await told(() => new Barrier(0)))
    }
  `)
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.split('\n')).toEqual([
    'not owned ["AssertionError: must acquire() condition before using wait()","AssertionError: must acquire() condition before using wait()","AssertionError: lock is not owned","AssertionError: lock is not owned"]',
    'alone [false,false,0,7,true]',
    'first come [0]',
    'two [[1,2],"<Condition(<Lock(owner=None)>, 1)>"]',
    'all [3,"<Condition(<Lock(owner=None)>, 0)>"]',
    'cancelled ["Error: no more",true]',
    'promises [1,"<Condition(<Lock(owner=None)>, 2)>"]',
    'unset [false,false,false,false,"<Event unset>"]',
    'set and cleared [true,false]',
    'set [true,true,true,true,"<Event set>"]',
    'met [[50,50,50],3,"<Barrier waiters=0/3>"]',
    'action [[0,1],1]',
    'timeout ["BrokenBarrierError: the barrier is broken: a process waited longer than its timeout",true,"<Barrier broken>","BrokenBarrierError: the barrier is broken: a process waited longer than its timeout"]',
    'reset [false,[0,1],2]',
    'waits [1,"<Barrier waiters=1/2>"]',
    'reset under it ["BrokenBarrierError: the barrier was reset while this process waited",0]',
    'aborted ["BrokenBarrierError: the barrier is broken: it was aborted","BrokenBarrierError: the barrier is broken: it was aborted"]',
    'failing [["BrokenBarrierError: the barrier is broken: its action threw an error","Error: in the action"],true]',
    'asynchronous [0,"TypeError: the action of this Barrier is asynchronous: come with wait(), not with waitSync()"]',
    'parties ["ValueError: parties must be >= 1 and an integer, not 0"]',
    '',
  ])
})

test('a handle that arrives twice is the same object, in arguments, items, captures and other handles', async () => {
  const outcome = await runScript(`
    import { Barrier, BoundedSemaphore, Condition, Event, Lock, Pool, Process, Queue, RLock, Semaphore } from 'multiprocessing'
    const seen = new Set<unknown>()
    function take(objects: object[], items: Queue<unknown>, q: Queue<unknown>) {
      for (const object of objects) seen.add(object)
      q.putSync([seen.size, objects.map(String).join(' ')])
      const item = items.getSync()
      q.putSync((item as object[]).every((object) => seen.has(object)))
    }
    if (import.meta.main) {
      const lock = new Lock()
      const objects = [lock, new RLock(), new Semaphore(3), new BoundedSemaphore(4), new Condition(lock), new Event(), new Barrier(2, { action: () => lock.locked() })]
      const items = new Queue<object[]>()
      const q = new Queue<any>()
      const p = new Process({ target: take, args: [[...objects, ...objects], items, q] })
      p.start()
      const first = await q.get()
      console.log(first[0])
      console.log(first[1])
      items.putSync(objects)
      await p.join()
      console.log(await q.get())
      await using pool = new Pool(1)
      const event = objects[5] as Event
      console.log(await pool.map((i: number) => { event.set(); return lock.useSync(() => lock.locked() ? i : 0) }, [7]), event.isSet())
      const forged = Object.create(Lock.prototype) as Lock
      try { q.putSync({ inside: forged }) } catch (error) { console.log(String(error)) }
    }
  `)
  expect(outcome.stderr).toBe('')
  const each =
    '<Lock(owner=None)> <RLock(None, 0)> <Semaphore(value=3)> <BoundedSemaphore(value=4, maxvalue=4)> <Condition(<Lock(owner=None)>, 0)> <Event unset> <Barrier waiters=0/2>'
  expect(outcome.stdout.split('\n')).toEqual([
    '7',
    `${each} ${each}`,
    'true',
    '[ 7 ] true',
    "EncodeError: item.inside cannot be copied to another process: it looks like a Lock, but was not made with 'new Lock()'",
    '',
  ])
})

test('a process that blocks for what a promise of it waits for already is served when it is its turn', async () => {
  const outcome = await runScript(`
    import { Lock, Process, Queue } from 'multiprocessing'
    const ROUNDS = 5
    const now = () => Number(process.hrtime.bigint() / 1000n)
    /** Holds the lock a little longer than its parent takes to block, and says when it has let go. */
    function hold(lock: Lock, go: Queue<null>, held: Queue<null>, freed: Queue<number>) {
      for (let i = 0; i < ROUNDS; i++) {
        go.getSync()
        lock.acquireSync()
        held.putSync(null)
        for (const until = now() + 50_000; now() < until; );
        const at = now()
        lock.release()
        freed.putSync(at)
      }
    }
    if (import.meta.main) {
      const [lock, go, held, freed] = [new Lock(), new Queue<null>(), new Queue<null>(), new Queue<number>()]
      const p = new Process({ target: hold, args: [lock, go, held, freed] })
      p.start()
      const late: number[] = []
      for (let i = 0; i < ROUNDS; i++) {
        await go.put(null)
        await held.get()
        const promise = lock.acquire()
        lock.acquireSync()
        late.push(now() - freed.getSync())
        lock.release()
        await promise
        lock.release()
      }
      await p.join()
      // A second is what a wait takes to look by itself; where the machine is busy one may be late.
      console.log('soon', late.sort((a, b) => a - b)[ROUNDS >> 1] < 500_000 || late, lock.locked())
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'soon true false\n', stderr: '' })
})
