import { expect, test } from 'vitest'
import { runScript } from './parallab'

const PRELUDE = `
  import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
  import { EncodeError, Full, Pool, PoolTerminatedError, RawValue, sleep, sleepSync, TimeoutError, ValueError } from 'multiprocessing'
  const say = (...parts: unknown[]) => console.log(parts.join(' '))
  async function refused(act: () => unknown) {
    try { await act(); return 'no error' } catch (e: any) { return e.name + ': ' + e.message }
  }
  function begun() { try { return readFileSync('begun', 'utf8').trim().split('\\n') } catch { return [] } }
  function note(n: number) { appendFileSync('begun', n + '\\n'); return n }
  function id(n: number) { return n }
  function stuck(n: number) { note(n); for (;;); }
`

test.concurrent(
  'abort drops what waits, replaces the workers that have a part, and leaves other calls alone',
  async () => {
    const outcome = await runScript(`${PRELUDE}
    function stuckAt3(n: number) { note(n); if (n === 3) for (;;); return n }
    async function slow(n: number) { await sleep(0.2); return n }
    if (import.meta.main) {
      const pool = new Pool(2)
      const pids = new Set(await pool.map(() => process.pid, Array.from({ length: 20 }), 1))
      const aborted = AbortSignal.abort(new Error('too late'))
      say(await refused(() => pool.map(id, [1], { signal: aborted })), '|', await refused(() => pool.apply(id, [1], { signal: aborted })))
      const controller = new AbortController()
      const call = pool.mapAsync(stuckAt3, [3, 3, 4, 5, 6], { chunksize: 1, signal: controller.signal })
      const single = pool.applyAsync(stuckAt3, [7], { signal: controller.signal })
      const other = pool.mapAsync(slow, [1, 2, 3, 4], 1)
      while (begun().length < 2) await sleep(0.005)
      controller.abort(new Error('enough'))
      say(await refused(() => call), '|', await refused(() => single))
      say((await other).join(' '))
      say('begun', begun().join(' '))
      say('replaced', (await pool.map(() => process.pid, Array.from({ length: 50 }), 1)).every((pid) => !pids.has(pid)))
      const quick = new AbortController()
      const mixed = pool.mapAsync(slow, [1, 2], { chunksize: 1 })
      const gone = pool.mapAsync(note, [8, 9], { chunksize: 1, signal: quick.signal })
      quick.abort()
      say(await refused(() => gone))
      say((await mixed).join(' '), begun().includes('8'))
      pool.close(); await pool.join()
    }
  `)
    expect(outcome).toEqual({
      code: 0,
      stderr: '',
      stdout: `${[
        'Error: too late | Error: too late',
        'Error: enough | Error: enough',
        '1 2 3 4',
        'begun 3 3',
        'replaced true',
        'AbortError: This operation was aborted',
        '1 2 false',
      ].join('\n')}\n`,
    })
  },
)

