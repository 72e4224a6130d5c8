import type { Queue } from 'multiprocessing'
import {
  currentProcess,
  getContext,
  getLogger,
  getStartMethod,
  logToStderr,
  setStartMethod,
  SUBDEBUG,
  SUBWARNING,
} from 'multiprocessing'

async function method(queue: Queue<unknown>) {
  await queue.put([getStartMethod(), currentProcess().name])
}

function said(act: () => unknown) {
  try {
    return act()
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

const python = (value: unknown) => (value === true ? 'True' : value === undefined ? 'None' : value)
const show = (...values: unknown[]) => console.log(values.map(python).join(' '))

if (import.meta.main) {
  show(getStartMethod({ allowNone: true }) === null)
  show(said(() => getContext('x' as never)))
  show(said(() => setStartMethod('x' as never)))
  setStartMethod('forkserver')
  show(said(() => setStartMethod('spawn')))
  show(getStartMethod(), getContext() === getContext('forkserver'))
  for (const name of ['spawn', 'forkserver'] as const) {
    const context = getContext(name)
    const queue = new context.Queue<unknown>()
    const p = new context.Process({ target: method, args: [queue] })
    p.start()
    show(...((await queue.get()) as unknown[]))
    await p.join()
    show(context.getStartMethod(), context.getContext() === context)
    show(said(() => context.setStartMethod('spawn')))
  }
  {
    await using pool = new (getContext('spawn').Pool)(1)
    show(await pool.apply(() => getStartMethod()))
  }

  // CPython's handler was pointed at stdout, so that both streams are compared in their order.
  process.stderr.write = process.stdout.write.bind(process.stdout) as typeof process.stderr.write
  logToStderr(20)
  getLogger().debug('not this')
  getLogger().info('hello %d', 5)
  getLogger().log(22, 'between')
  getLogger().error('error')
  show(getLogger().level, SUBDEBUG, SUBWARNING)
  getLogger().setLevel('ERROR')
  show(
    getLogger().level,
    said(() => getLogger().setLevel('LOUD' as never)),
  )
}
