// The end of a process: exit handlers and finalizers.
import { atexit, Finalize, Process, Queue } from 'multiprocessing'
import { behaviours } from './behaviour'
import { sleeps } from './children'

const { absent, same } = behaviours('exits', '_TestFinalize', 'atexit Finalize')

/** What CPython's own test registers, in its order. */
function finalizes(out: Queue<string>): void {
  const put = (text: string) => out.putSync(text)
  const a = new Finalize(null, put, { args: ['a'], exitpriority: 0 })
  void a
  const b = new Finalize({}, put, { args: ['b'] })
  b.call()
  b.call()
  new Finalize(null, put, { args: ['c'], exitpriority: 0 }).cancel()
  new Finalize(null, put, { args: ['d10'], exitpriority: 1 })
  new Finalize(null, put, { args: ['d01'], exitpriority: 0 })
  new Finalize(null, put, { args: ['d02'], exitpriority: 0 })
  new Finalize(null, put, { args: ['d03'], exitpriority: 0 })
  new Finalize(null, put, { args: ['e'], exitpriority: -10 })
  new Finalize(process, put, { args: ['without priority'] })
  atexit.register(put, 'handler 1')
  atexit.register(put, 'handler 2')
}
function exitsEarly(out: Queue<string>, how: string): void {
  atexit.register(() => out.putSync(how))
  if (how === 'throws') throw new Error('uncaught')
  if (how === 'process.exit') process.exit(0)
  if (how === 'kill') process.kill(process.pid, 'SIGKILL')
}
async function leavesChildren(out: Queue<string>, up: Queue<unknown>): Promise<void> {
  const daemon = new Process({ target: sleeps, args: [up], daemon: true })
  const child = new Process({ target: takes, args: [up, out] })
  // Called after the next one.
  new Finalize(null, () => up.putSync('go'), { exitpriority: 0 })
  new Finalize(null, () => out.putSync(`before: ${String(daemon.exitcode)} ${String(child.exitcode)}`), {
    exitpriority: 0,
  })
  new Finalize(null, () => out.putSync(`after: ${String(daemon.exitcode)} ${String(child.exitcode)}`), {
    exitpriority: -1,
  })
  await daemon.start()
  await up.get()
  await child.start()
}
async function takes(up: Queue<unknown>, out: Queue<string>): Promise<void> {
  await up.get()
  await out.put('child')
}

async function allOf(target: (out: Queue<string>, ...args: never[]) => unknown, ...args: unknown[]): Promise<string[]> {
  const out = new Queue<string>()
  const p = new Process({ target: target as (...args: unknown[]) => unknown, args: [out, ...args] })
  p.start()
  await p.join()
  const all = []
  while (!out.empty()) all.push(await out.get())
  return all
}

async function main(): Promise<void> {
  await same(
    'order',
    'test_finalize 3.14:_TestAtExit.test_atexit',
    'Exit handlers run last first, then finalizers by priority, among equals last first; each at most once.',
    () => allOf(finalizes),
    ['b', 'handler 2', 'handler 1', 'd10', 'd03', 'd02', 'd01', 'a', 'e'],
  )
  await same(
    'which',
    '',
    'Handlers run after an uncaught error, and not when a process leaves at once or is killed.',
    async () => [
      await allOf(exitsEarly as never, 'throws'),
      await allOf(exitsEarly as never, 'process.exit'),
      await allOf(exitsEarly as never, 'kill'),
    ],
    [['throws'], [], []],
  )
  await same(
    'children',
    '',
    'Between the finalizers daemons are terminated and children joined.',
    () => allOf(leavesChildren as never, new Queue<unknown>()),
    ['before: null null', 'child', 'after: -15 0'],
  )
  absent(
    'thread-safety',
    'test_thread_safety',
    'Finalizers created by many threads',
    'A process has one thread of JavaScript.',
  )
  absent(
    'temp-dir',
    '',
    'util.get_temp_dir(), util.register_after_fork()',
    'Nothing of the library is in a folder, and nothing is forked.',
  )
}

if (import.meta.main) await main()
