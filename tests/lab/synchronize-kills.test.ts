import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('processes that are killed at random while they use everything at once hold up nobody and break no promise', async () => {
  const outcome = await runScript(`
    import { Barrier, BoundedSemaphore, Condition, Event, Lock, Process, RawArray, RLock } from 'multiprocessing'
    const WORKERS = 4
    const KILLS = 16
    const [STOP, INTRUSIONS, OVER, INSIDE, COUNT, FINISHED] = [0, 1, 2, 3, 5, 7] as const
    interface Shared {
      locks: [Lock, RLock]; units: BoundedSemaphore; condition: Condition; event: Event; barrier: Barrier; view: RawArray<'i'>
    }
    /** Adds one to a plain counter that the lock guards; who finds somebody inside has not been kept out, or was told of a death. */
    function step(lock: Lock | RLock, kind: 0 | 1, view: Int32Array) {
      lock.acquireSync()
      if (view[INSIDE + kind] !== 0 && lock.abandoned === null) Atomics.add(view, INTRUSIONS, 1)
      view[INSIDE + kind] = process.pid
      if (kind === 1) lock.acquireSync()
      view[COUNT + kind] += 1
      if (kind === 1) lock.release()
      view[INSIDE + kind] = 0
      lock.release()
      Atomics.add(view, FINISHED + kind, 1)
    }
    function work({ locks, units, condition, event, barrier, view: { view } }: Shared) {
      for (let i = 0; view[STOP] === 0; i++) {
        step(locks[0], 0, view as Int32Array)
        step(locks[1], 1, view as Int32Array)
        units.acquireSync()
        if (units.getValue() > 2) Atomics.add(view as Int32Array, OVER, 1)
        units.release()
        if (i % 8 !== 0) continue
        condition.useSync(() => { condition.notify(); condition.waitSync(0.002) })
        event.set()
        event.clear()
        event.waitSync(0.002)
        try { barrier.waitSync(0.02) } catch { barrier.reset() }
      }
    }
    if (import.meta.main) {
      const shared: Shared = {
        locks: [new Lock(), new RLock()], units: new BoundedSemaphore(2), condition: new Condition(new Lock()),
        event: new Event(), barrier: new Barrier(2), view: new RawArray('i', 16),
      }
      const view = shared.view.view as Int32Array
      const start = () => { const p = new Process({ target: work, args: [shared] }); p.start(); return p }
      const workers = Array.from({ length: WORKERS }, start)
      for (let kill = 0; kill < KILLS; kill++) {
        const goal = view[FINISHED] + 200 + Math.floor(Math.random() * 50)
        while (view[FINISHED] < goal) await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
        const i = Math.floor(Math.random() * WORKERS)
        workers[i].kill()
        await workers[i].join()
        workers[i] = start()
      }
      view[STOP] = 1
      for (const p of workers) await p.join()
      const lost = [0, 1].map((kind) => view[COUNT + kind] - view[FINISHED + kind])
      console.log('intrusions', view[INTRUSIONS], 'over the bound', view[OVER])
      console.log('counted exactly but for the killed', lost.every((n) => n >= 0 && n <= KILLS))
      console.log('units', await shared.units.acquire(5), await shared.units.acquire(5), await shared.units.acquire(0))
      shared.units.release(2)
      for (const lock of shared.locks) console.log(lock.acquireSync(5), lock.release(), lock.locked())
      await shared.condition.use(() => shared.condition.notifyAll())
      shared.barrier.reset()
      console.log('usable', await Promise.all([shared.barrier.wait(5), shared.barrier.wait(5)]), shared.condition.locked())
      console.log('exit codes', [...new Set(workers.map((p) => p.exitcode))])
    }
  `)
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.split('\n')).toEqual([
    'intrusions 0 over the bound 0',
    'counted exactly but for the killed true',
    'units true true false',
    'true undefined false',
    'true undefined false',
    'usable [ 0, 1 ] false',
    'exit codes [ 0 ]',
    '',
  ])
})