test.concurrent('time-outs count from the beginning of a task, end its worker and name the item', async () => {
  const outcome = await runScript(`${PRELUDE}
    function busy(ms: number) { const end = performance.now() + ms; while (performance.now() < end); return ms }
    const clean = (text: string) => text.replace(/PoolWorker-\\d+ \\(pid \\d+\\)/g, 'W')
    if (import.meta.main) {
      const pool = new Pool(1)
      say((await pool.map(busy, [80, 80, 80, 80, 80], { timeout: 1 })).join(' '), 'waiting is not running')
      say(clean(await refused(() => pool.map(busy, [1, 2, 60000, 4], { timeout: 0.6 }))))
      say(clean(await refused(() => pool.apply(busy, [60000], { timeout: 0.1 }))))
      say(clean(await refused(() => pool.map(busy, [1, 2, 60000, 4], { timeout: 0.6, chunksize: 4 }))))
      const seen: string[] = []
      const results = pool.imap(busy, [1, 60000, 3, 4], { timeout: 0.6, chunksize: 2 })
      for (;;) try { const next = await results.next(); if (next.done) break; seen.push(String(next.value)) } catch (e: any) { seen.push(clean(e.message)) }
      say(seen.join(' / '))
      try { pool.mapSync(busy, [60000], { timeout: 0.1 }) } catch (e) { say('sync', e instanceof TimeoutError) }
      say(await refused(() => pool.applyAsync(busy, [300]).get(0.01)), '|', await refused(() => pool.map(id, [1], { timeout: 0 })))
      say((await pool.map(busy, [1, 2], { timeout: 5 })).join(' '))
      pool.close(); await pool.join()
    }
  `)
  const late = (item: string, seconds: number) =>
    `${item} ran longer than ${seconds} s; worker W, which had it, was ended`
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      '80 80 80 80 80 waiting is not running',
      `TimeoutError: ${late('item 2', 0.6)}`,
      `TimeoutError: ${late('the call', 0.1)}`,
      `TimeoutError: ${late('item 2', 0.6)}`,
      `item 0 was in one chunk with item 1: ${late('item 1', 0.6)} / ${late('item 1', 0.6)} / 3 / 4`,
      'sync true',
      'TimeoutError: the result was not there in time | ValueError: timeout must be seconds above 0, not 0',
      '1 2',
    ].join('\n')}\n`,
  })
})

test.concurrent('failFast, callbacks, chunks with an error, misuse', async () => {
  const outcome = await runScript(`${PRELUDE}
    function failing(n: number) { note(n); if (n === 0) throw new Error('item 0'); if (n > 9) sleepSync(0.01); return n }
    if (import.meta.main) {
      const two = new Pool(2)
      writeFileSync('begun', '')
      say(await refused(() => two.map(failing, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)), '| begun', begun().map(Number).sort().join(''))
      writeFileSync('begun', '')
      const many = Array.from({ length: 3000 }, (_, i) => i)
      say(await refused(() => two.map(failing, many, { chunksize: 1, failFast: true })), await two.apply(id, [1]), begun().length < 3000)
      const heard: string[] = []
      const hear = (name: string) => (value: any) => void heard.push(name + ':' + (value.message ?? value))
      await two.map(id, [1, 2], { callback: hear('map'), errorCallback: hear('never') })
      await two.apply(id, [3], { callback: hear('apply') })
      await two.applyAsync(failing, [0], { callback: hear('never'), errorCallback: hear('error') }).wait()
      await two.starmapAsync((a: number, b: number) => a + b, [[1, 2], [3, 4]], { callback: hear('star') })
      say(heard.join(' '))
      await two.apply(id, [1], { callback: () => { throw new Error('in a callback') } })
      await two.apply(id, [1], { callback: async () => { await null; throw new Error('in an async callback') } })
      await two.applyAsync(failing, [0], { errorCallback: () => { throw new Error('in an errorCallback') } }).wait()
      await sleep(0)
      say('alive', await two.apply(id, [1]))
      say(await refused(() => two.map(id, [1], 0)), '|', await refused(() => two.imap(id, [1], -1)))
      say(await refused(() => two.map(id, [1], { chunk: 3 } as never)))
      say(await refused(() => two.apply(id, [1], { chunksize: 3 } as never)))
      say(await refused(() => two.map('id' as never, [1])), '|', await refused(() => new Pool(0)), '|', await refused(() => new Pool({ initializer: 1 as never })))
      say(await refused(() => Reflect.construct(Pool, [2, { retries: 0 }])))
      say(await refused(() => new Pool({ maxTasksPerChild: 0 })), '|', await refused(() => two.join()))
      say(await refused(() => two.apply(id as never, [two])))
      const pending = two.applyAsync(stuck, [1])
      say(await refused(() => pending.successful()), pending.ready())
      two.close()
      say(await refused(() => two.map(id, [1])), '|', two)
      two.terminate()
      say(await refused(() => pending), '|', await refused(() => pending.get(1)), pending.ready(), pending.successful())
      await two.join()
      say(await refused(() => two.apply(id, [1])), '|', await refused(() => two.imap(id, [1])))
    }
  `)
  expect(outcome.stdout.trim().split('\n')).toEqual([
    'Error: item 0 | begun 056789',
    'Error: item 0 1 true',
    'map:1,2 apply:3 error:item 0 star:3,7',
    'alive 1',
    'ValueError: Chunksize must be 1+, not 0 | ValueError: Chunksize must be 1+, not -1',
    "TypeError: map has no option 'chunk'; it has callback, chunksize, errorCallback, failFast, retry, signal, timeout",
    "TypeError: apply has no option 'chunksize'; it has callback, errorCallback, retry, signal, timeout",
    'TypeError: a pool calls functions, not string | ValueError: Number of processes must be at least 1 | TypeError: initializer must be a callable',
    'TypeError: Pool takes one argument: a number of processes, or all options in one object, as { processes: 2, initializer }',
    'ValueError: maxTasksPerChild must be a positive int or undefined | ValueError: Pool is still running',
    'EncodeError: args[0] cannot be copied to another process: pool objects cannot be passed between processes or pickled',
    'ValueError: the result is not ready false',
    'ValueError: Pool not running | <Pool state=closing workers=2>',
    'PoolTerminatedError: the pool was terminated before this result was there | PoolTerminatedError: the pool was terminated before this result was there true false',
    'ValueError: Pool not running | ValueError: Pool not running',
  ])
  for (const what of ['in a callback', 'in an async callback', 'in an errorCallback'])
    expect(outcome.stderr).toMatch(new RegExp(`A pool's callback threw: Error: ${what}\\n.*script\\.ts:\\d+:\\d+`))
  expect(outcome.code).toBe(0)
})

