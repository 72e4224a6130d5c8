import { expect, test } from 'vitest'
import { runScript } from './parallab'

const PRELUDE = `
  import { existsSync, writeFileSync } from 'node:fs'
  import { activeChildren, CancelledError, exit, Future, ProcessPoolExecutor, sleep } from 'multiprocessing'
  const say = (...parts: unknown[]) => console.log(parts.join(' '))
  async function refused(act: () => unknown) {
    try { await act(); return 'no error' } catch (e: any) { return e.name + ': ' + e.message.replace(/PoolWorker-\\d+/, 'W').replace(/pid \\d+/, 'pid') }
  }
  function id(n: number) { return n }
  function fail(n: number): number { if (n === 2) throw new RangeError('no 2'); return n }
  async function hold(name: string) { writeFileSync('began-' + name, ''); while (!existsSync('go')) await sleep(0.005); return name }
`

test.concurrent('futures: results, errors, cancelling, callbacks', async () => {
  const outcome = await runScript(`${PRELUDE}
    if (import.meta.main) {
      const executor = new ProcessPoolExecutor(1)
      say('on demand', activeChildren().length, await executor.submit((a: number, b: number) => a + b, 1, 2), activeChildren().length)
      const held = executor.submit(hold, 'a')
      const waiting = [1, 2, 3].map((n) => executor.submit(id, n))
      const last = waiting[2] as Future<number>
      while (!existsSync('began-a')) await sleep(0.005)
      say(held.running(), held.cancel(), held.done(), held, '|', last.running(), last)
      const heard: string[] = []
      for (const future of [held, last]) future.addDoneCallback((f) => heard.push(String(f)))
      last.addDoneCallback(() => { throw new Error('in a done callback') })
      say(last.cancel(), last.cancelled(), last.done(), last.cancel(), heard.join())
      say(await refused(() => last.result()), '|', await refused(() => last.exception()), '|', await refused(() => last))
      say(await refused(() => held.result(0.01)), '|', await refused(() => held.exception(0.01)), '|', await refused(() => held.resultSync(0.01)))
      writeFileSync('go', '')
      say(await held, held.done(), held.cancel(), (await Promise.all(waiting.slice(0, 2))).join(), await held.exception(), heard.join())
      const failed = executor.submit(fail, 2)
      say(await refused(() => failed), '|', String(await failed.exception()), '|', await refused(() => failed.resultSync()), String(failed.exceptionSync()))
      failed.addDoneCallback((f) => say('at once', f === failed))
      const unsendable = executor.submit(id, Symbol('none') as never)
      say(unsendable.done(), unsendable, await refused(() => unsendable))
      say(await refused(() => executor.submit(() => exit(3))), '|', executor.submit(id, 5).resultSync())
      say(await refused(() => executor.submit(() => process.kill(process.pid, 'SIGKILL'))), '|', await executor.submit(id, 6))
      await executor.shutdown()
      say(await refused(() => executor.submit(id, 1)), '|', await refused(() => executor.map(id, [1])), activeChildren().length)
      say(await refused(() => new ProcessPoolExecutor(0)), '|', await refused(() => new ProcessPoolExecutor({ initializer: 3 as never })), '|', await refused(() => new ProcessPoolExecutor({ maxTasksPerChild: 0 })))
    }
  `)
  const lateness = 'TimeoutError: the result was not there in time'
  const cancelled = 'CancelledError: the call was cancelled before it began'
  expect(outcome.stdout.trim().split('\n')).toEqual([
    'on demand 0 3 1',
    'true false false <Future state=running> | false <Future state=pending>',
    'true true true true <Future state=cancelled>',
    `${cancelled} | ${cancelled} | ${cancelled}`,
    `${lateness} | ${lateness} | ${lateness}`,
    'a true false 1,2  <Future state=cancelled>,<Future state=finished returned string>',
    'RangeError: no 2 | RangeError: no 2 | RangeError: no 2 RangeError: no 2',
    'at once true',
    'true <Future state=finished raised EncodeError> EncodeError: args[0] cannot be copied to another process: it is a symbol',
    'SystemExit: 3 | 5',
    'WorkerLostError: worker W (pid) ended by signal 9 while it worked on item 0; the item was begun 2 times | 6',
    'RuntimeError: cannot schedule new futures after shutdown | RuntimeError: cannot schedule new futures after shutdown 0',
    'ValueError: maxWorkers must be greater than 0 | TypeError: initializer must be a callable | ValueError: maxTasksPerChild must be >= 1',
  ])
  expect(outcome.stderr).toMatch(/Error: in a done callback\n.*script\.ts:\d+/)
  expect(outcome.code).toBe(0)
})

