import { expect, test } from 'vitest'
import { runScript } from './parallab'

test.concurrent(
  'a process ends in the order of CPython: atexit, finalizers, daemons, children, finalizers',
  async () => {
    const outcome = await runScript(`
    import { atexit, Finalize, Process, Queue, sleep } from 'multiprocessing'
    async function grandchild(go: Queue<string>) { await go.get(); console.log('grandchild ends') }
    async function daemon(up: Queue<string>) { await up.put('up'); await sleep(60) }
    async function child(up: Queue<string>) {
      const go = new Queue<string>()
      new Finalize(null, () => go.putSync('go'), { exitpriority: 0 })
      const say = (text: string) => console.log(text)
      const twice = atexit.register(say, 'taken back')
      atexit.register(say, 'taken back')
      atexit.unregister(twice)
      atexit.register((a: string, b: number) => console.log('handler', a, b), 'x', 2)
      atexit.register(async () => { await sleep(0.05); console.log('handler that waits') })
      atexit.register(() => { throw new Error('in a handler') })
      new Finalize(null, say, { args: ['finalizer 0'], exitpriority: 0 })
      new Finalize(null, say, { args: ['finalizer 10'], exitpriority: 10 })
      new Finalize(null, say, { args: ['finalizer 10, later'], exitpriority: 10 })
      new Finalize(null, say, { args: ['finalizer -5'], exitpriority: -5 })
      new Finalize(null, () => { throw new Error('in a finalizer') }, { exitpriority: 5 })
      new Finalize(null, say, { args: ['cancelled'], exitpriority: 5 }).cancel()
      new Finalize(process, say, { args: ['without priority'] })
      const called = new Finalize(null, (a: number) => a + 1, { args: [1], exitpriority: 1 })
      console.log(called.stillActive(), String(called), called.call(), called.call(), called.stillActive(), String(called))
      const d = new Process({ target: daemon, args: [up], daemon: true })
      new Finalize(null, () => console.log('daemon lives', d.isAlive()), { exitpriority: 0 })
      new Finalize(null, () => console.log('daemon ended', d.exitcode), { exitpriority: -1 })
      d.start(); await up.get()
      new Process({ target: grandchild, args: [go] }).start()
      console.log('child ends')
    }
    if (import.meta.main) {
      atexit.register(() => console.log('main ends'))
      const p = new Process({ target: child, args: [new Queue<string>()], name: 'Child' })
      p.start()
      await p.join()
      console.log(p.exitcode)
      for (const make of [() => new Finalize(null, Math.abs as never), () => new Finalize({}, Math.abs as never, { exitpriority: 1.5 }), () => atexit.register(5 as never)])
        try { make() } catch (e) { console.log(String(e)) }
    }
  `)
    expect([outcome.code, outcome.stdout.split('\n')]).toEqual([
      0,
      [
        'true <Finalize object, callback=script.ts:22:41, exitpriority=1> 2 undefined false <Finalize object, dead>',
        'child ends',
        'handler that waits',
        'handler x 2',
        'finalizer 10, later',
        'finalizer 10',
        'daemon lives true',
        'finalizer 0',
        'grandchild ends',
        'daemon ended -15',
        'finalizer -5',
        '0',
        'ValueError: Without object, exitpriority cannot be None',
        'TypeError: Exitpriority (1.5) must be undefined or an integer',
        'TypeError: the first argument must be callable',
        'main ends',
        '',
      ],
    ])
    expect(outcome.stderr.split('\n').filter((line) => !line.startsWith('    at'))).toEqual([
      expect.stringMatching(/^Exception ignored in atexit callback .*:$/),
      'Error: in a handler',
      expect.stringMatching(/^Exception ignored in <Finalize object, callback=.*, exitpriority=5>:$/),
      'Error: in a finalizer',
      '',
    ])
  },
)

test.concurrent('exit handlers run at every end but by terminate, kill, process.exit and a crash', async () => {
  const outcome = await runScript(`
    import { atexit, exit, Process, Queue, sleep } from 'multiprocessing'
    async function ends(how: string, up: Queue<string>) {
      atexit.register(() => console.log(how))
      await up.put('up')
      if (how === 'exit') exit(3)
      if (how === 'error') throw new Error('uncaught')
      if (how === 'process.exit') process.exit(4)
      if (how === 'crash') process.abort()
      if (how !== 'return') await sleep(60)
    }
    if (import.meta.main) {
      const up = new Queue<string>()
      for (const how of ['return', 'exit', 'error', 'interrupt', 'terminate', 'kill', 'process.exit', 'crash'] as const) {
        const p = new Process({ target: ends, args: [how, up] })
        await p.start(); await up.get()
        if (how === 'interrupt' || how === 'terminate' || how === 'kill') p[how]()
        await p.join()
        console.log(p.exitcode)
      }
      let collected: (() => void) | undefined
      const done = new Promise<void>((resolve) => (collected = resolve))
      const { Finalize } = await import('multiprocessing')
      ;(() => new Finalize({}, () => { console.log('collected'); collected?.() }))()
      const { setFlagsFromString } = await import('node:v8')
      setFlagsFromString('--expose-gc')
      const gc = (await import('node:vm')).runInNewContext('gc')
      const timer = setInterval(gc, 10)
      await done
      clearInterval(timer)
    }
  `)
  expect([outcome.code, outcome.stdout]).toEqual([
    0,
    'return\n0\nexit\n3\nerror\n1\ninterrupt\n1\n-15\n-9\n4\n-6\ncollected\n',
  ])
})

test.concurrent('an interrupt that comes while the script ends is heeded by the next wait for a child', async () => {
  const outcome = await runScript(`
    import { atexit, Process, sleep } from 'multiprocessing'
    if (import.meta.main) {
      await new Process({ target: () => sleep(60) }).start()
      // The second signal comes when the first has.
      atexit.register(() => new Promise<void>((resolve) => {
        process.once('SIGUSR2', () => resolve())
        process.kill(process.pid, 'SIGINT')
        process.kill(process.pid, 'SIGUSR2')
      }))
      console.log('main ends')
    }
  `)
  expect([outcome.code, outcome.stdout]).toEqual([1, 'main ends\n'])
  expect(outcome.stderr).toMatch(/^KeyboardInterrupt: interrupted/)
})
