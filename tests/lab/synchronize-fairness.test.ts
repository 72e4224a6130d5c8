import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('nobody starves: who waits longer than a millisecond is served in his turn, whichever way he waits', async () => {
  const outcome = await runScript(`
    import { Barrier, Lock, Process, RawArray, RLock, Semaphore } from 'multiprocessing'
    const WORKERS = 6
    const TURNS = 240
    type Wanted = Lock | RLock | Semaphore
    /** Takes its turn again and again, each longer than a lock may be overtaken; between two it is hardly away. */
    async function take(wanted: Wanted[], gate: Barrier, turns: RawArray<'i'>, index: number) {
      const { view } = turns
      for (const [kind, it] of wanted.entries()) {
        const [total, mine] = [kind * (WORKERS + 1), kind * (WORKERS + 1) + 1 + index]
        await gate.wait()
        while (view[total] < TURNS) {
          if (index % 2 === 0) it.acquireSync()
          else await it.acquire()
          view[total]++
          view[mine]++
          for (const until = performance.now() + 1.2; performance.now() < until; );
          it.release()
        }
      }
    }
    if (import.meta.main) {
      const wanted = [new Lock(), new RLock(), new Semaphore(1)]
      const gate = new Barrier(WORKERS)
      const turns = new RawArray('i', wanted.length * (WORKERS + 1))
      const workers = Array.from({ length: WORKERS }, (_, i) => new Process({ target: take, args: [wanted, gate, turns, i] }))
      for (const p of workers) p.start()
      for (const p of workers) await p.join()
      for (const kind of wanted.keys()) {
        const each = Array.from(turns.view.slice(kind * (WORKERS + 1) + 1, (kind + 1) * (WORKERS + 1)))
        console.log(wanted[kind].constructor.name, Math.min(...each) >= TURNS / WORKERS / 2 ? 'fair' : each)
      }
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'Lock fair\nRLock fair\nSemaphore fair\n', stderr: '' })
})
