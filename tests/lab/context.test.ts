import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('a context has the whole library and its own start method, which its children take over', async () => {
  const outcome = await runScript(
    `
    import * as multiprocessing from 'multiprocessing'
    import { getAllStartMethods, getContext, getStartMethod, Process, setStartMethod } from 'multiprocessing'
    const spawn = getContext('spawn')
    const method = () => getStartMethod({ allowNone: true })
    const name = () => multiprocessing.currentProcess().name
    class Worker extends spawn.Process {
      n: number
      constructor(n: number) { super({ target: child }); this.n = n }
      override run() { console.log('in', this.name, this.n, method(), this instanceof spawn.Process); return super.run() }
    }
    function child() { console.log('in', name(), method(), String(multiprocessing.currentProcess()).split(' ')[0]) }
    const say = (act: () => unknown) => {
      try { console.log(act()) } catch (e) { console.log(String(e)) }
    }
    if (import.meta.main) {
      const missing = Object.keys(multiprocessing).filter((key) => !(key in spawn))
      console.log(missing.join(), spawn.Queue === multiprocessing.Queue, spawn.getContext() === spawn)
      console.log(method(), getAllStartMethods().join())
      const before = new Process({ target: child })
      await before.start(); await before.join()
      console.log(method())
      say(() => setStartMethod('spawn'))
      setStartMethod('spawn', { force: true })
      console.log(method(), getContext() === spawn, getContext('forkserver').getStartMethod())
      setStartMethod(null, { force: true })
      console.log(method())
      const worker = new Worker(5)
      await worker.start(); await worker.join()
      const server = new (getContext('forkserver').Process)({ target: child })
      await server.start(); await server.join()
      console.log(String(server).replace(/\\d{2,}/g, 'N'), method())
      setStartMethod('spawn')
      const after = new Process({ target: child })
      await after.start(); await after.join()
      const pool = new spawn.Pool({ processes: 1 })
      console.log(await pool.apply(name), await pool.apply(method))
      pool.terminate(); await pool.join()
      say(() => getContext('fork' as never))
      say(() => setStartMethod('thread' as never, { force: true }))
      say(() => setStartMethod(null))
      say(() => spawn.setStartMethod('spawn'))
      say(() => spawn.getContext('x' as never))
    }
  `,
  )
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'getAllStartMethods true true',
      'null forkserver,spawn',
      'in Process-1 forkserver <Process',
      'forkserver',
      'RuntimeError: context has already been set',
      'spawn true forkserver',
      'null',
      'in Worker-2 5 spawn true',
      'in Worker-2 spawn <Worker',
      'in ForkServerProcess-3 forkserver <ForkServerProcess',
      "<ForkServerProcess name='ForkServerProcess-3' pid=N parent=N stopped> null",
      'in Process-4 spawn <Process',
      'SpawnPoolWorker-5 spawn',
      "ValueError: cannot find context for 'fork'",
      "ValueError: cannot find context for 'thread'",
      'RuntimeError: context has already been set',
      'ValueError: cannot set start method of concrete context',
      "ValueError: cannot find context for 'x'",
      '',
    ].join('\n'),
  })
})

test("'spawn' is a cold start and 'forkserver' a warm spare", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallab-test-'))
  const events = path.join(folder, 'events')
  const script = `
    import { getContext, ProcessPoolExecutor } from 'multiprocessing'
    function child() {}
    if (import.meta.main)
      for (const method of ['spawn', ...Array(5).fill('forkserver')] as const) {
        const p = new (getContext(method).Process)({ target: child })
        await p.start()
        await p.join()
      }
    if (import.meta.main) {
      const mpContext = getContext('spawn')
      await using manager = mpContext.Manager()
      await manager.list()
      await using executor = new ProcessPoolExecutor({ maxWorkers: 1, mpContext })
      await executor.submit(child)
    }
  `
  const { code } = await runScript(script, '--events', events)
  const started = (await readFile(events, 'utf8'))
    .split('\n')
    .filter((line) => line.includes('"process-started"'))
    .map((line) => JSON.parse(line) as { name: string; warm: boolean })
  await rm(folder, { recursive: true })
  const warmOf = (kind: string) => started.filter(({ name }) => name.startsWith(kind)).map(({ warm }) => warm)
  expect([code, ...['SpawnProcess', 'SyncManager', 'SpawnPoolWorker'].map(warmOf)]).toEqual([
    0,
    [false],
    [false],
    [false],
  ])
  // The machine may be so busy that a spare is not up yet when it is wanted, but not each time.
  expect(warmOf('ForkServerProcess')).toContain(true)
})
