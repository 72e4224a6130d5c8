import { Finalize, Process, Queue, SimpleQueue, sleep } from 'multiprocessing'

const show = (...values: unknown[]) =>
  console.log(values.map((value) => (value === false ? 'False' : value === null ? 'None' : value)).join(' '))

async function daemon(queue: Queue<string>) {
  await queue.put('up')
  await sleep(60)
}

async function child(go: SimpleQueue<string>) {
  await go.get()
}

async function parent(queue: Queue<string>, go: SimpleQueue<string>) {
  const d = new Process({ target: daemon, args: [queue], daemon: true })
  const c = new Process({ target: child, args: [go] })
  new Finalize(null, () => show('ended', d.exitcode, c.exitcode), { exitpriority: -1 })
  new Finalize(null, show, { args: ['priority -2'], exitpriority: -2 })
  new Finalize(null, () => go.putSync('go'), { exitpriority: 0 })
  new Finalize(null, () => show('not ended', d.exitcode, c.exitcode), { exitpriority: 0 })
  new Finalize(null, show, { args: ['priority 0'], exitpriority: 0 })
  new Finalize(null, show, { args: ['priority 7'], exitpriority: 7 })
  new Finalize(null, show, { args: ['priority 7, later'], exitpriority: 7 })
  new Finalize(null, show, { args: ['cancelled'], exitpriority: 7 }).cancel()
  const called = new Finalize(null, show, { args: ['called'], exitpriority: 7 })
  called.call()
  called.call()
  show(called.stillActive())
  d.start()
  await queue.get()
  c.start()
  show('parent ends')
}

function misuse(...args: unknown[]) {
  try {
    new (Finalize as unknown as new (...args: unknown[]) => unknown)(...args)
  } catch (error) {
    show((error as Error).name)
  }
}

if (import.meta.main) {
  const p = new Process({ target: parent, args: [new Queue<string>(), new SimpleQueue<string>()] })
  p.start()
  await p.join()
  show(p.exitcode)
  misuse(null, show)
  misuse(null, show, { exitpriority: 1.5 })
}
