import { expect, test } from 'vitest'
import { runScript } from './parallab'
import { TELL } from './telling'

test.concurrent(
  'an iteration ends when all who might put have closed the queue, ended, or iterate themselves',
  async () => {
    const outcome = await runScript(`
    import { Process, Queue, sleep } from 'multiprocessing'
    ${TELL}
    type Q = Queue<number>
    async function put(q: Q, from: number, go: Q, close: boolean) {
      await q.put(from)
      await go.get()
      await q.put(from + 1)
      if (close) q.close()
    }
    async function list(q: Q, name: string) {
      const items: number[] = []
      for await (const item of q) items.push(item)
      console.log(name, items.sort((x, y) => x - y).join())
    }
    async function crawl(q: Q, seen: Queue<number>) {
      for await (const n of q) {
        await seen.put(n)
        if (n < 64) { await q.put(2 * n); await q.put(2 * n + 1) }
      }
      seen.close()
    }
    async function readAll(mail: Queue<Q>) { for await (const q of mail) if (!(q instanceof Queue)) throw new Error() }
    const start = (target: any, ...args: unknown[]) => { const p = new Process({ target, args: args as never[] }); void p.start(); return p }
    if (import.meta.main) {
      // the parent produces, a child iterates
      const a: Q = new Queue()
      const la = start(list, a, 'a')
      for (let i = 0; i < 3; i++) await a.put(i)
      a.close()
      await la.join()
      // children produce, one closes and the other just ends, the parent iterates
      const b: Q = new Queue()
      const go: Q = new Queue()
      start(put, b, 10, go, true)
      start(put, b, 20, go, false)
      await go.put(0)
      await go.put(0)
      await list(b, 'b')
      // all three are children; the parent has only passed the queue on
      const c: Q = new Queue()
      const both = [start(list, c, 'c'), start(put, c, 1, go, true)]
      await go.put(0)
      for (const p of both) await p.join()
      // one that has not closed it keeps it open, until it is killed
      const d: Q = new Queue()
      start(put, d, 1, go, true)
      const idle = start(put, d, 5, new Queue(), true)
      await go.put(0)
      const items: number[] = []
      for await (const item of d) {
        items.push(item)
        if (items.length === 3) idle.kill()
      }
      console.log('d', items.sort().join())
      // crawlers put what they find, and end when all of them have nothing to do
      const e: Q = new Queue()
      const seen: Q = new Queue()
      await e.put(1)
      const crawlers = [start(crawl, e, seen), start(crawl, e, seen)]
      e.close()
      let count = 0
      let sum = 0
      for await (const n of seen) { count++; sum += n }
      for (const p of crawlers) await p.join()
      console.log('e', count, sum, crawlers.map((p) => p.exitcode).join())
      // in hundreds of messages at once
      const h: Q = new Queue()
      const mail = new Queue<Q>()
      for (let i = 0; i < 300; i++) await mail.put(h)
      h.close()
      const lh = start(list, h, 'h')
      await tell('unread', async () => { await lh.join(0.05); return lh.isAlive() })
      const readers = [start(readAll, mail), start(readAll, mail)]
      mail.close()
      for (const p of [...readers, lh]) await p.join()
      // in one process; an iteration that is left leaves the rest
      const f: Q = new Queue()
      void (async () => { for (let i = 0; i < 4; i++) { await sleep(0.001); await f.put(i) } f.close() })()
      for await (const n of f) if (n === 1) break
      await list(f, 'f')
      // closed for all: nobody can put any more
      const g: Q = new Queue()
      await g.put(7)
      const lg = start(list, g, 'g')
      g.close()
      await lg.join()
      await tell('late', () => g.put(1))
    }
  `)
    expect({ ...outcome, stdout: outcome.stdout.split('\n') }).toEqual({
      code: 0,
      stdout: [
        'a 0,1,2',
        'b 10,11,20,21',
        'c 1,2',
        'd 1,2,5',
        'e 127 8128 0,0',
        'unread: true',
        'h ',
        'f 2,3',
        'g 7',
        'late: ValueError | Queue <Queue number=N qsize=0> is closed',
        '',
      ],
      stderr: '',
    })
  },
)

