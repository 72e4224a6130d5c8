import { expect, test } from 'vitest'
import { runScript } from './parallab'

test('what is logged has level and process, and children take level and stream over', async () => {
  const outcome = await runScript(`
    import { DEBUG, ERROR, getLogger, INFO, logToStderr, Process, SUBDEBUG, SUBWARNING, WARNING } from 'multiprocessing'
    function child() { getLogger().info('hello %s, %d', 'child', 3); getLogger().debug('not this') }
    async function parent(what: string) {
      const p = new Process({ target: child, name: what })
      await p.start(); await p.join()
    }
    if (import.meta.main) {
      console.log([SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING, ERROR].join())
      const logger = getLogger()
      console.log(logger === getLogger(), logger.level)
      logger.info('nowhere'); logger.warning('bare'); logger.error('bare too')
      await parent('silent')
      console.log(logToStderr('INFO') === logger, logger.level)
      logger.debug('not this'); logger.log(SUBWARNING, 'sub %j', { a: 1 }); logger.log(22, 'between'); logger.warning('w'); logger.error('e')
      const p = new Process({ target: parent, args: ['Grandchild'], name: 'Child' })
      await p.start(); await p.join()
      for (const level of ['LOUD', NaN]) try { logToStderr(level as never) } catch (e) { console.log(String(e)) }
      logger.setLevel(ERROR)
      logger.warning('not this')
      console.log(logToStderr().level)
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout:
      "5,10,20,25,30,40\ntrue 30\ntrue 20\nValueError: Unknown level: 'LOUD'\nValueError: Unknown level: 'NaN'\n40\n",
    stderr: [
      'bare',
      'bare too',
      '[SUBWARNING/MainProcess] sub {"a":1}',
      '[Level 22/MainProcess] between',
      '[WARNING/MainProcess] w',
      '[ERROR/MainProcess] e',
      '[INFO/Child] child process calling self.run()',
      '[INFO/Grandchild] child process calling self.run()',
      '[INFO/Grandchild] hello child, 3',
      '[INFO/Grandchild] process shutting down',
      '[INFO/Grandchild] process exiting with exitcode 0',
      '[INFO/Child] process shutting down',
      '[INFO/Child] process exiting with exitcode 0',
      '',
    ].join('\n'),
  })
})

test('the library logs how it ends daemons and children', async () => {
  const outcome = await runScript(`
    import { logToStderr, Process, Queue, sleep } from 'multiprocessing'
    async function waits(up: Queue<string>) { await up.put('up'); await sleep(60) }
    async function ends(joined: Queue<string>) { await joined.get() }
    /** Is there until somebody joins it. */
    class Joined extends Process<[Queue<string>]> {
      override join(limits?: number) { joined.putSync('joined'); return super.join(limits) }
    }
    const joined = new Queue<string>()
    if (import.meta.main) {
      const up = new Queue<string>()
      const daemon = new Process({ target: waits, args: [up], daemon: true, name: 'Daemon' })
      const child = new Joined({ target: ends, args: [joined], name: 'Child' })
      await daemon.start()
      await up.get()
      await child.start()
      logToStderr('DEBUG')
    }
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      '[INFO/MainProcess] process shutting down',
      '[DEBUG/MainProcess] running all "atexit" finalizers with priority >= 0',
      '[INFO/MainProcess] calling terminate() for daemon Daemon',
      '[INFO/MainProcess] calling join() for process Daemon',
      '[INFO/MainProcess] calling join() for process Child',
      '[DEBUG/MainProcess] running the remaining "atexit" finalizers',
      '',
    ].join('\n'),
  })
})

