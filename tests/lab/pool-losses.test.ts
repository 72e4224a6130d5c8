import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runFile, runScript } from './parallab'

const PRELUDE = `
  import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
  import { activeChildren, exit, InitializerError, Pool, PoolTerminatedError, sleep, WorkerLostError } from 'multiprocessing'
  const say = (...parts: unknown[]) => console.log(parts.join(' '))
  async function refused(act: () => unknown) {
    try { await act(); return 'no error' } catch (e: any) { return e.name + ': ' + e.message.replace(/PoolWorker-\\d+/, 'W').replace(/pid \\d+/, 'pid') }
  }
  function id(n: number) { return n }
  function kill(signal: string = 'SIGKILL') { process.kill(process.pid, signal) }
  /** It may have been killed before, and the pool not know it yet. */
  function killWorker(pid: number) { try { process.kill(pid, 'SIGKILL') } catch (e: any) { if (e.code !== 'ESRCH') throw e } }
  const workers = () => activeChildren().flatMap(({ pid }) => (pid === null ? [] : [pid]))
`

test.concurrent('what hangs in CPython is a named error, a retry or a replacement', async () => {
  const outcome = await runScript(`${PRELUDE}
    class Odd extends Error { constructor(detail: { text: string }) { super(detail.text) } }
    function odd(): never { throw new Odd({ text: 'odd' }) }
    function dieAt2(n: number) { if (n === 2) kill(); return n }
    function dieOnce(n: number) { if (n === 2 && !existsSync('died')) { writeFileSync('died', ''); kill() } return n }
    async function stuck() { writeFileSync('stuck', ''); await sleep(1000) }
    if (import.meta.main) {
      const pool = new Pool(2)
      say('1 killed in mid-task:', (await pool.map(dieOnce, [0, 1, 2, 3], 2)).join(' '))
      const results = await Promise.all([pool.map(id, [7, 8], 1), refused(() => pool.map(dieAt2, [0, 1, 2, 3], 4)), pool.map(id, [9], 1)])
      say('  twice:', results.join(' | '))
      say('  no retry:', await refused(() => pool.apply(kill, [], { retry: false })), '|', await refused(() => pool.apply(kill, ['SIGTERM'], { retry: false })))
      say('2 exit:', await refused(() => pool.apply(() => exit(3))), '|', await refused(() => pool.apply(() => process.exit(4), [], { retry: false })))
      const seen: string[] = []
      const it = pool.imap(dieAt2, [0, 1, 2, 3, 4, 5], { chunksize: 2, retry: false })
      for (;;) try { const { done, value } = await it.next(); if (done) break; seen.push(String(value)) } catch (e: any) { seen.push(e.name + ' ' + e.index) }
      say('  imap:', seen.join(' '))
      say('3 cannot be rebuilt:', await refused(() => pool.apply(odd)))
      await pool.map(id, [1], { callback: () => { throw new Error('callback') } })
      say('4 callback:', await pool.apply(id, [1]))
      const pending = pool.mapAsync(stuck, [1, 2, 3], 1)
      while (!existsSync('stuck')) await sleep(0.005)
      pool.terminate()
      say('6 terminate:', await refused(() => pending), '|', await refused(() => pending.get(1)))
      await pool.join()
      const closing = new Pool(2)
      const late = closing.mapAsync(dieOnce, [1, 2, 3], 1)
      closing.close()
      await closing.join()
      say('7 chunksize 0:', await refused(() => new Pool(1).map(id, [1], 0)), '| closed and joined:', (await late).join(' '))
    }
  `)
  expect(outcome.stdout.trim().split('\n')).toEqual([
    '1 killed in mid-task: 0 1 2 3',
    '  twice: 7,8 | WorkerLostError: worker W (pid) ended by signal 9 while it worked on item 2; the item was begun 2 times | 9',
    '  no retry: WorkerLostError: worker W (pid) ended by signal 9 while it worked on item 0; the item was begun 1 time | WorkerLostError: worker W (pid) ended by signal 15 while it worked on item 0; the item was begun 1 time',
    '2 exit: SystemExit: 3 | WorkerLostError: worker W (pid) ended with exit code 4 while it worked on item 0; the item was begun 1 time',
    '  imap: 0 1 WorkerLostError 2 WorkerLostError 3 4 5',
    '3 cannot be rebuilt: Error: odd',
    '4 callback: 1',
    '6 terminate: PoolTerminatedError: the pool was terminated before this result was there | PoolTerminatedError: the pool was terminated before this result was there',
    '7 chunksize 0: ValueError: Chunksize must be 1+, not 0 | closed and joined: 1 2 3',
  ])
  expect(outcome.stderr).toContain("A pool's callback threw: Error: callback")
  expect(outcome.code).toBe(0)
})