test.concurrent('what was put outlives its process, and processes that die in the middle hold nobody up', async () => {
  const outcome = await runScript(`
    import { Process, Queue } from 'multiprocessing'
    async function putAll(q: Queue<any>, n: number) { for (let i = 0; i < n; i++) await q.put({ i, text: 'x'.repeat(i % 50) }) ; await q.put(new Uint8Array(1 << 20).fill(9)) }
    async function putForEver(q: Queue<number>, up: Queue<number>) { for (let i = 0; ; i++) { q.putSync(i); if (i === 100) up.putSync(0) } }
    async function takeForEver(q: Queue<number>, up: Queue<number>) { up.putSync(0); for (;;) q.getSync() }
    async function waitFor(q: Queue<number>, up: Queue<number>) { const item = q.get(); up.putSync(0); await item }
    async function putOne(q: Queue<number>, n: number, up: Queue<number>, end: Queue<number>) { const done = q.put(n); up.putSync(0); await done; await end.get() }
    const start = (target: any, ...args: unknown[]) => { const p = new Process({ target, args: args as never[] }); void p.start(); return p }
    if (import.meta.main) {
      const up = new Queue<number>()
      // joined before it is drained
      const q = new Queue<any>()
      await start(putAll, q, 3000).join()
      let wrong = 0
      for (let i = 0; i < 3000; i++) if ((await q.get()).i !== i) wrong++
      console.log(wrong, (await q.get()).length, q.empty())
      // terminated between two puts
      const r = new Queue<number>()
      const w = start(putForEver, r, up)
      await up.get()
      w.terminate()
      await w.join()
      // It may have died between the put and the count of it, which whoever comes next puts right.
      let size = 0
      let order = 0
      for (; !r.empty(); size++) if (r.getNowait() !== size) order++
      console.log(size > 100, order, r.qsize() === 0, w.exitcode)
      // readers and writers killed in mid-operation, time after time
      for (let round = 0; round < 6; round++) {
        const s = new Queue<number>(16)
        const reader = start(takeForEver, s, up)
        await up.get()
        const until = performance.now() + 20
        for (let i = 0; performance.now() < until || i < 200; i++) await s.put(i)
        reader.kill()
        await reader.join()
        while (!s.empty()) s.getNowait()
        const writer = start(putForEver, s, up)
        for (let i = 0; i < 200; i++) await s.get()
        writer.kill()
        await writer.join()
        let last = -1
        for (const size = s.qsize(); s.qsize() > 0;) { const n = s.getNowait(); if (last >= 0 && n !== last + 1) throw new Error('hole of ' + size); last = n }
        while (!up.empty()) up.getNowait()
        await s.put(1, 1)
        if ((await s.get(1)) !== 1) throw new Error('broken')
      }
      console.log('alive')
      // the first of two waiting readers is killed: the item goes to the other
      const t = new Queue<number>()
      const first = start(waitFor, t, up)
      await up.get()
      const second = start(waitFor, t, up)
      await up.get()
      first.kill()
      await t.put(5)
      await first.join()
      await second.join()
      console.log(first.exitcode, second.exitcode)
      // first come first served; nobody ends meanwhile, because an end has everybody try again
      const end = new Queue<number>()
      const full = new Queue<number>(1)
      await full.put(0)
      const putters = []
      for (let n = 1; n <= 4; n++) {
        const p = start(putOne, full, n, up, end)
        putters.push(p)
        await up.get()
      }
      const served: number[] = []
      for (let n = 0; n <= 4; n++) served.push(await full.get())
      console.log(served.join())
      for (const _ of putters) await end.put(0)
      for (const p of putters) await p.join()
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '0 1048576 true\ntrue 0 true -15\nalive\n-9 0\n0,1,2,3,4\n',
    stderr: '',
  })
})
