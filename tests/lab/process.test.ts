import { expect, test } from 'vitest'
import { runScript } from './parallab'

test.concurrent('a process runs its target with its arguments and is joined', async () => {
  const outcome = await runScript(`
    import { Event, Process, currentProcess, parentProcess } from 'multiprocessing'
    async function work(n: number, options: { unit: string; seen: Event }) {
      await options.seen.wait()
      console.log(currentProcess().name, n, options.unit, parentProcess()?.name, parentProcess()?.isAlive())
    }
    if (import.meta.main) {
      const seen = new Event()
      const p = new Process({ target: work, args: [5], kwargs: { unit: 'ms', seen }, name: 'Worker' })
      const before = [p.pid, p.exitcode, p.isAlive()]
      await p.start()
      const during = [typeof p.pid, p.ident === p.pid, p.exitcode, p.isAlive()]
      seen.set()
      await p.join()
      await p.join()
      console.log(JSON.stringify([before, during, [typeof p.pid, p.exitcode, p.isAlive()]]))
      console.log(currentProcess().name, currentProcess().pid === process.pid, parentProcess())
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout:
      'Worker 5 ms MainProcess true\n' +
      '[[null,null,false],["number",true,null,true],["number",0,false]]\n' +
      'MainProcess true null\n',
    stderr: '',
  })
})

test.concurrent('a subclass overrides run and its fields travel', async () => {
  const outcome = await runScript(`
    import { Process, Queue, currentProcess } from 'multiprocessing'
    class Counter extends Process {
      upTo: number
      constructor(upTo: number, readonly out: Queue<string>) { super(); this.upTo = upTo }
      override async run() {
        let sum = 0
        for (let i = 1; i <= this.upTo; i++) sum += i
        await this.out.put(this.name + ' ' + sum + ' ' + (currentProcess() === (this as any)) + ' ' + (this instanceof Counter))
      }
    }
    if (import.meta.main) {
      const out = new Queue<string>()
      const p = new Counter(100, out)
      p.start()
      console.log(await out.get())
      p.joinSync()
      console.log(p.exitcode)
      new Process({ target: () => console.log('called here') }).run()
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'Counter-1 5050 true true\n0\ncalled here\n', stderr: '' })
})

test.concurrent('misuse is an error with the text of CPython', async () => {
  const outcome = await runScript(`
    import { Process, currentProcess, sleep } from 'multiprocessing'
    function nothing() {}
    async function long() { await sleep(60) }
    const say = async (act: () => unknown) => {
      try { await act(); console.log('no error') } catch (e: any) { console.log(e.name + ': ' + e.message) }
    }
    if (import.meta.main) {
      const p = new Process({ target: nothing })
      await say(() => p.join())
      await say(() => p.sentinel)
      await say(() => p.terminate())
      await p.start()
      await say(() => p.start())
      await say(() => { p.daemon = true })
      await p.join()
      await say(() => p.start())
      await say(() => currentProcess().join())
      await say(() => currentProcess().start())
      await say(() => new Process({ name: 5 as any }))
      await say(() => { p.name = 5 as any })
      const q = new Process({ target: long })
      await q.start()
      await say(() => q.close())
      q.terminate()
      await q.join()
      q.close()
      q.close()
      console.log(String(q))
      for (const act of [() => q.join(), () => q.isAlive(), () => q.exitcode, () => q.pid, () => q.sentinel, () => q.kill(), () => q.start()]) await say(act)
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: [
      'AssertionError: can only join a started process',
      'ValueError: process not started',
      'AssertionError: cannot terminate process Process-1: it has not been started',
      'AssertionError: cannot start a process twice',
      'AssertionError: process has already started',
      'AssertionError: cannot start a process twice',
      'AssertionError: can only join a child process',
      'AssertionError: can only start a process object created by current process',
      'AssertionError: name must be a string',
      'AssertionError: name must be a string',
      'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
      "<Process name='Process-3' parent=PID closed>",
      ...Array<string>(7).fill('ValueError: process object is closed'),
      '',
    ]
      .join('\n')
      .replace('parent=PID', /parent=\d+/.exec(outcome.stdout)?.[0] ?? ''),
    stderr: '',
  })
})

test.concurrent('names count up, and the shown form tells the state', async () => {
  const outcome = await runScript(`
    import { Process, Pool, exit } from 'multiprocessing'
    function code(n: number) { if (n > 0) exit(n) }
    function whoAmI() { return 0 }
    const shown = (p: Process<any>) => String(p).replace(/(pid|parent)=\\d+/g, '$1')
    if (import.meta.main) {
      const a = new Process({ target: code, args: [0] })
      const b = new Process({ target: code, args: [3], daemon: true })
      console.log(shown(a), shown(b))
      await Promise.all([a.start(), b.start()])
      await Promise.all([a.join(), b.join()])
      console.log(shown(a), shown(b))
      a.name = 'renamed'
      console.log(a.name, b.name, a.daemon, b.daemon)
      console.log(new Process({ target: code, args: [0] }).name, new Process({ name: 'twice' }).name, new Process().name)
      const pool = new Pool(1)
      console.log(String(pool))
      pool.terminate()
      await pool.join()
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: [
      "<Process name='Process-1' parent initial> <Process name='Process-2' parent initial daemon>",
      "<Process name='Process-1' pid parent stopped> <Process name='Process-2' pid parent stopped exitcode=3 daemon>",
      'renamed Process-2 false true',
      'Process-3 twice Process-5',
      '<Pool state=running workers=1>',
      '',
    ].join('\n'),
    stderr: '',
  })
})

test.concurrent('sentinels are waited for, join takes a timeout, active children are those that live', async () => {
  const outcome = await runScript(`
    import { Process, Queue, activeChildren, wait } from 'multiprocessing'
    async function until(q: Queue<number>) { await q.get() }
    if (import.meta.main) {
      const doors = [new Queue<number>(), new Queue<number>()]
      const [a, b] = doors.map((door, i) => new Process({ target: until, args: [door], name: 'ab'[i] }))
      if (a === undefined || b === undefined) throw new Error()
      await a.start(); await b.start()
      const t = performance.now()
      console.log((await wait([a.sentinel, b.sentinel], 0.05)).length, performance.now() - t >= 49)
      await a.join(0.01); await a.join(-1); a.joinSync(0.01)
      console.log(a.exitcode, activeChildren().map((p) => p.name).join())
      await doors[1]!.put(1)
      const ready = await wait([a.sentinel, b.sentinel])
      console.log(ready.map((s) => s.process.name).join(), activeChildren().map((p) => p.name).join())
      await doors[0]!.put(1)
      await a.join()
      console.log(activeChildren().length, a.exitcode, b.exitcode)
    }
  `)
  expect(outcome).toEqual({ code: 0, stdout: '0 true\nnull a,b\nb a\n0 0 0\n', stderr: '' })
})

test.concurrent('a script ends when it has nothing left to do, whatever kept it busy', async () => {
  const outcome = await runScript(`
    import { readFile } from 'node:fs/promises'
    import { Process, cpuCount, processCpuCount } from 'multiprocessing'
    import os from 'node:os'
    function child() { console.log('child') }
    async function main() {
      for (let i = 0; i < 50; i++) await new Promise<void>((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setTimeout(resolve, 30))
      await readFile(process.argv[1]!)
      const p = new Process({ target: child })
      await p.start()
      await p.join()
      console.log(cpuCount() === os.cpus().length, processCpuCount() === os.availableParallelism())
    }
    if (import.meta.main) void main()
    setInterval(() => {}, 1000).unref()
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'child\ntrue true\n', stderr: '' })
})
