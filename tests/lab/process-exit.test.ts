import { expect, test } from 'vitest'
import { runScript } from './parallab'

test.concurrent('exit codes carry the signs of CPython', async () => {
  const outcome = await runScript(`
    import { Process, exit, sleep } from 'multiprocessing'
    function returns() {}
    function exits(code?: number | string) { exit(code) }
    function throws() { throw new Error('boom') }
    function direct() { process.exit(9) }
    function sets() { process.exitCode = 4 }
    async function waits() { await sleep(60) }
    function loops() { while (true) {} }
    if (import.meta.main) {
      const codes: (number | null)[] = []
      const run = async (p: Process<any>, act: (p: Process<any>) => void = () => {}) => {
        await p.start(); act(p); await p.join(); codes.push(p.exitcode)
      }
      await run(new Process({ target: returns }))
      for (const code of [7, 'text', undefined, 300, -1, 256]) await run(new Process({ target: exits, args: [code] }))
      await run(new Process({ target: throws, name: 'Thrower' }))
      await run(new Process({ target: direct }))
      await run(new Process({ target: sets }))
      await run(new Process({ target: waits }), (p) => p.terminate())
      await run(new Process({ target: waits }), (p) => p.kill())
      await run(new Process({ target: loops }), (p) => p.terminate())
      await run(new Process({ target: loops }), (p) => p.kill())
      await run(new Process({ target: waits }), (p) => process.kill(p.pid!, 'SIGTERM'))
      await run(new Process({ target: waits }), (p) => process.kill(p.pid!, 'SIGKILL'))
      await run(new Process({ target: waits }), (p) => process.kill(p.pid!, 'SIGSEGV'))
      const early = new Process({ target: loops })
      early.start(); early.kill(); await early.join(); codes.push(early.exitcode)
      console.log(codes.join(' '))
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '0 7 1 0 44 255 0 1 9 4 -15 -9 -15 -9 -15 -9 -11 -9\n',
    stderr: expect.stringMatching(/^text\nProcess Thrower:\nError: boom\n {4}at throws \(.*script\.ts:5:\d+\)\n$/),
  })
})

test.concurrent('interrupt makes what is waited for throw KeyboardInterrupt, so that finally blocks run', async () => {
  const outcome = await runScript(`
    import { Finalize, KeyboardInterrupt, Process, Queue, sleep } from 'multiprocessing'
    async function tidies(up: Queue<string>) {
      await up.put('up')
      try { await sleep(60) } finally { console.log('tidied') }
    }
    async function swallows(up: Queue<string>) {
      await up.put('up')
      try { await sleep(60) } catch (e) { console.log('swallowed', e instanceof KeyboardInterrupt) }
    }
    async function blocks(up: Queue<string>, never: Queue<string>) {
      await up.put('up')
      try { never.getSync() } catch (e: any) { console.log('unblocked', e.name) }
      await sleep(0.2) // a second interrupt would come here
    }
    async function plain(up: Queue<string>) {
      await up.put('up')
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    }
    async function leaves(up: Queue<string>) {
      const child = new Queue<string>()
      new Process({ target: swallows, args: [child] }).start()
      await child.get()
      new Finalize(null, () => up.putSync('about to wait for the child'), { exitpriority: 0 })
    }
    if (import.meta.main) {
      const up = new Queue<string>()
      const never = new Queue<string>()
      const run = async (p: Process<any>, act: (p: Process<any>) => void = (p) => p.interrupt()) => {
        await p.start(); await up.get(); act(p); await p.join(); console.log(p.exitcode)
      }
      await run(new Process({ target: tidies, args: [up] }))
      await run(new Process({ target: swallows, args: [up] }))
      await run(new Process({ target: blocks, args: [up, never] }))
      await run(new Process({ target: plain, args: [up] }))
      await run(new Process({ target: tidies, args: [up] }), (p) => process.kill(p.pid!, 'SIGINT'))
      await run(new Process({ target: leaves, args: [up] })) // waits for its child at its end
    }
  `)
  expect([outcome.code, outcome.stdout]).toEqual([
    0,
    'tidied\n1\nswallowed true\n0\nunblocked KeyboardInterrupt\n0\n1\ntidied\n1\n1\n',
  ])
  expect(outcome.stderr.match(/^.*(:\n)?KeyboardInterrupt: interrupted$/gm)).toEqual([
    ...[1, 4, 5].map((n) => `Process Process-${n}:\nKeyboardInterrupt: interrupted`),
    'KeyboardInterrupt: interrupted',
  ])
})

test.concurrent(
  'rejections that nobody handles, errors after await and errors in timers end the process with 1',
  async () => {
    const outcome = await runScript(`
    import { Process } from 'multiprocessing'
    function rejects() { void Promise.reject(new TypeError('left alone')) }
    async function later() { await null; throw new RangeError('later') }
    function timer() { setTimeout(() => { throw new Error('in a timer') }, 1) }
    function text() { throw 'only text' }
    function nothing() { throw undefined }
    class Own extends Error { override name = 'Own'; detail = 42 }
    class Throws extends Process { override run() { throw new Own('of a subclass') } }
    if (import.meta.main) {
      for (const p of [rejects, later, timer, text, nothing].map((target) => new Process({ target, name: target.name })).concat(new Throws())) {
        await p.start(); await p.join(); console.log(p.name, p.exitcode)
      }
    }
  `)
    expect([outcome.code, outcome.stdout]).toEqual([0, 'rejects 1\nlater 1\ntimer 1\ntext 1\nnothing 1\nThrows-6 1\n'])
    expect(outcome.stderr.match(/^(?! {4}at).+$/gm)).toEqual([
      'Process rejects:',
      'TypeError: left alone',
      'Process later:',
      'RangeError: later',
      'Process timer:',
      'Error: in a timer',
      'Process text:',
      "Uncaught 'only text'",
      'Process nothing:',
      'Uncaught undefined',
      'Process Throws-6:',
      'Own: of a subclass',
      '  detail: 42',
      '}',
    ])
  },
)

test.concurrent(
  'a process that crashes, as V8 does without memory, ends by a signal, and its parent goes on',
  async () => {
    const outcome = await runScript(`
    import { Process } from 'multiprocessing'
    function crashes() { process.abort() }
    if (import.meta.main) {
      const p = new Process({ target: crashes })
      await p.start()
      await p.join()
      console.log(p.exitcode, 'goes on')
    }
  `)
    expect([outcome.code, outcome.stdout]).toEqual([0, '-6 goes on\n'])
  },
)