test.concurrent('maxQueue, maxTasksPerChild, results and errors that cannot be copied', async () => {
  const outcome = await runScript(`${PRELUDE}
    import { createServer } from 'node:net'
    class Odd extends Error { override name = 'Odd'; constructor(a: { deep: string }) { super(a.deep) } }
    function odd() { throw new Odd({ deep: 'rebuilt without its constructor' }) }
    function server(n: number) { return n === 1 ? { inner: createServer() } : n }
    function throwServer() { throw Object.assign(new Error('with a field'), { field: createServer(), kept: 7 }) }
    async function slow(n: number) { await sleep(0.02); return n }
    async function hold(n: number) { while (begun().length === 0) await sleep(0.005); return n }
    if (import.meta.main) {
      const pool = new Pool({ processes: 2, maxQueue: 3 })
      const held = Array.from({ length: 5 }, (_, n) => pool.applyAsync(hold, [n]))
      say(await refused(() => pool.applyAsync(slow, [1])), '|', await refused(() => pool.room(0)))
      writeFileSync('begun', '1\\n')
      say((await Promise.all(held)).join(' '))
      const results = []
      const begun = new RawValue('i')
      const slowly = async (n: number) => { begun.value++; await sleep(0.02); return n }
      let most = 0
      for (let n = 0; n < 20; n++) {
        await pool.room()
        results.push(pool.applyAsync(slowly, [n]))
        most = Math.max(most, results.length - begun.value)
      }
      // Three wait, and each of two workers may have one that it has not begun.
      say((await Promise.all(results)).join(' '), 'waited', most >= 3 && most <= 5)
      say((await Promise.all(Array.from({ length: 12 }, (_, n) => pool.apply(slow, [n])))).join(' '))
      pool.close(); await pool.join()

      const short = new Pool({ processes: 2, maxTasksPerChild: 2 })
      const pids = await short.map(() => process.pid, Array.from({ length: 12 }), 1)
      const counts = new Map<number, number>()
      for (const pid of pids) counts.set(pid, (counts.get(pid) ?? 0) + 1)
      say(Math.max(...counts.values()), pids.length)
      const chunked = await short.map(() => process.pid, Array.from({ length: 12 }), 3)
      say(Math.max(...chunked.map((pid) => chunked.filter((other) => other === pid).length)))
      short.close(); await short.join()

      const plain = new Pool(1)
      say(await refused(() => plain.apply(odd)))
      say(await refused(() => plain.map(server, [0, 1, 2], 3)), '|', await refused(() => plain.apply(server, [1])))
      const seen: string[] = []
      const it = plain.imap(server, [0, 1, 2], 3)
      for (;;) try { const next = await it.next(); if (next.done) break; seen.push(String(next.value)) } catch (e: any) { seen.push(e.name) }
      say(seen.join(' '))
      try { await plain.apply(throwServer) } catch (e: any) { say(e.message, e.kept, 'field' in e, e.cause.processName.startsWith('PoolWorker')) }
      say(await plain.apply(id, [4]))
      plain.close(); await plain.join()
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      'Full: Pool is full: 3 calls wait for a worker | TimeoutError: the pool had no room in time',
      '0 1 2 3 4',
      '0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 waited true',
      '0 1 2 3 4 5 6 7 8 9 10 11',
      '2 12',
      '6',
      'Odd: rebuilt without its constructor',
      'EncodeError: result.inner cannot be copied to another process: it is a Server that lives in this process only | EncodeError: result.inner cannot be copied to another process: it is a Server that lives in this process only',
      '0 EncodeError 2',
      'with a field 7 false true',
      '4',
    ].join('\n')}\n`,
  })
})
