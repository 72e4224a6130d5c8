// What one operation costs while 1, 8 or 32 processes use the same object, and while 10 to 1,000,000 items are queued
import { Lock, Pool, Process, Queue } from 'multiprocessing'
import { expect, repeated, report, timed } from './figure'

const RUNS = 3
const PROCESSES = [1, 8, 32]
const QUEUED = [10, 10_000, 1_000_000]

/** Microseconds of one operation, several times; the first time is to warm up. */
async function cost(figure: string, operations: number, work: () => unknown): Promise<void> {
  await work()
  report(figure, await repeated(RUNS, async () => ((await timed(work)) * 1000) / operations))
}

const END = -1
const PAUSE = -2

/** Takes from the same queue as all the others; says so when it is told to pause. */
async function take(items: Queue<number>, pauses: Queue<number>, resumes: Queue<number>): Promise<void> {
  let taken = 0
  for (let item = await items.get(); item !== END; item = await items.get()) {
    if (item !== PAUSE) taken++
    else {
      await pauses.put(taken)
      await resumes.get()
      taken = 0
    }
  }
}

/** Items through one queue to so many processes, all of which wait for each. */
async function queueOf(processes: number): Promise<void> {
  const ITEMS = 1_000_000
  const queues = [new Queue<number>(), new Queue<number>(), new Queue<number>()] as const
  const [items, pauses, resumes] = queues
  const takers = Array.from({ length: processes }, () => new Process({ target: take, args: [...queues] }))
  for (const taker of takers) await taker.start()
  await cost(`scaling.queue.${processes}`, ITEMS, async () => {
    for (let i = 0; i < ITEMS; i++) items.putSync(i)
    for (let i = 0; i < processes; i++) items.putSync(PAUSE)
    let taken = 0
    for (let i = 0; i < processes; i++) taken += await pauses.get()
    expect('what all have taken', taken, ITEMS)
    for (let i = 0; i < processes; i++) resumes.putSync(0)
  })
  for (let i = 0; i < processes; i++) items.putSync(END)
  for (const taker of takers) await taker.join()
}

async function put(orders: Queue<number>, items: Queue<number>): Promise<void> {
  for (let times = await orders.get(); times > 0; times = await orders.get())
    for (let i = 0; i < times; i++) await items.put(i)
}

/** Items of so many processes through one queue that is full most of the time. */
async function fullQueueOf(processes: number): Promise<void> {
  const ITEMS = 320_000
  const ROOM = 100
  const items = new Queue<number>(ROOM)
  const orders = Array.from({ length: processes }, () => new Queue<number>())
  const putters = orders.map((mine) => new Process({ target: put, args: [mine, items] }))
  for (const putter of putters) await putter.start()
  await cost(`scaling.full.${processes}`, ITEMS, async () => {
    for (const mine of orders) mine.putSync(ITEMS / processes)
    for (let i = 0; i < ITEMS; i++) await items.get()
  })
  for (const mine of orders) mine.putSync(0)
  for (const putter of putters) await putter.join()
}

function hammer(lock: Lock, orders: Queue<number>, done: Queue<number>): void {
  for (let times = orders.getSync(); times > 0; times = orders.getSync()) {
    for (let i = 0; i < times; i++) {
      lock.acquireSync()
      lock.release()
    }
    done.putSync(times)
  }
}

/** A lock that so many processes want all the time. */
async function lockOf(processes: number): Promise<void> {
  const TIMES = 3_200_000
  const lock = new Lock()
  const done = new Queue<number>()
  const orders = Array.from({ length: processes }, () => new Queue<number>())
  const hammerers = orders.map((mine) => new Process({ target: hammer, args: [lock, mine, done] }))
  for (const each of hammerers) await each.start()
  await cost(`scaling.lock.${processes}`, TIMES, async () => {
    for (const mine of orders) mine.putSync(TIMES / processes)
    for (let i = 0; i < processes; i++) await done.get()
  })
  for (const mine of orders) mine.putSync(0)
  for (const each of hammerers) await each.join()
}

async function poolOf(processes: number): Promise<void> {
  const TASKS = 200_000
  await using pool = new Pool(processes)
  const input = Array.from({ length: TASKS }, (_, i) => i)
  await cost(`scaling.pool.${processes}`, TASKS, () => pool.map((x: number) => x * x, input, { chunksize: 1 }))
}

/** One item in and one out of a queue in which so many stand. */
async function queuedItems(count: number): Promise<void> {
  const PAIRS = 100_000
  const items = new Queue<number>()
  for (let i = 0; i < count; i++) items.putSync(i)
  await cost(`scaling.queued.${count}`, PAIRS, () => {
    for (let i = 0; i < PAIRS; i++) {
      items.putSync(i)
      items.getSync()
    }
  })
  expect('what stands in the queue', items.qsize(), count)
}

/** Tasks of which so many wait for a worker. */
async function queuedTasks(count: number): Promise<void> {
  await using pool = new Pool(2)
  const input = Array.from({ length: count }, (_, i) => i)
  const calls = Math.max(1, 1000 / count)
  await cost(`scaling.tasks.${count}`, count * calls, async () => {
    for (let i = 0; i < calls; i++) await pool.map((x: number) => x * x, input, { chunksize: 1 })
  })
}

if (import.meta.main) {
  for (const count of QUEUED) await queuedItems(count)
  for (const processes of PROCESSES) await lockOf(processes)
  for (const processes of PROCESSES) await queueOf(processes)
  for (const processes of PROCESSES) await fullQueueOf(processes)
  for (const processes of PROCESSES) await poolOf(processes)
  for (const count of QUEUED) await queuedTasks(count)
}
