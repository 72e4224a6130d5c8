// Processes: who they are, what they are given, how they live.
import { activeChildren, cpuCount, currentProcess, parentProcess, Process, Queue, wait } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { nothing, sleeps, tells, ask } from './children'

const { same } = behaviours('process', '_TestProcess', 'Process')

async function tellsParent(out: Queue<unknown>): Promise<void> {
  await out.put([parentProcess()?.pid, parentProcess()?.name, parentProcess()?.isAlive()])
}

async function recurses(out: Queue<number[]>, id: number[]): Promise<void> {
  await out.put(id)
  if (id.length < 2)
    for (let i = 0; i < 2; i++) {
      const p = new Process({ target: recurses, args: [out, [...id, i]] })
      p.start()
      await p.join()
    }
}

async function waitsForTimer(out: Queue<unknown>): Promise<void> {
  setTimeout(() => void out.put('set'), 100)
}

function kinds(out: Queue<unknown>): void {
  out.putSync([process.argv.length, import.meta.main, process.stdin.readableEnded || process.stdin.isTTY === undefined])
}

class UpperCaser extends Process {
  readonly words: Queue<string>
  readonly out: Queue<string>
  constructor(words: Queue<string>, out: Queue<string>) {
    super()
    this.words = words
    this.out = out
  }
  override async run(): Promise<void> {
    for (let word = await this.words.get(); word !== ''; word = await this.words.get())
      await this.out.put(word.toUpperCase())
  }
}

async function namesChild(ids: Queue<unknown>): Promise<void> {
  const p = new Process({ target: nothing })
  await ids.put(p.name)
}

async function main(): Promise<void> {
  const out = new Queue<unknown>()

  await same(
    'current',
    'test_current',
    'The first process is alive, no daemon, has a pid, a key of 32 bytes and no exit code.',
    () => {
      const me = currentProcess()
      return [me.isAlive(), me.daemon, me.authkey.length, me.ident === process.pid, me.exitcode, me.name]
    },
    [true, false, 32, true, null, 'MainProcess'],
  )

  await same(
    'args',
    'test_args_argument',
    'Arguments arrive as they were given.',
    async () => {
      const answers = []
      for (const arg of [1, 'str', [1]]) answers.push(((await ask(tells, arg)) as unknown[])[0])
      return answers
    },
    [[1], ['str'], [[1]]],
  )

  await same(
    'daemon-argument',
    'test_daemon_argument',
    'A process is a daemon as its creator is, unless told otherwise.',
    () => [undefined, true, false].map((daemon) => new Process({ target: nothing, daemon }).daemon),
    [false, true, false],
  )

  await same(
    'life',
    'test_process',
    'Name, key, daemon flag, exit code and liveness, before, during and after.',
    async () => {
      const p = new Process({
        target: tells,
        args: [out, 1, 2],
        kwargs: { hello: 23, bye: 2.54 },
        name: 'SomeProcess',
        daemon: true,
      })
      const before = [p.isAlive(), p.daemon, activeChildren().includes(p), p.exitcode, p.pid]
      p.start()
      const during = [p.exitcode, p.isAlive(), activeChildren().includes(p)]
      const [args, name, pid, key, daemon] = (await out.get()) as unknown[]
      const pidIsRight = pid === p.pid
      await p.join()
      const isKey = key === Buffer.from(currentProcess().authkey).toString('hex')
      return [
        before,
        during,
        args,
        name,
        pidIsRight,
        isKey,
        daemon,
        p.exitcode,
        p.isAlive(),
        activeChildren().includes(p),
      ]
    },
    [
      [false, true, false, null, null],
      [null, true, true],
      [1, 2, { hello: 23, bye: 2.54 }],
      'SomeProcess',
      true,
      true,
      true,
      0,
      false,
      false,
    ],
  )

  await same(
    'names',
    '',
    'The default name is the class and the numbers of the process and its ancestors.',
    async () => {
      const ids = new Queue<unknown>()
      const p = new Process({ target: namesChild, args: [ids] })
      p.start()
      await p.join()
      return [
        /^Process-\d+$/.test(p.name),
        (await ids.get()) === `${p.name}:1`,
        /^UpperCaser-\d+$/.test(new UpperCaser(ids as never, ids as never).name),
      ]
    },
    [true, true, true],
  )

  await same(
    'parent-attributes',
    'test_parent_process_attributes',
    'A child knows pid and name of its parent; the first process has none.',
    async () => [parentProcess(), await ask(tellsParent)],
    [null, [process.pid, 'MainProcess', true]],
  )

  await same(
    'cpu-count',
    'test_cpu_count',
    'cpuCount() is an integer of at least 1.',
    () => Number.isInteger(cpuCount()) && cpuCount() >= 1,
    true,
  )

  await same(
    'active-children',
    'test_active_children',
    'activeChildren() has those that were started and have not ended.',
    async () => {
      const p = new Process({ target: sleeps, daemon: true })
      const before = activeChildren().includes(p)
      p.start()
      const during = activeChildren().includes(p)
      p.kill()
      await p.join()
      return [before, during, activeChildren().includes(p)]
    },
    [false, true, false],
  )

  await same(
    'recursion',
    'test_recursion',
    'Children start children, which can use what their parents were given.',
    async () => {
      const ids = new Queue<number[]>()
      await recurses(ids, [])
      const all = []
      while (!ids.empty()) all.push((await ids.get()).join(''))
      return all
    },
    ['', '0', '00', '01', '1', '10', '11'],
  )

  await same(
    'sentinel',
    'test_sentinel',
    'A sentinel exists from the start on and is ready when the process has ended.',
    async () => {
      const p = new Process({ target: sleeps })
      const early = await thrown(() => p.sentinel)
      p.start()
      const { sentinel } = p
      const before = (await wait([sentinel], 0)).length
      p.terminate()
      const after = await wait([sentinel])
      return [early, before, after[0] === sentinel]
    },
    ['ValueError: process not started', 0, true],
  )

  await same(
    'many',
    'test_many_processes',
    'Many processes at once end by themselves, and by terminate().',
    async () => {
      const codes = new Set<number | null>()
      for (const target of [nothing, sleeps]) {
        const all = Array.from({ length: 12 }, () => new Process({ target }))
        for (const p of all) p.start()
        if (target === sleeps) for (const p of all) p.terminate()
        for (const p of all) await p.join()
        for (const p of all) codes.add(p.exitcode)
      }
      return [...codes]
    },
    [0, -15],
  )

  await same(
    'waits-for-threads',
    'test_wait_for_threads',
    'A process ends when nothing is left to do: timers that were started are waited for.',
    async () => ask(waitsForTimer),
    'set',
  )

  await same(
    'authkey-private',
    '',
    'The key goes to children and nowhere else.',
    async () =>
      (await thrown(() => out.put(currentProcess().authkey))).endsWith(
        'Pickling an AuthenticationString object is disallowed for security reasons',
      ),
    true,
  )

  await same(
    'authkey-set',
    '',
    'A key that is set goes to the processes that are made afterwards.',
    async () => {
      const before = currentProcess().authkey
      currentProcess().authkey = Buffer.from('secret')
      const answer = (await ask(tells)) as unknown[]
      currentProcess().authkey = before
      return answer[3]
    },
    Buffer.from('secret').toString('hex'),
  )

  await same(
    'child-context',
    '',
    'A child has the script’s arguments, is not the main module, and has no standard input.',
    () => ask(kinds),
    [process.argv.length, false, true],
  )
}

if (import.meta.main) await main()
