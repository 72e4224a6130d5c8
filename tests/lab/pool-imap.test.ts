import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** What every script of this file begins with: reads an iterator to its end and says what came. */
const PRELUDE = `
  import { Event, Pool, sleep, TimeoutError } from 'multiprocessing'
  const say = (...parts: unknown[]) => console.log(parts.join(' '))
  async function read(results: AsyncIterator<unknown>) {
    const seen: unknown[] = []
    for (;;) {
      try {
        const { done, value } = await results.next()
        if (done) return seen.join(' ')
        seen.push(value)
      } catch (e: any) { seen.push(e.message) }
    }
  }
  function failing(n: number) { if (n === 5 || n === 8) throw new Error('no ' + n); return n * 10 }
`

test.concurrent('imap: order, errors at their places for every chunksize, an error of the input last', async () => {
  const outcome = await runScript(`${PRELUDE}
    function* broken() { yield 1; yield 5; yield 2; throw new Error('input') }
    async function* slowly() { for (const n of [1, 5, 2, 8]) { await sleep(0.001); yield n } }
    async function* brokenSlowly() { yield 1; throw new Error('input') }
    async function late(n: number) { await sleep(0.01); return n }
    if (import.meta.main) {
      const pool = new Pool(2)
      say('1:', await read(pool.imap(failing, [5, 1])))
      say('2:', await read(pool.imap(failing, [5, 1, 2, 3], 2)))
      for (const chunksize of [1, 3, 100]) {
        say('ordered', chunksize, await read(pool.imap(failing, [1, 2, 5, 6, 8, 9], chunksize)))
        const any = await read(pool.imapUnordered(failing, [1, 2, 5, 6, 8, 9], chunksize))
        say('unordered', chunksize, any.split(/ (?=no|\\d\\d)/).sort().join(' '))
        say('input', chunksize, await read(pool.imap(failing, broken(), chunksize)), '|', (await read(pool.imapUnordered(failing, broken(), chunksize))).endsWith('input'))
        say('async', chunksize, await read(pool.imap(failing, slowly(), chunksize)), '|', await read(pool.imap(failing, brokenSlowly(), chunksize)))
      }
      say('empty', '<' + (await read(pool.imap(failing, []))) + '>')
      say('awaited', await read(pool.imap(late, [1, 2, 3])))
      say('sync', [...pool.imapSync(failing, [1, 2, 3], 2)].join(' '), [...pool.imapUnorderedSync(failing, [1, 2, 3])].sort().join(' '))
      const steps = pool.imapSync(failing, [5, 1])
      try { steps.next() } catch (e: any) { say('sync error', e.message, steps.next().value, steps.next().done) }
      const got: number[] = []
      for await (const value of pool.imap(failing, [1, 2], { callback: (v: number) => got.push(v) })) got.push(value)
      say('callback', got.join(' '))
      pool.close(); await pool.join()
    }
  `)
  const each = (n: number) => [
    `ordered ${n} 10 20 no 5 60 no 8 90`,
    `unordered ${n} 10 20 60 90 no 5 no 8`,
    `input ${n} 10 no 5 20 input | true`,
    `async ${n} 10 no 5 20 no 8 | 10 input`,
  ]
  expect(outcome.stderr).toBe('')
  expect(outcome.stdout.trim().split('\n')).toEqual([
    '1: no 5 10',
    '2: no 5 10 20 30',
    ...each(1),
    ...each(3),
    ...each(100),
    'empty <>',
    'awaited 1 2 3',
    'sync 10 20 30 10 20 30',
    'sync error no 5 10 true',
    expect.stringMatching(/^callback (10 10 20 20|10 20 10 20)$/),
  ])
})

test.concurrent('imap takes no more than buffersize ahead, and gives all back when it is left', async () => {
  const outcome = await runScript(`${PRELUDE}
    function id(n: number) { return n }
    function stuck() { for (;;); }
    if (import.meta.main) {
      const pool = new Pool(2)
      let taken = 0, returned = 0
      const endless = { *[Symbol.iterator]() { try { for (;;) yield taken++ } finally { returned++ } } }
      const endlessAsync = { async *[Symbol.asyncIterator]() { try { for (;;) yield taken++ } finally { returned++ } } }
      for (const input of [endless, endlessAsync]) {
        taken = 0
        let read = 0, most = 0
        for await (const n of pool.imap(id, input, { buffersize: 10 })) {
          read++
          most = Math.max(most, taken - read)
          if (n === 500) break
        }
        await sleep(0)
        say('buffersize 10: at most', most <= 10, 'read', read, 'returned', returned)
        taken = 0
        const unread = pool.imap(id, input, 3)
        await unread.next()
        say('default', taken <= 25, taken >= 3)
        await unread.return()
      }
      say('buffersize below chunksize', await read(pool.imap(id, [1, 2, 3, 4, 5], { chunksize: 4, buffersize: 2 })))

      const go = new Event()
      const waiting = pool.imap(async (n: number) => { await go.wait(); return n }, [1, 2])
      try { await waiting.next(0.01) } catch (e) { say('timeout', e instanceof TimeoutError) }
      try { pool.imapSync(async (n: number) => { await go.wait(); return n }, [3]).next(0.01) } catch (e) { say('sync timeout', e instanceof TimeoutError) }
      go.set()
      const both = await Promise.all([waiting.next(), waiting.next(30)])
      say(both.map(({ value }) => value).join(' '), (await waiting.next()).done)

      const controller = new AbortController()
      const aborted = pool.imap(stuck, [1, 2, 3], { signal: controller.signal })
      const next = aborted.next()
      setTimeout(() => controller.abort(new Error('enough')), 50)
      try { await next } catch (e: any) { say('aborted', e.message, (await aborted.next()).done) }
      const rest = new Event()
      const fast = pool.imap(async (n: number) => { if (n < 0) await rest.wait(); return failing(n) }, [1, 5, -2, -3, -4], { failFast: true })
      say('failFast', await read(fast))
      rest.set()

      const unread = pool.imap(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { buffersize: 2 })
      pool.close()
      await pool.join()
      say('joined before it was read:', await read(unread))

      const doomed = new Pool(1)
      const never = doomed.imap(stuck, [1, 2])
      const pending = read(never)
      doomed.terminate()
      await doomed.join()
      say('terminated:', await pending)
      const left = new Pool(1)
      const it = left.imap(id, endless)
      await it.next()
      say('a pool with an unread imap does not keep the script')
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      'buffersize 10: at most true read 501 returned 1',
      'default true true',
      'buffersize 10: at most true read 501 returned 3',
      'default true true',
      'buffersize below chunksize 1 2 3 4 5',
      'timeout true',
      'sync timeout true',
      '1 2 true',
      'aborted enough true',
      'failFast 10 no 5',
      'joined before it was read: 1 2 3 4 5 6 7 8 9 10',
      'terminated: the pool was terminated before this result was there',
      'a pool with an unread imap does not keep the script',
    ].join('\n')}\n`,
  })
})
