import { Array as SharedArray, JoinableQueue, Lock, Manager, Pipe, Pool, Process, Queue, Value } from 'multiprocessing'

const square = (x: number) => x * x

function fails(x: number) {
  if (x === 5) {
    const error = new Error('five')
    error.name = 'ValueError'
    throw error
  }
  return x
}

async function puts(queue: Queue<string>, items: string[]) {
  for (const item of items) await queue.put(item)
}

async function adds(value: Value<'i'>, lock: Lock) {
  for (let i = 0; i < 100; i++)
    await lock.use(() => {
      value.value += 1
    })
}

async function said(act: () => unknown) {
  try {
    return await act()
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

const kind = async (act: () => unknown) => String(await said(act)).split(':')[0]
const show = (...values: unknown[]) => console.log(values.map(String).join(' '))

async function listed<T>(values: AsyncIterable<T>, sorted = false) {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return (sorted ? all.sort() : all).join()
}

if (import.meta.main) {
  const queue = new Queue<number>(2)
  show(queue.empty(), queue.full())
  await queue.put(1)
  await queue.put(2)
  show(queue.full(), await kind(() => queue.putNowait(3)), await kind(() => queue.put(3, 0.05)))
  show(await queue.get(), await queue.get(), await kind(() => queue.get(0.05)), await kind(() => queue.getNowait()))
  const many = new Queue<string>()
  const p = new Process({ target: puts, args: [many, ['a', 'b', 'c']] })
  p.start()
  show(await many.get(), await many.get(), await many.get())
  await p.join()
  const joinable = new JoinableQueue<number>()
  await joinable.put(1)
  await joinable.get()
  joinable.taskDone()
  await joinable.join()
  show(await said(() => joinable.taskDone()))

  const lock = new Lock()
  show(await lock.acquire(), await lock.acquire({ block: false }), await lock.acquire(0.05))
  lock.release()
  show(await kind(() => lock.release()))
  const value = new Value('i', 0)
  const workers = [1, 2].map(() => new Process({ target: adds, args: [value, lock] }))
  for (const worker of workers) worker.start()
  for (const worker of workers) await worker.join()
  show(value.value)
  const array = new SharedArray('i', [1, 2, 3, 4])
  array.set(1, 20)
  show(array.length, array.get(-1), [...array.slice(1, 3)].join())

  let [a, b] = Pipe<unknown>()
  await a.send({ x: 1 })
  show(await b.poll(), ((await b.recv()) as { x: number }).x, await b.poll())
  a.close()
  show(await kind(() => b.recv()), await said(() => a.send(1)))
  const [reader, writer] = Pipe<unknown>({ duplex: false })
  show(await said(() => reader.send(1)), '|', await said(() => writer.recv()))
  ;[a, b] = Pipe<unknown>()
  const abc = Buffer.from('abc')
  show(
    await said(() => a.sendBytes(abc, 4)),
    '|',
    await said(() => a.sendBytes(abc, 1, 3)),
    '|',
    await said(() => a.sendBytes(abc, -1)),
  )

  let kept: Pool
  {
    await using pool = new Pool(2)
    kept = pool
    show((await pool.map(square, [0, 1, 2, 3, 4, 5])).join(), (await pool.map(square, [], 3)).join())
    show(await pool.apply(square, [7]), (await pool.starmap((x: number, y: number) => x ** y, [[2, 3], [3, 2]])).join()) // prettier-ignore
    show(await said(() => pool.map(fails, [1, 5, 2], 1)))
    const results = pool.imap(fails, [5, 1])
    show(await said(() => results.next()), (await results.next()).value)
    show(await listed(pool.imap(square, [1, 2, 3], 2)), await listed(pool.imapUnordered(square, [1, 2, 3]), true))
    show(await said(() => pool.imap(square, [1], 0)))
    show(await said(() => pool.join()))
  }
  show(await said(() => kept.map(square, [1])))
  show(await said(() => new Pool(0)), '|', await said(() => new Pool({ processes: 1, initializer: 5 as never })))

  await using manager = Manager()
  const teams = await manager.dict({ red: [1] })
  const red = (await teams.get('red')) as number[]
  red.push(2)
  show((await teams.get('red'))?.join())
  await teams.set('red', red)
  show((await teams.get('red'))?.join())
}
