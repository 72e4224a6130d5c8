// Logging.
import type { Queue } from 'multiprocessing'
import { DEBUG, getLogger, INFO, logToStderr, SUBDEBUG, SUBWARNING, WARNING } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { ask } from './children'

const { better, same } = behaviours('logging', '_TestLogging', 'Logger getLogger logToStderr')

async function tellsLevel(out: Queue<unknown>): Promise<void> {
  await out.put(getLogger().level)
}

async function main(): Promise<void> {
  await same(
    'levels',
    '',
    'The levels of Python’s logging, and two of the library’s own.',
    () => [SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING],
    [5, 10, 20, 25, 30],
  )
  await same(
    'enable',
    'test_enable_logging',
    'There is one logger, and what is below its level is not logged.',
    () => {
      const logger = getLogger()
      logger.setLevel(SUBWARNING)
      logger.debug('this will not be printed')
      logger.info('nor will this')
      return logger === getLogger()
    },
    true,
  )
  await same(
    'inherited',
    'test_level',
    'A child logs what its parent logs.',
    async () => {
      const levels = []
      for (const level of [32, 37]) {
        getLogger().setLevel(level)
        levels.push(await ask(tellsLevel))
      }
      return levels
    },
    [32, 37],
  )
  await same(
    'to-stderr',
    '',
    'logToStderr() gives the logger, sets its level, and takes a level by name.',
    async () => [
      logToStderr() === getLogger(),
      getLogger().level,
      logToStderr('ERROR').level,
      await thrown(() => logToStderr('LOUD' as never)),
    ],
    [true, 37, 40, "ValueError: Unknown level: 'LOUD'"],
  )
  await better(
    'level-names',
    '',
    'The library’s own levels have names in what is logged.',
    'CPython writes Level 5 and Level 25.',
    () => ['SUBDEBUG', 'SUBWARNING'].map((level) => logToStderr(level as 'SUBDEBUG').level),
    [SUBDEBUG, SUBWARNING],
  )
}

if (import.meta.main) await main()
