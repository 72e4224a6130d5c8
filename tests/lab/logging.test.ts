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
      '[INFO/Grandchild] process exiting with exitcode 0',
      '[INFO/Grandchild] process shutting down',
      '[INFO/Child] process exiting with exitcode 0',
      '[INFO/Child] process shutting down',
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