/** What CPython 3.11 logs in the life of pools and managers, as far as it is not of its threads and sockets. */
const CPYTHON: readonly (string | RegExp)[] = [
  'DEBUG added worker',
  'INFO child process calling self.run()',
  /^DEBUG worker exiting after \d+ tasks$/,
  'DEBUG worker got sentinel -- exiting',
  /^DEBUG Possible encoding error while sending result: .*$/,
  'INFO process shutting down',
  'DEBUG running all "atexit" finalizers with priority >= 0',
  'DEBUG running the remaining "atexit" finalizers',
  /^INFO process exiting with exitcode \d+$/,
  /^DEBUG cleaning up worker \d+$/,
  'DEBUG closing pool',
  'DEBUG joining pool',
  'DEBUG terminating pool',
  'DEBUG terminating workers',
  /^INFO manager serving at '.*'$/,
  "DEBUG requesting creation of a shared 'list' object",
  /^DEBUG 'list' callable returned object with id '[0-9a-f]+'$/,
  /^DEBUG disposing of obj with id '[0-9a-f]+'$/,
  'INFO sending shutdown message to manager',
  'DEBUG manager received shutdown message',
]

test('pools and managers log their lives in the words of CPython', async () => {
  const { code, stdout, stderr } = await runScript(`
    import { logToStderr, Manager, Pool, Process, SyncManager } from 'multiprocessing'
    const sqr = (n: number) => n * n
    async function makesList(address: string) {
      const manager = new SyncManager({ address })
      await manager.connect()
      await manager.list()
    }
    if (import.meta.main) {
      logToStderr('DEBUG')
      const pool = new Pool({ processes: 1, maxTasksPerChild: 3 })
      console.log(await pool.map(sqr, [1, 2, 3], 1))
      console.log((await pool.apply(() => Symbol('none')).catch((error: Error) => error)).name)
      pool.close()
      await pool.join()
      const other = new Pool(1)
      console.log(await other.apply(sqr, [3]))
      other.terminate()
      await other.join()
      const manager = Manager({ address: 'here' })
      const list = await manager.list([1])
      const p = new Process({ target: makesList, args: ['here'] })
      p.start()
      await p.join()
      while (await manager.numberOfObjects() > 1);
      console.log(await list.length())
      await manager.shutdown()
    }
  `)
  const lines = [...stderr.matchAll(/^\[(\w+)\/([\w-]+)\] (.*)$/gm)].map(([, level, name, message]) => [
    name,
    `${level} ${message}`,
  ])
  const by = (name: string) => lines.filter((line) => line[0] === name).map((line) => line[1])
  const strange = lines
    .map((line) => line[1] as string)
    .filter((text) => {
      return !CPYTHON.some((known) => (typeof known === 'string' ? known === text : known.test(text)))
    })
  const ends = [
    'INFO process shutting down',
    'DEBUG running all "atexit" finalizers with priority >= 0',
    'DEBUG running the remaining "atexit" finalizers',
  ]
  const ended = [...ends, 'INFO process exiting with exitcode 0']
  const run = 'INFO child process calling self.run()'
  expect([code, stdout, strange]).toEqual([0, '[ 1, 4, 9 ]\nEncodeError\n9\n1\n', []])
  expect(by('MainProcess')).toContain('DEBUG cleaning up worker 0')
  expect(by('MainProcess').filter((text) => text !== 'DEBUG cleaning up worker 0')).toEqual([
    'DEBUG added worker',
    'DEBUG added worker',
    'DEBUG closing pool',
    'DEBUG joining pool',
    'DEBUG added worker',
    'DEBUG terminating pool',
    'DEBUG terminating workers',
    'DEBUG joining pool',
    "DEBUG requesting creation of a shared 'list' object",
    'INFO sending shutdown message to manager',
    ...ends,
  ])
  expect(by('PoolWorker-1')).toEqual([run, 'DEBUG worker exiting after 3 tasks', ...ended])
  expect(by('PoolWorker-2')).toEqual([
    run,
    expect.stringContaining('Possible encoding error while sending result: EncodeError'),
    'DEBUG worker got sentinel -- exiting',
    'DEBUG worker exiting after 1 tasks',
    ...ended,
  ])
  expect(by('SyncManager-4')).toEqual([
    run,
    "INFO manager serving at 'here'",
    "DEBUG 'list' callable returned object with id '1'",
    "DEBUG 'list' callable returned object with id '2'",
    "DEBUG disposing of obj with id '2'",
    'DEBUG manager received shutdown message',
    ...ended,
  ])
})
