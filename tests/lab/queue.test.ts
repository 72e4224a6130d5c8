import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

test.concurrent('a queue carries items between processes in order, whatever their size', async () => {
  const outcome = await runScript(`
    import { Process, Queue, Empty, Full } from 'multiprocessing'
    async function produce(q: Queue<unknown>) {
      for (let i = 0; i < 5000; i++) await q.put(i)
      await q.put(new Uint8Array(3_000_000).fill(7))
    }
    if (import.meta.main) {
      const q = new Queue<any>()
      const p = new Process({ target: produce, args: [q] })
      p.start()
      await p.join()
      let sum = 0
      for (let i = 0; i < 5000; i++) { const n = await q.get(); if (n !== i) throw new Error('order'); sum += n }
      const big = await q.get()
      console.log(sum, big.length, big[2_999_999], q.empty())
      const one = new Queue(1)
      one.putNowait('a')
      try { one.putNowait('b') } catch (e) { console.log(e instanceof Full) }
      console.log(one.getNowait())
      try { await one.get(0.01) } catch (e) { console.log(e instanceof Empty) }
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: '12497500 3000000 7 true\ntrue\na\ntrue\n', stderr: '' })
})

test.concurrent('the methods of each queue, and what misuse of them throws', async () => {
  const outcome = await runScript(`
    import { JoinableQueue, Queue, SimpleQueue, wait } from 'multiprocessing'
    ${TELL}
    if (import.meta.main) {
      const q = new Queue<unknown>(2)
      await tell('new', () => [q.qsize(), q.empty(), q.full(), q.maxsize])
      q.putNowait('a')
      q.putSync('b', { timeout: 1 })
      await tell('full', () => [q.qsize(), q.empty(), q.full()])
      await tell('putNowait', () => q.putNowait('c'))
      await tell('put', () => q.put('c', 0.01))
      await tell('putSync', () => q.putSync('c', -1))
      await tell('put', () => q.put('c', { signal: AbortSignal.timeout(5) }))
      await tell('bad', () => q.put({ deep: [Symbol('x')] }))
      await tell('got', async () => [q.getNowait(), await q.get({ block: false })])
      await tell('getNowait', () => q.getNowait())
      await tell('get', () => q.get(0.01))
      setTimeout(() => q.putSync('later'), 30)
      await tell('longer than a timer', () => q.get(3_000_000))
      await tell('get', () => q.get({ signal: AbortSignal.abort(new Error('enough')) }))
      await tell('getSync', () => q.getSync({ timeout: 0 }))
      await tell('wait', async () => { const ready = wait([q]); await q.put(1); return (await ready)[0] === q })
      await tell('joinThread', () => q.joinThread())
      q.cancelJoinThread()
      q.close()
      q.close()
      await tell('joinThread', () => q.joinThread())
      for (const act of [() => q.put(1), () => q.putNowait(1), () => q.get(), () => q.getSync(), () => q.empty(), () => wait([q])]) await tell('closed', act)
      await tell('closed', () => [q.qsize(), q.full()])
      await tell('size', () => new Queue(1.5))
      await tell('no bound', () => new Queue(-3).maxsize)
      const j = new JoinableQueue<number>()
      await tell('join', () => j.join())
      await tell('taskDone', () => j.taskDone())
      await j.put(1)
      await j.put(2)
      await tell('join', () => [j.joinSync(0.01), String(j).replace(/number=\\d+/, '')])
      await j.get()
      j.taskDone()
      await tell('join', () => j.join(0.01))
      const joined = Promise.all([j.join(), j.join()])
      j.taskDone()
      await tell('join', () => joined)
      await tell('taskDone', () => j.taskDone())
      await tell('aborted', async () => { await j.put(3); return j.join({ signal: AbortSignal.abort(new Error('enough')) }) })
      const s = new SimpleQueue<unknown>()
      await tell('simple', async () => [s.empty(), await s.put([1]), s.putSync(2), s.empty(), await s.get(), s.getSync()])
      await tell('simple', async () => { const ready = wait([s]); await s.put(1); return (await ready).length })
      await tell('simple', () => s.put(new WeakMap()))
      await tell('simple', async () => [await s.get(1), await s.get({ signal: AbortSignal.timeout(5) }).catch((e) => e.name), s.getSync(0)])
      s.close()
      for (const act of [() => s.put(1), () => s.get(), () => s.getSync(), () => s.empty()]) await tell('closed', act)
      console.log(String(s).replace(/number=\\d+/, ''), [q].length)
    }
  `)
  const closed = 'closed: ValueError | Queue <Queue number=N qsize=1 maxsize=2> is closed'
  expect({ ...outcome, stdout: outcome.stdout.split('\n') }).toEqual({
    code: 0,
    stdout: [
      'new: [ 0, true, false, 2 ]',
      'full: [ 2, false, true ]',
      ...['putNowait', 'put', 'putSync'].map((what) => `${what}: Full | Queue is full: it holds 2 items`),
      'put: TimeoutError | The operation was aborted due to timeout',
      'bad: EncodeError | item.deep[0] cannot be copied to another process: it is a symbol',
      "got: [ 'a', 'b' ]",
      'getNowait: Empty | Queue is empty',
      'get: Empty | Queue is empty',
      'longer than a timer: later',
      'get: Error | enough',
      'getSync: Empty | Queue is empty',
      'wait: true',
      'joinThread: AssertionError | Queue <Queue number=N qsize=1 maxsize=2> not closed',
      'joinThread: undefined',
      ...Array<string>(4).fill(closed),
      'closed: OSError | handle is closed',
      'closed: OSError | handle is closed',
      'closed: [ 1, false ]',
      'size: ValueError | maxsize of a Queue must be an integer, not 1.5',
      'no bound: 0',
      'join: true',
      'taskDone: ValueError | task_done() called too many times',
      "join: [ false, '<JoinableQueue  qsize=2>' ]",
      'join: false',
      'join: [ true, true ]',
      'taskDone: ValueError | task_done() called too many times',
      'aborted: Error | enough',
      'simple: [ true, undefined, undefined, false, [ 1 ], 2 ]',
      'simple: 1',
      'simple: EncodeError | item cannot be copied to another process: it is a WeakMap that lives in this process only',
      'simple: Empty | SimpleQueue is empty',
      ...Array<string>(4).fill('closed: OSError | handle is closed'),
      '<SimpleQueue > 1',
      '',
    ],
    stderr: '',
  })
})

test.concurrent('many producers and consumers: nothing lost, nothing twice, order per producer', async () => {
  const outcome = await runScript(`
    import { JoinableQueue, Process, Queue, SimpleQueue } from 'multiprocessing'
    async function produce(q: Queue<[number, number]>, id: number, n: number) { for (let i = 0; i < n; i++) if (i % 2) await q.put([id, i]); else q.putSync([id, i]) }
    async function consume(q: JoinableQueue<[number, number]>, out: SimpleQueue<unknown>) {
      const last = [-1, -1, -1]
      let count = 0
      let sum = 0
      for await (const [id, i] of q) {
        if (i <= last[id]!) throw new Error('order')
        last[id] = i
        count++
        sum += i
        q.taskDone()
      }
      out.putSync([count, sum])
    }
    if (import.meta.main) {
      const q = new JoinableQueue<[number, number]>(5)
      const out = new SimpleQueue<[number, number]>()
      const consumers = [0, 1].map(() => new Process({ target: consume, args: [q, out] }))
      const producers = [0, 1, 2].map((id) => new Process({ target: produce, args: [q, id, 700] }))
      for (const p of [...consumers, ...producers]) void p.start()
      for (const p of producers) await p.join()
      await q.join()
      console.log(q.qsize())
      q.close()
      for (const p of consumers) await p.join()
      const [a, b] = [await out.get(), await out.get()]
      console.log(a[0] + b[0], a[1] + b[1], consumers.map((p) => p.exitcode))
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: `0\n2100 ${(3 * 700 * 699) / 2} [ 0, 0 ]\n`, stderr: '' })
})

