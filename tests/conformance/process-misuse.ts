// Processes: what is refused, how they are shown, and what does not exist.
import { currentProcess, Process, Queue } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { nothing, sleeps, ask } from './children'

const { absent, better, same } = behaviours('process', '_TestProcess', 'Process')

async function misuses(out: Queue<unknown>, of: Process, started: Process): Promise<void> {
  const all: string[] = []
  for (const act of [() => of.start(), () => started.join(), () => started.isAlive()]) all.push(await thrown(act))
  await out.put([of.name, of.daemon, started.pid, String(of).includes(' unknown'), ...all])
}

async function refusesChild(out: Queue<unknown>): Promise<void> {
  await out.put([new Process().daemon, await thrown(() => new Process({ target: nothing }).start())])
}

async function main(): Promise<void> {
  const out = new Queue<unknown>()

  await same(
    'start-twice',
    '',
    'A process is started once.',
    async () => {
      const p = new Process({ target: nothing })
      p.start()
      const while1 = await thrown(() => p.start())
      await p.join()
      return [while1, await thrown(() => p.start()), await thrown(() => (p.daemon = true))]
    },
    [
      'AssertionError: cannot start a process twice',
      'AssertionError: cannot start a process twice',
      'AssertionError: process has already started',
    ],
  )

  await same(
    'join-misuse',
    '',
    'join() is for started children, and for nobody else.',
    async () => [
      await thrown(() => new Process().join()),
      await thrown(() => currentProcess().join()),
      await thrown(() => currentProcess().start()),
    ],
    [
      'AssertionError: can only join a started process',
      'AssertionError: can only join a child process',
      'AssertionError: can only start a process object created by current process',
    ],
  )

  await same(
    'unstarted-as-argument',
    '',
    'A process object as an argument is known by name in the other process, but is not its child.',
    async () => {
      const p = new Process({ target: nothing, name: 'Other', daemon: true })
      const q = new Process({ target: sleeps })
      await q.start()
      const [name, daemon, , isUnknown, start, join, alive] = (await ask(
        misuses,
        p as Process,
        q as Process,
      )) as unknown[]
      q.kill()
      await q.join()
      return [name, daemon, isUnknown, start, join, alive]
    },
    [
      'Other',
      true,
      true,
      'AssertionError: can only start a process object created by current process',
      'AssertionError: can only join a child process',
      'AssertionError: can only test a child process',
    ],
  )

  await better(
    'started-as-argument',
    '',
    'A process that has been started can be an argument too.',
    'CPython cannot pickle it.',
    async () => {
      const q = new Process({ target: sleeps })
      await q.start()
      const answer = (await ask(misuses, new Process() as Process, q as Process)) as unknown[]
      q.kill()
      await q.join()
      return answer[2] === q.pid
    },
    true,
  )

  await same(
    'daemons-have-no-children',
    '',
    'Daemons, and those that daemons would start, are refused children.',
    async () => {
      const p = new Process({ target: refusesChild, args: [out], daemon: true })
      p.start()
      return out.get()
    },
    [true, 'AssertionError: daemonic processes are not allowed to have children'],
  )

  await same(
    'name-checked',
    '',
    'A name is a text.',
    async () => [
      await thrown(() => new Process({ name: 5 as never })),
      await thrown(() => (currentProcess().name = 5 as never)),
    ],
    ['AssertionError: name must be a string', 'AssertionError: name must be a string'],
  )

  await same(
    'run-here',
    '',
    'run() can be called in this process, too.',
    () => new Process({ target: (a: number, b: number) => a + b, args: [1, 2] }).run(),
    3,
  )

  await same(
    'repr',
    '',
    'repr shows class, name, pid, parent, state, exit code by the signal’s name, and daemon.',
    async () => {
      const p = new Process({ target: sleeps, name: 'x', daemon: true })
      const plain = () => String(p).replace(String(p.pid), 'PID').replace(String(process.pid), 'ME')
      const all = [plain()]
      await p.start()
      all.push(plain())
      p.terminate()
      await p.join()
      all.push(plain())
      p.close()
      all.push(String(p).replace(String(process.pid), 'ME'))
      return all
    },
    [
      "<Process name='x' parent=ME initial daemon>",
      "<Process name='x' pid=PID parent=ME started daemon>",
      "<Process name='x' pid=PID parent=ME stopped exitcode=-SIGTERM daemon>",
      "<Process name='x' parent=ME closed daemon>",
    ],
  )

  absent(
    'set-executable',
    'test_set_executable MiscTestCase.test_spawn_sys_executable_none_allows_import',
    'setExecutable()',
    'Every process is Electron’s utility process; there is no interpreter to choose.',
    ['setExecutable', 'executable'],
  )

  absent(
    'mainthread-id',
    'test_process_mainthread_native_id',
    'Native ids of threads',
    'JavaScript has no name for the thread of a process; the pid names it.',
  )

  absent(
    'lose-target-ref',
    'test_lose_target_ref',
    'A started process loses its target and arguments',
    'Nothing depends on when garbage is collected; run() can still be called in the parent.',
  )

  absent(
    'fd-inflation',
    'test_child_fd_inflation TestCloseFds.test_closefd',
    'File descriptors of the parent in the child',
    'A child is not forked from its parent and inherits none of its descriptors.',
  )

  absent(
    'stdio-flush',
    'test_error_on_stdio_flush_1 test_error_on_stdio_flush_2 _TestSubclassingProcess.test_stderr_flush TestStdinBadfiledescriptor.test_flushing',
    'Flushing of Python’s buffered streams',
    'What console.log has written is on its way; there is nothing to flush.',
  )

  absent(
    'forkserver-death',
    'test_forkserver_sigint test_forkserver_sigkill',
    'Death of the fork server',
    'There is no server process: spares are independent, and each serves once.',
  )

  absent('group', '', 'The parameter group', 'It is reserved for thread groups in Python and must be None there.')
  absent(
    'eintr',
    '_TestPollEintr.test_poll_eintr TestIgnoreEINTR.test_ignore TestIgnoreEINTR.test_ignore_listener',
    'Waits that a signal interrupts',
    'No wait of the library ends because of a signal that the script handles.',
  )
  absent(
    'socket-timeouts',
    'TestTimeouts.test_timeout',
    'The default time-out of sockets',
    'Connections are no sockets.',
  )
}

if (import.meta.main) await main()
