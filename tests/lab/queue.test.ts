import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('a queue carries items between processes in order, whatever their size', async () => {
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