test.concurrent('an initializer that throws, exits or dies ends the pool after one failure per worker', async () => {
  const outcome = await runScript(`${PRELUDE}
    const note = (name: string) => appendFileSync(name, 'x')
    function throws() { note('throws'); throw new Error('no database') }
    function exits() { note('exits'); process.exit(3) }
    function dies() { note('dies'); kill() }
    function onlyFirst() { try { writeFileSync('second', '', { flag: 'wx' }) } catch { throw new Error('only once') } }
    if (import.meta.main) {
      for (const initializer of [throws, exits, dies]) {
        const pool = new Pool({ processes: 2, initializer })
        say(await refused(() => pool.map(id, [1, 2, 3])), '|', await refused(() => pool.apply(id, [1])))
        await pool.join()
        say(initializer.name, readFileSync(initializer.name, 'utf8').length <= (initializer === dies ? 9 : 4))
      }
      const fine = new Pool({ processes: 2, initializer: (a: string) => { (globalThis as any).a = a }, initargs: ['set'] })
      say((await fine.map(() => (globalThis as any).a, [1, 2], 1)).join(' '))
      fine.terminate()
      const half = new Pool({ processes: 2, initializer: onlyFirst })
      say(await refused(async () => { for (;;) await half.map((n: number) => sleep(0.001), [1, 2, 3], 1) }))
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      "InitializerError: the pool's initializer threw in W: no database | InitializerError: the pool's initializer threw in W: no database",
      'throws true',
      "InitializerError: the pool's initializer did not come to its end: worker W ended with exit code 3 | InitializerError: the pool's initializer did not come to its end: worker W ended with exit code 3",
      'exits true',
      "InitializerError: the pool's initializer did not come to its end: worker W ended by signal 9 | InitializerError: the pool's initializer did not come to its end: worker W ended by signal 9",
      'dies true',
      'set set',
      "InitializerError: the pool's initializer threw in W: only once",
    ].join('\n')}\n`,
  })
})

test.concurrent('idle workers that are killed, all at once or one after another, are replaced', async () => {
  const outcome = await runScript(`${PRELUDE}
    if (import.meta.main) {
      const pool = new Pool(2)
      const pids = () => pool.map(() => process.pid, Array.from({ length: 40 }), 1)
      const killed = new Set<number>()
      await pids()
      for (let round = 0; round < 4; round++) {
        for (const pid of round > 1 ? workers() : workers().slice(0, 1)) { killed.add(pid); killWorker(pid) }
        const now = await pids()
        say(now.length, now.every((pid) => !killed.has(pid)))
      }
      say(workers().length <= 2)
      pool.close()
      await pool.join()
      say(workers().length)
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[...Array.from({ length: 4 }, () => '40 true'), 'true', '0'].join('\n')}\n`,
  })
})

const script = fileURLToPath(new URL('chaos.ts', import.meta.url))

test.concurrent.each([
  ['at random', ['10000', 'random', '5', '8']],
  ['as fast as replacements come up', ['2000', 'replacements', '12']],
])('killed %s, a pool gives what a serial run does, each index once', async (_, args) => {
  const { stdout, stderr, code } = await runFile(script, '--', ...args)
  expect([stdout.trim(), stderr, code]).toEqual([
    expect.stringMatching(/^map true, imap true, each index once true, kills [1-9]\d*$/),
    '',
    0,
  ])
})
