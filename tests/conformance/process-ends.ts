// Processes: how they end.
import { activeChildren, KeyboardInterrupt, parentProcess, Process, Queue, sleep } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { nothing, exits, throws, sleeps, exitcodeOf } from './children'

const { better, same } = behaviours('process', '_TestProcess', 'Process')

async function grandparent(out: Queue<unknown>): Promise<void> {
  new Process({ target: watchesParent, args: [out] }).start()
  await sleep(100)
}

async function watchesParent(out: Queue<unknown>): Promise<void> {
  const ended = new Promise((resolve) => process.on('SIGTERM', resolve))
  await out.put([parentProcess()?.isAlive(), process.pid])
  await ended
  await parentProcess()?.join()
  await out.put(parentProcess()?.isAlive())
}

async function tidies(out: Queue<unknown>): Promise<void> {
  await out.put('up')
  try {
    await sleep(100)
  } finally {
    await out.put('tidied')
  }
}

async function survives(out: Queue<unknown>): Promise<void> {
  await out.put('up')
  try {
    await sleep(100)
  } catch (error) {
    await out.put(error instanceof KeyboardInterrupt)
  }
}

async function killed(how: 'terminate' | 'kill'): Promise<unknown> {
  const p = new Process({ target: sleeps, daemon: true })
  await p.start()
  const before = [p.isAlive(), activeChildren().includes(p), p.exitcode]
  await p.join(0)
  await p.join(-1)
  const still = p.isAlive()
  p[how]()
  await p.join()
  await p.join()
  return [...before, still, p.isAlive(), activeChildren().includes(p), p.exitcode]
}

async function interrupted(target: (out: Queue<unknown>) => unknown): Promise<unknown> {
  const out = new Queue<unknown>()
  const p = new Process({ target, args: [out] })
  await p.start()
  await out.get()
  p.interrupt()
  const then = await out.get()
  await p.join()
  return [then, p.exitcode]
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function main(): Promise<void> {
  const out = new Queue<unknown>()

  await same(
    'terminate',
    'test_terminate',
    'terminate() ends a process by SIGTERM; join with 0 or less seconds returns at once.',
    () => killed('terminate'),
    [true, true, null, true, false, false, -15],
  )

  await same('kill', 'test_kill', 'kill() ends a process by SIGKILL.', () => killed('kill'), [
    true,
    true,
    null,
    true,
    false,
    false,
    -9,
  ])

  await same(
    'exit-codes',
    '_TestSubclassingProcess.test_sys_exit',
    'Return 0, uncaught error 1, exit(N) N modulo 256, exit(text) 1, exit() 0.',
    async () => {
      const codes = [await exitcodeOf(nothing), await exitcodeOf(throws)]
      for (const code of [7, 'text', undefined, 300, 256, -1]) codes.push(await exitcodeOf(exits, code))
      return codes
    },
    [0, 1, 7, 1, 0, 44, 0, 255],
  )

  await same(
    'interrupt',
    '3.14:_TestProcess.test_interrupt',
    'interrupt() raises KeyboardInterrupt in the process, so that finally blocks run; its exit code is 1.',
    () => interrupted(tidies),
    ['tidied', 1],
  )

  await same(
    'interrupt-survived',
    '3.14:_TestProcess.test_interrupt_no_handler',
    'A process that catches the KeyboardInterrupt goes on.',
    () => interrupted(survives),
    [true, 0],
  )

  await better(
    'orphans',
    'test_parent_process',
    'A process sees that its parent has ended, and ends then.',
    'CPython leaves the children of a terminated process running as orphans.',
    async () => {
      const p = new Process({ target: grandparent, args: [out] })
      p.start()
      const [alive, pid] = (await out.get()) as [boolean, number]
      p.terminate()
      await p.join()
      const after = await out.get()
      while (isThere(pid)) await sleep(0.01)
      return [alive, p.exitcode, after]
    },
    [true, -15, false],
  )

  await same(
    'close',
    'test_close',
    'close() is refused while the process runs; afterwards nearly everything is.',
    async () => {
      const p = new Process({ target: sleeps, daemon: true })
      p.start()
      const early = await thrown(() => p.close())
      p.kill()
      await p.join()
      p.close()
      const after = [await thrown(() => p.isAlive()), await thrown(() => p.join()), await thrown(() => p.terminate())]
      p.close()
      return [early, ...new Set(after)]
    },
    [
      'ValueError: Cannot close a process while it is still running. You should first call join() or terminate().',
      'ValueError: process object is closed',
    ],
  )
}

if (import.meta.main) await main()