test.concurrent('map over inputs, time-outs, shutdown, the ways to end the workers', async () => {
  const outcome = await runScript(`${PRELUDE}
    async function all(results: AsyncIterable<unknown>) { const seen = []; for await (const value of results) seen.push(value); return seen.join(' ') }
    async function slow(s: number) { await sleep(s); return s }
    async function stuck() { await sleep(1000) }
    if (import.meta.main) {
      const executor = new ProcessPoolExecutor({ maxWorkers: 2, initializer: (n: number) => { (globalThis as any).base = n }, initargs: [10] })
      say(await all(executor.map((a: number, b: number) => a ** b, [2, 3, 4], [2, 2])), '|', await all(executor.map(id, new Set([1, 2, 3]), { chunksize: 2 })))
      say(await all(executor.map(() => (globalThis as any).base, 'ab')), '|', [...executor.mapSync(id, [1, 2, 3], { chunksize: 2 })].join(' '))
      const results = executor.map(fail, [1, 2, 3])
      say((await results.next()).value, await refused(() => results.next()), (await results.next()).done)
      const late = executor.map(slow, [0, 5], { timeout: 2 })
      say((await late.next()).value, await refused(() => late.next()))
      let taken = 0
      const lazy = executor.map(id, (function* () { for (;;) yield taken++ })(), { buffersize: 4 })
      for await (const n of lazy) if (n === 50) break
      say('lazy', taken <= 56)
      say(await refused(() => executor.map(id as never, 5 as never)), '|', await refused(() => executor.map(id, [1], { chunkSize: 1 } as never)))
      say(await refused(() => executor.map(id, [1], { chunksize: 0 })), '|', await refused(() => executor.map(id, [1], { buffersize: 0 })), '|', await refused(() => executor.map(id, [1], { buffersize: 1.5 })))
      const held = [executor.submit(hold, 'a'), executor.submit(hold, 'b'), executor.submit(hold, 'c'), executor.submit(hold, 'd')]
      while (!existsSync('began-a') || !existsSync('began-b')) await sleep(0.005)
      const shut = executor.shutdown({ cancelFutures: true })
      say(held.map((future) => future.cancelled()).join(' '))
      writeFileSync('go', '')
      await shut
      say(held.map(String).join(' '), activeChildren().length)

      const blocking = new ProcessPoolExecutor(1)
      const queued = [1, 2, 3].map((n) => blocking.submit(id, n))
      blocking.shutdownSync({ cancelFutures: true })
      say('shutdownSync', queued.every((future) => future.done()), (queued[2] as any).cancelled())
      for (const how of ['terminateWorkers', 'killWorkers'] as const) {
        const doomed = new ProcessPoolExecutor(2)
        const pending = [doomed.submit(stuck), doomed.submit(stuck), doomed.submit(stuck)]
        await doomed.submit(id, 1).exception(0.05).catch(() => undefined)
        doomed[how]()
        say(how, await refused(() => pending[0]), '|', await refused(() => pending[2]), '|', await refused(() => doomed.submit(id, 1)))
        await doomed.shutdown()
      }
      const unfinished = new ProcessPoolExecutor(1)
      const future = unfinished.submit(id, 7)
      await unfinished.shutdown({ wait: false })
      const over = new ProcessPoolExecutor(1)
      await over.submit(() => 1).result()
      await over.shutdown({ wait: false })
      // Nothing of it is kept for the end of the process once its worker has ended.
      while ((over as any).ending.stillActive()) await sleep(0.01)
      say('without waiting', await future)
      const broken = new ProcessPoolExecutor({ maxWorkers: 1, initializer: () => { throw new Error('no database') } })
      say(await refused(() => broken.submit(id, 1)), '|', await refused(() => broken.submit(id, 2)))
    }
  `)
  const ended = "PoolTerminatedError: the executor's workers were ended before this result was there"
  const closed = 'RuntimeError: cannot schedule new futures after shutdown'
  const broken = "InitializerError: the pool's initializer threw in W: no database"
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      '4 9 | 1 2 3',
      '10 10 | 1 2 3',
      '1 RangeError: no 2 true',
      '0 TimeoutError: the next result was not there in time',
      'lazy true',
      "TypeError: map takes iterables, not 5 | TypeError: map has no option 'chunkSize'; it has buffersize, chunksize, timeout",
      'ValueError: chunksize must be >= 1. | ValueError: buffersize must be undefined or > 0 | TypeError: buffersize must be an integer or undefined',
      'false false true true',
      '<Future state=finished returned string> <Future state=finished returned string> <Future state=cancelled> <Future state=cancelled> 0',
      'shutdownSync true true',
      `terminateWorkers ${ended} | ${ended} | ${closed}`,
      `killWorkers ${ended} | ${ended} | ${closed}`,
      'without waiting 7',
      `${broken} | ${broken}`,
    ].join('\n')}\n`,
  })
})

test.concurrent('waiting for futures of several executors, with promises and blocking', async () => {
  const outcome = await runScript(`${PRELUDE}
    import { asCompleted, asCompletedSync, Event, futures, getContext } from 'multiprocessing'
    async function opened(gate: Event, value: number) { await gate.wait(); return value }
    if (import.meta.main) {
      const executors = [new ProcessPoolExecutor(1), new ProcessPoolExecutor({ maxWorkers: 2, mpContext: getContext('spawn') })]
      const [one, two] = executors as [ProcessPoolExecutor, ProcessPoolExecutor]
      const gates = [new Event(), new Event()] as const
      const start = () => { for (const gate of gates) gate.clear(); return [one.submit(opened, gates[0], 1), two.submit(opened, gates[1], 2), two.submit(id, 3)] as const }
      const numbers = (set: Iterable<Future<number>>) => [...set].map((future) => future.resultSync()).join()
      const first = { returnWhen: 'FIRST_COMPLETED' } as const

      let all = start()
      const { done, notDone } = await futures.wait(all, first)
      say('wait', numbers(done), notDone.size)
      gates[1].set()
      const both = [futures.wait(all), futures.wait(new Set(all), 60)]
      gates[0].set()
      say(...(await Promise.all(both)).map(({ done, notDone }) => numbers(done) + '/' + notDone.size))
      say((await futures.wait([])).done.size, all.every(({ watchers }) => watchers.size === 0))

      all = start()
      const order: number[] = []
      for await (const future of asCompleted(all, 60)) {
        order.push(future.resultSync())
        gates[1].set()
        if (order.length === 2) gates[0].set()
      }
      say('asCompleted', order.join())
      const steps = asCompleted(start())
      const pair = [steps.next(), steps.next(), steps.next(), steps.next()]
      for (const gate of gates) gate.set()
      say((await Promise.all(pair)).map(({ done, value }) => done ? 'end' : (value as Future<number>).resultSync()).sort().join())

      all = start()
      gates[1].set()
      const sync = futures.waitSync(all, first)
      say('waitSync', sync.done.size > 0, sync.notDone.has(all[0]))
      say(futures.waitSync(all, { timeout: 0.01 }).notDone.has(all[0]), futures.waitSync([all[0]], { block: false }).done.size)
      gates[0].set()
      say(numbers(futures.waitSync(all).done))
      all = start()
      for (const gate of gates) gate.set()
      say('asCompletedSync', [...asCompletedSync([...all, ...all])].map((future) => future.resultSync()).sort().join())

      all = start()
      say(await refused(() => futures.wait(all, { signal: AbortSignal.abort(new Error('aborted')) })), '|', await refused(() => futures.wait([5 as never])), '|', await refused(() => futures.waitSync(all, { returnWhen: 'ALL' as never })))
      say(await refused(() => [...asCompletedSync([all[0]], 0)]), '|', await refused(async () => { for await (const _ of asCompleted([all[0]], { block: false })); }), all[0].watchers.size)
      const left = asCompleted([all[0]])
      const next = left.next()
      for await (const _ of asCompleted(all)) break
      for (const gate of gates) gate.set()
      await next
      say((await left.next()).done, (await left.return?.())?.done, all[0].watchers.size)
      const forever = await one.submit(id, 4).result({ timeout: Infinity })
      say(forever, await one.submit(id, 5).result(3e6))
      for (const executor of executors) await executor.shutdown()
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `${[
      'wait 3 2',
      '1,2,3/0 1,2,3/0',
      '0 true',
      'asCompleted 3,2,1',
      '1,2,3,end',
      'waitSync true true',
      'true 0',
      '1,2,3',
      'asCompletedSync 1,2,3',
      "Error: aborted | TypeError: futures are waited for, not 5 | ValueError: Invalid return condition: 'ALL'",
      'TimeoutError: 1 (of 1) futures unfinished | TimeoutError: 1 (of 1) futures unfinished 0',
      'true true 0',
      '4 5',
    ].join('\n')}\n`,
  })
})
