import { activeChildren, currentProcess, exit, parentProcess, Process, Queue, sleep } from 'multiprocessing'

type Told = [name: string, args: unknown[], kwargs: Record<string, number>, daemon: boolean, parent: string | undefined]

async function tells(queue: Queue<unknown>, ...args: unknown[]) {
  const me = currentProcess()
  const kwargs = typeof args.at(-1) === 'object' ? args.pop() : {}
  await queue.put([me.name, args, kwargs, me.daemon, parentProcess()?.name])
}

async function tellsLater(asked: Queue<null>, queue: Queue<unknown>, ...args: unknown[]) {
  await asked.get()
  await tells(queue, ...args)
}

function nothing() {}

function exits(code?: number | string) {
  exit(code)
}

function throws() {
  throw new Error('uncaught')
}

async function sleeps(queue: Queue<unknown>) {
  await queue.put('up')
  await sleep(60)
}

async function nests(queue: Queue<unknown>) {
  const child = new Process({ target: tells, args: [queue, 'nested'] })
  child.start()
  await child.join()
}

async function refuses(queue: Queue<unknown>) {
  try {
    new Process({ target: nothing }).start()
  } catch (error) {
    await queue.put((error as Error).message)
  }
}

async function said(act: () => unknown) {
  try {
    return await act()
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

const show = (...values: unknown[]) => console.log(values.map(String).join(' '))

if (import.meta.main) {
  const queue = new Queue<unknown>()
  show('main', currentProcess().name, parentProcess(), currentProcess().authkey.length)

  const asked = new Queue<null>()
  let p: Process = new Process({ target: tellsLater, args: [asked, queue, 1, 'two'], kwargs: { a: 3 } })
  show('before', p.name, p.pid, p.exitcode, p.isAlive(), p.daemon, activeChildren().length)
  show(await said(() => p.join()), '|', await said(() => p.sentinel))
  p.start()
  show('during', p.exitcode, p.isAlive(), activeChildren().length)
  show(await said(() => p.start()), '|', await said(() => (p.daemon = true)), '|', await said(() => p.close()))
  await asked.put(null)
  const [name, args, kwargs, daemon, parent] = (await queue.get()) as Told
  show('child', name, ...args, Object.keys(kwargs)[0], kwargs.a, daemon, parent)
  await p.join()
  show('after', p.exitcode, p.isAlive(), activeChildren().length)
  p.close()
  show(await said(() => p.isAlive()), '|', await said(() => p.join()), '|', await said(() => p.exitcode))

  for (const code of [undefined, 0, 7, 300, -1, 'text']) {
    p = new Process({ target: exits, args: [code] })
    p.start()
    await p.join()
    show('exit', code ?? 'nothing', p.exitcode)
  }
  p = new Process({ target: throws })
  p.start()
  await p.join()
  show('throws', p.exitcode)
  for (const how of ['terminate', 'kill'] as const) {
    const up = new Queue<unknown>()
    p = new Process({ target: sleeps, args: [up], name: how })
    p.start()
    await up.get()
    await p.join(0)
    show(how, p.isAlive())
    p[how]()
    await p.join()
    show(how, p.exitcode)
  }

  p = new Process({ target: nests, args: [queue], name: 'Outer' })
  p.start()
  const nested = (await queue.get()) as Told
  await p.join()
  show('nested', nested[0].split(':')[1], nested[1][0], nested[4])

  p = new Process({ target: refuses, args: [queue], daemon: true })
  p.start()
  show('daemon', await queue.get())
  await p.join()
  show(
    await said(() => (currentProcess().name = 5 as never)),
    '|',
    await said(() => currentProcess().join()),
    '|',
    await said(() => currentProcess().start()),
  )
}
