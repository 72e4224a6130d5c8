import { expect, test } from 'vitest'
import { runScript } from './parallab'

test.concurrent(
  'an argument that cannot be copied is an EncodeError with the path to it, where start was called',
  async () => {
    const outcome = await runScript(`
    import { createServer } from 'node:net'
    import { EncodeError, Pool, Process, ProcessError, Queue } from 'multiprocessing'
    function work(..._: unknown[]) {}
    class Worker extends Process { server: unknown; constructor(server: unknown) { super(); this.server = server } }
    const say = async (act: () => unknown) => {
      try { await act(); console.log('no error') }
      catch (e: any) { console.log(e instanceof EncodeError, e instanceof ProcessError, e.path + ' | ' + e.message) }
    }
    if (import.meta.main) {
      const server = createServer()
      const start = (...args: any[]) => new Process({ target: work, args: args as any, name: 'W' }).start()
      await say(() => start(1, { deep: [server] }))
      await say(() => start(new Map([['key', server]])))
      await say(() => start(new Set([server])))
      await say(() => start(Symbol('s')))
      await say(() => start(new WeakMap()))
      await say(() => start(Promise.resolve(1)))
      await say(() => start(parseInt))
      await say(() => new Process({ target: work as any, kwargs: { socket: server } }).start())
      await say(() => new Worker(server).start())
      const q = new Queue<unknown>()
      await say(() => q.put({ a: [server] }))
      await say(() => q.putSync([() => 1, parseInt]))
      console.log(q.qsize())
      const pool = new Pool(1)
      await say(() => pool.map(work, [1, 2, { x: server }, 4], 2))
      await say(() => pool.apply(work, [server]))
      console.log((await pool.map(work, [1])).length)
      pool.terminate()
      await pool.join()
    }
  `)
    const lives = (name: string) => `cannot be copied to another process: it is ${name} that lives in this process only`
    const elsewhere =
      "cannot be copied to another process: the function 'parseInt' does not stand in the script; functions are sent by their place in it"
    expect(outcome.stderr).toBe('')
    expect(outcome.stdout.split('\n')).toEqual([
      `true true args[1].deep[0] | args[1].deep[0] ${lives('a Server')}`,
      `true true args[0].get(key) | args[0].get(key) ${lives('a Server')}`,
      `true true args[0] item 0 | args[0] item 0 ${lives('a Server')}`,
      'true true args[0] | args[0] cannot be copied to another process: it is a symbol',
      `true true args[0] | args[0] ${lives('a WeakMap')}`,
      `true true args[0] | args[0] ${lives('a Promise')}`,
      `true true args[0] | args[0] ${elsewhere}`,
      `true true kwargs.socket | kwargs.socket ${lives('a Server')}`,
      `true true Worker-9.server | Worker-9.server ${lives('a Server')}`,
      `true true item.a[0] | item.a[0] ${lives('a Server')}`,
      `true true item[1] | item[1] ${elsewhere}`,
      '0',
      `true true item[2].x | item[2].x ${lives('a Server')}`,
      `true true args[0] | args[0] ${lives('a Server')}`,
      '1',
      '',
    ])
  },
)

test.concurrent('a capture that cannot be copied is a CaptureError with function, line and variable', async () => {
  const outcome = await runScript(`
    import { createServer } from 'node:net'
    import { CaptureError, Pool, Process } from 'multiprocessing'
    async function main() {
      const server = createServer()
      let changing = 1
      changing++
      const usesServer = () => server.listening
      const usesChanging = () => changing
      const say = async (act: () => unknown) => {
        try { await act(); console.log('no error') }
        catch (e: any) { console.log(e instanceof CaptureError, e.file.endsWith('script.ts'), e.line, e.variable, e.message) }
      }
      await say(() => new Process({ target: usesServer }).start())
      await say(() => new Process({ target: usesChanging }).start())
      const pool = new Pool(1)
      await say(() => pool.apply(usesServer))
      await say(() => pool.map(usesChanging as never, [1]))
      pool.terminate()
      await pool.join()
    }
    if (import.meta.main) await main()
  `)
  expect(outcome.stderr).toMatch(/script\.ts:9:\d+: warning: processes share no variables: 'changing' is assigned/)
  expect(outcome.stdout.split('\n')).toEqual([
    expect.stringMatching(
      /^true true 8 server the function 'usesServer' at .*script\.ts:8 captures 'server', which cannot be copied: server cannot be copied to another process: it is a Server that lives in this process only$/,
    ),
    expect.stringMatching(
      /^true true 9 changing the function 'usesChanging' at .*script\.ts:9 captures 'changing', which is assigned more than once; processes share no variables/,
    ),
    expect.stringMatching(/^true true 8 server the function 'usesServer' at /),
    expect.stringMatching(/^true true 9 changing the function 'usesChanging' at /),
    '',
  ])
})

test.concurrent('an uncaught error of the script itself shows its place and ends with 1', async () => {
  const outcome = await runScript(`
    import { Process } from 'multiprocessing'
    class Special extends Error { override name = 'Special'; constructor(readonly detail: number) { super('of the script') } }
    function inner(): never { throw new Special(42) }
    function child() { console.log('the child is waited for') }
    if (import.meta.main) {
      new Process({ target: child }).start()
      inner()
    }
  `)
  expect([outcome.code, outcome.stdout]).toEqual([1, 'the child is waited for\n'])
  expect(outcome.stderr).toMatch(
    /^Special: of the script\n {4}at inner \(.*script\.ts:4:\d+\)\n {4}at .*script\.ts:8:\d+/,
  )
  expect(outcome.stderr).toContain('detail: 42')
})

test.concurrent('a script that starts itself comes to an end at its first child', async () => {
  const outcome = await runScript(`
    import { Process } from 'multiprocessing'
    function work() {}
    const p = new Process({ target: work })
    p.start()
    await p.join()
    console.log(p.exitcode)
  `)
  expect([outcome.code, outcome.stdout]).toEqual([0, '1\n'])
  expect(outcome.stderr).toContain(
    "Process Process-1:\nRuntimeError: An attempt has been made to start a new process before the current process has finished its bootstrapping phase: Process-1 is a child of MainProcess and was still loading the script. What must run once belongs under 'if (import.meta.main)'.",
  )
})

test.concurrent('a pool or a process too many is a ProcessLimitError, and nothing of it is left', async () => {
  const outcome = await runScript(`
    import { Pool, Process, ProcessLimitError, activeChildren } from 'multiprocessing'
    function id(n: number) { return n }
    if (import.meta.main) {
      try { new Pool(64) } catch (e) { console.log(e instanceof ProcessLimitError) }
      for (const child of activeChildren()) await child.join()
      console.log(activeChildren().length)
      const pool = new Pool(2)
      console.log(await pool.map(id, [1, 2]))
      pool.close()
      await pool.join()
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'true\n0\n[ 1, 2 ]\n', stderr: '' })
})
