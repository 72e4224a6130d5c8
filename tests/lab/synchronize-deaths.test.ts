import { expect, test } from 'vitest'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runScript } from './parallab'

test('no process waits for one that died holding something, and each death is told', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-events-'))
  const events = path.join(folder, 'events.ndjson')
  const outcome = await runScript(
    `
    import { Barrier, BoundedSemaphore, Condition, Lock, Process, Queue, RLock, Semaphore, sleepSync } from 'multiprocessing'
    const say = (what: string, ...found: unknown[]) => console.log(what, JSON.stringify(found))
    const until = async (look: () => boolean) => { while (!look()) await new Promise((resolve) => setTimeout(resolve, 1)) }
    function hold(what: { acquireSync(): boolean }, times: number, q: Queue<string>) {
      for (let i = 0; i < times; i++) what.acquireSync()
      q.putSync('held')
      sleepSync(60)
    }
    /** Ends without giving back what it has. */
    function leave(what: { acquireSync(): boolean }, times: number, q: Queue<string>) {
      for (let i = 0; i < times; i++) what.acquireSync()
      q.putSync('held')
    }
    function giveBack(s: Semaphore, q: Queue<string>) { s.release(); q.putSync('released') }
    function meet(b: Barrier, q: Queue<string>) {
      try { q.putSync('went on as ' + b.waitSync(60)) } catch (error) { q.putSync(String(error)) }
    }
    function actor() { sleepSync(60) }
    function attend(c: Condition, q: Queue<string>) {
      c.useSync(() => { q.putSync('there'); q.putSync('notified ' + c.waitSync()) })
    }
    async function killed(name: string, target: (...args: any[]) => void, args: unknown[], q: Queue<string>) {
      const p = new Process({ target, args: [...args, q], name })
      p.start()
      await q.get()
      p.kill()
      return p
    }
    if (import.meta.main) {
      const q = new Queue<string>()
      const who = (x: { abandoned: { name: string } | null }) => x.abandoned?.name ?? null

      for (const lock of [new Lock(), new RLock()]) {
        await killed('A', hold, [lock, 1], q)
        say('lock', await lock.acquire(), who(lock), String(lock))
        lock.release()
        say('then', lock.acquireSync(), who(lock), lock.release(), lock.locked())
      }
      const recursive = new RLock()
      await killed('B', hold, [recursive, 3], q)
      say('recursive', recursive.acquireSync(), who(recursive), String(recursive), recursive.release(), String(recursive))
      const shared = new Condition()
      await killed('C', hold, [shared, 1], q)
      say('condition', await shared.acquire(), who(shared), shared.release(), String(shared))

      const s = new Semaphore(3)
      await (await killed('D', hold, [s, 2], q)).join()
      say('semaphore', s.getValue(), s.acquireSync(), who(s), await s.acquire(), who(s), s.acquireSync(), who(s), s.acquireSync(0))
      s.release(3)
      say('back', s.getValue())
      const b = new BoundedSemaphore(2)
      const p = new Process({ target: leave, args: [b, 2, q], name: 'E' })
      p.start()
      await q.get()
      await p.join()
      await killed('F', hold, [new Lock(), 1], q) // another tenant of the slot, perhaps
      say('bounded', b.getValue(), await b.acquire(), await b.acquire(), b.acquireSync(0), b.release(2), b.getValue())
      const signals = new Semaphore(0)
      signals.release(2)
      await (await killed('G', hold, [signals, 2], q)).join()
      say('signals stay consumed', signals.getValue(), await signals.acquire(0.05), who(signals))
      const elsewhere = new BoundedSemaphore(2)
      await (await killed('H', hold, [elsewhere, 2], q)).join()
      const r = new Process({ target: giveBack, args: [elsewhere, q] })
      r.start()
      await r.join()
      say('released for the dead', await q.get(), elsewhere.getValue(), elsewhere.acquireSync(0), elsewhere.acquireSync(0))

      const barrier = new Barrier(3)
      const [first, second] = ['I', 'J'].map((name) => new Process({ target: meet, args: [barrier, q], name }))
      first.start()
      second.start()
      await until(() => barrier.nWaiting === 2)
      first.kill()
      say('barrier', await q.get(), barrier.broken, who(barrier))
      barrier.reset()
      say('reset', barrier.broken, who(barrier))
      const acting = new Barrier(2, { action: actor })
      const waiting = new Process({ target: meet, args: [acting, q], name: 'K' })
      waiting.start()
      await until(() => acting.nWaiting === 1)
      const actingOne = new Process({ target: meet, args: [acting, q], name: 'L' })
      actingOne.start()
      await until(() => acting.nWaiting === 2)
      actingOne.kill()
      say('in the action', await q.get(), who(acting))

      const c = new Condition(new Lock())
      // Who waits stands in line before it gives the lock back.
      const isWaitedFor = (by: number) => String(c) === '<Condition(<Lock(owner=None)>, ' + by + ')>'
      const [dying, living] = ['M', 'N'].map((name) => new Process({ target: attend, args: [c, q], name }))
      for (const [i, attendant] of [dying, living].entries()) {
        attendant.start()
        await q.get()
        await until(() => isWaitedFor(i + 1))
      }
      await c.acquire()
      c.notify() // the first: it cannot have the lock, and dies between notification and lock
      say('notified', String(c))
      dying.kill()
      await dying.join()
      c.release()
      await living.join()
      say('passed on', await q.get(), String(c))
      const alone = new Process({ target: attend, args: [c, q], name: 'O' })
      alone.start()
      await q.get()
      await until(() => isWaitedFor(1))
      alone.kill()
      await alone.join()
      say('died waiting', await c.use(() => c.notify()), String(c))
    }
  `,
    '--events',
    events,
  )
  const told = (await readFile(events, 'utf8')).split('\n').filter((line) => line.includes('lock-abandoned'))
  await rm(folder, { recursive: true })
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.split('\n')).toEqual([
    'lock [true,"A","<Lock(owner=MainProcess)>"]',
    'then [true,null,null,false]',
    'lock [true,"A","<RLock(MainProcess, 1)>"]',
    'then [true,null,null,false]',
    'recursive [true,"B","<RLock(MainProcess, 1)>",null,"<RLock(None, 0)>"]',
    'condition [true,"C",null,"<Condition(<RLock(None, 0)>, 0)>"]',
    'semaphore [1,true,null,true,"D",true,"D",false]',
    'back [3]',
    'bounded [0,true,true,false,null,2]',
    'signals stay consumed [0,false,null]',
    'released for the dead ["released",1,true,false]',
    'barrier ["BrokenBarrierError: the barrier is broken: I ended while it waited",true,"I"]',
    'reset [false,null]',
    'in the action ["BrokenBarrierError: the barrier is broken: L ended while it waited","L"]',
    'notified ["<Condition(<Lock(owner=MainProcess)>, 1)>"]',
    'passed on ["notified true","<Condition(<Lock(owner=None)>, 0)>"]',
    'died waiting [null,"<Condition(<Lock(owner=None)>, 0)>"]',
    '',
  ])
  expect(
    told
      .map((line) => JSON.parse(line) as { lock: string; name: string })
      // F may have E's slot, and E's name is gone with it
      .map(({ lock, name }) => `${lock.replace(/-\d+$/, '')} ${name.replace(/^process \d+ of the run$/, 'E')}`),
  ).toEqual([
    'Lock A',
    'RLock A',
    'RLock B',
    'RLock C',
    'Semaphore D',
    'Semaphore D',
    'BoundedSemaphore E',
    'BoundedSemaphore E',
    'Barrier I',
    'Barrier L',
    'Condition M',
  ])
})