test.concurrent('who is first in line and computes keeps nothing from those who sleep behind him', async () => {
  const outcome = await runScript(`
    import { setTimeout } from 'node:timers/promises'
    import { Event, Process, Queue, SimpleQueue } from 'multiprocessing'
    async function take(items: Queue<number>, ready: SimpleQueue<string>, told: SimpleQueue<string>, done: Event | null) {
      const first = items.get()
      await setTimeout(100) // it stands in line, and its event loop hears for it
      ready.putSync('')
      while (done?.isSet() === false);
      for (let item = await first; item >= 0; item = await items.get()) told.putSync(done === null ? 'a sleeper' : 'the first')
    }
    if (import.meta.main) {
      const items = new Queue<number>()
      const ready = new SimpleQueue<string>()
      const told = new SimpleQueue<string>()
      const done = new Event()
      const takers = [done, null, null].map((mine) => new Process({ target: take, args: [items, ready, told, mine] }))
      for (const taker of takers) {
        await taker.start()
        await ready.get()
      }
      for (let i = 0; i < 20; i++) items.putSync(i)
      const tellers = new Set<string>()
      for (let i = 0; i < 20; i++) tellers.add(await told.get())
      console.log([...tellers], items.empty())
      done.set()
      for (const _ of takers) items.putSync(-1)
      for (const taker of takers) await taker.join()
      console.log(takers.map((p) => p.exitcode))
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: "[ 'a sleeper' ] true\n[ 0, 0, 0 ]\n", stderr: '' })
})
