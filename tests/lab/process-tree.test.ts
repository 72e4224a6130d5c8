import { expect, test } from 'vitest'
import { runScript } from './parallab'

test.concurrent('processes have children, named after them, and wait for those at their end', async () => {
  const outcome = await runScript(`
    import { Process, Queue, currentProcess, parentProcess } from 'multiprocessing'
    // waits until its parent has come to its last line
    async function leaf(out: Queue<string>, go: Queue<null>) {
      await go.get()
      await out.put(currentProcess().name + ' of ' + parentProcess()?.name)
    }
    async function branch(out: Queue<string>, go: Queue<null>) {
      new Process({ target: leaf, args: [out, go] }).start()
      new Process({ target: leaf, args: [out, go] }).start()
      await out.put(currentProcess().name + ' of ' + parentProcess()?.name)
      for (let i = 0; i < 2; i++) go.putSync(null)
    }
    if (import.meta.main) {
      const out = new Queue<string>()
      const p = new Process({ target: branch, args: [out, new Queue<null>()] })
      p.start()
      await p.join()
      console.log(p.exitcode, out.qsize())
      const said = []
      while (!out.empty()) said.push(await out.get())
      console.log(said[0], said.slice(1).sort().join())
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '0 3\nProcess-1 of MainProcess Process-1:1 of Process-1,Process-1:2 of Process-1\n',
    stderr: '',
  })
})

test.concurrent('a script waits for its children and terminates its daemons', async () => {
  const outcome = await runScript(`
    import { Finalize, Process, Queue, sleep } from 'multiprocessing'
    async function daemon(up: Queue<string>) { await up.put('up'); await sleep(60) }
    async function stubborn(up: Queue<string>) { process.on('SIGTERM', () => {}); await up.put('up'); await sleep(60) }
    async function child(up: Queue<string>, last: Queue<string>) {
      await up.put('up')
      await last.get()
      console.log('child is done')
    }
    if (import.meta.main) {
      const [up, last] = [new Queue<string>(), new Queue<string>()]
      new Process({ target: daemon, args: [up], daemon: true }).start()
      new Process({ target: stubborn, args: [up], daemon: true }).start()
      new Process({ target: child, args: [up, last] }).start()
      for (let i = 0; i < 3; i++) await up.get()
      console.log('script is done')
      new Finalize(null, () => last.putSync('the script is about to wait'), { exitpriority: 0 })
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'script is done\nchild is done\n', stderr: '' })
})

test.concurrent('daemons may not have children, and children of daemons are not made', async () => {
  const outcome = await runScript(`
    import { Pool, Process, currentProcess } from 'multiprocessing'
    function nothing() {}
    function tries() {
      console.log(currentProcess().daemon, new Process({ target: nothing }).daemon)
      try { new Process({ target: nothing }).start() } catch (e: any) { console.log(e.name + ': ' + e.message) }
      try { new Pool(2) } catch (e: any) { console.log(e.name + ': ' + e.message) }
    }
    if (import.meta.main) {
      const p = new Process({ target: tries, daemon: true })
      p.start()
      await p.join()
      const pool = new Pool(1)
      await pool.apply(tries)
      pool.close()
      await pool.join()
    }
  `)
  const said = 'true true\n' + 'AssertionError: daemonic processes are not allowed to have children\n'.repeat(2)
  expect(outcome).toEqual({ code: 0, stdout: said + said, stderr: '' })
})

test.concurrent('whoever ends takes its children along: terminated, killed, or by process.exit', async () => {
  const outcome = await runScript(`
    import { Process, Queue, sleep } from 'multiprocessing'
    async function leaf(mine: Queue<number>) { process.on('SIGTERM', () => {}); await mine.put(process.pid); await sleep(60) }
    async function branch(up: Queue<number>, how: string) {
      const mine = new Queue<number>()
      const child = new Process({ target: leaf, args: [mine] })
      child.start()
      await up.put(await mine.get())
      if (how === 'exit') process.exit(3)
      await child.join()
    }
    const gone = async (pid: number) => {
      const start = performance.now()
      for (;;) {
        try { process.kill(pid, 0) } catch { return performance.now() - start < 2000 }
        await sleep(0.01)
      }
    }
    if (import.meta.main) {
      const up = new Queue<number>()
      for (const how of ['terminate', 'kill', 'exit'] as const) {
        const p = new Process({ target: branch, args: [up, how] })
        await p.start()
        const pid = await up.get()
        if (how !== 'exit') p[how]()
        await p.join()
        console.log(p.exitcode, await gone(pid))
      }
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: '-15 true\n-9 true\n3 true\n', stderr: '' })
})

test.concurrent('a pool in a process of its own is a pool like any other', async () => {
  const outcome = await runScript(`
    import { Pool, Process, currentProcess } from 'multiprocessing'
    function name(_: number) { return currentProcess().name }
    async function work() {
      const pool = new Pool(1)
      console.log((await pool.map(name, [1, 2])).join())
      pool.close()
      await pool.join()
    }
    if (import.meta.main) {
      const ps = [new Process({ target: work }), new Process({ target: work })]
      for (const p of ps) p.start()
      for (const p of ps) await p.join()
      await work()
      console.log(ps.map((p) => p.exitcode).join())
    }
  `)
  expect({ ...outcome, stdout: outcome.stdout.split('\n').sort() }).toEqual({
    code: 0,
    stdout: ['', '0,0', 'PoolWorker-1:1,PoolWorker-1:1', 'PoolWorker-2:1,PoolWorker-2:1', 'PoolWorker-3,PoolWorker-3'],
    stderr: '',
  })
})
