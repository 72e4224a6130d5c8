import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('nobody starves: who waits longer than a millisecond is served in his turn, whichever way he waits', async () => {
  const outcome = await runScript(`
    import { Barrier, Lock, Process, Queue, RawArray, RLock, Semaphore } from 'multiprocessing'
    const WORKERS = 6
    const TURNS = 240
    type Wanted = Lock | RLock | Semaphore
    /**
     * Takes its turn again and again, each longer than a lock may be overtaken. How many others had a turn while it was
     * in line does not depend on what the machine does besides, but for the few times when it took the processor away.
     */
    async function take(wanted: Wanted[], gate: Barrier, turns: RawArray<'i'>, index: number, usual: Queue<[number, number]>) {
      const { view } = turns
      for (const [kind, it] of wanted.entries()) {
        const overtaken: number[] = []
        await gate.wait()
        while (view[kind] < TURNS) {
          const before = view[kind]
          if (index % 2 === 0) it.acquireSync()
          else await it.acquire()
          overtaken.push(view[kind]++ - before)
          for (const until = performance.now() + 1.2; performance.now() < until; );
          it.release()
        }
        await usual.put([kind, overtaken.sort((a, b) => a - b)[overtaken.length >> 1] ?? TURNS])
      }
    }
    if (import.meta.main) {
      const wanted = [new Lock(), new RLock(), new Semaphore(1)]
      const gate = new Barrier(WORKERS)
      const turns = new RawArray('i', wanted.length)
      const usual = new Queue<[number, number]>()
      const workers = Array.from({ length: WORKERS }, (_, i) => new Process({ target: take, args: [wanted, gate, turns, i, usual] }))
      for (const p of workers) p.start()
      for (const p of workers) await p.join()
      const all: [number, number][] = []
      while (!usual.empty()) all.push(usual.getNowait())
      for (const kind of wanted.keys()) {
        const each = all.filter(([of]) => of === kind).map(([, overtaken]) => overtaken)
        console.log(wanted[kind].constructor.name, each.every((overtaken) => overtaken <= 2 * WORKERS) ? 'fair' : each)
      }
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'Lock fair\nRLock fair\nSemaphore fair\n', stderr: '' })
})
