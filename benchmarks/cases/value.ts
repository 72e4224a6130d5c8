// A shared counter raised by one under its lock: by one process alone, and by two at once
import { Process, Queue, Value } from 'multiprocessing'
import { expect, now, repeated, report, timed } from './figure'

const RUNS = 5
const COUNT = 200_000

/** At the top level: a function made in the loop would be registered each time, so that it could travel. */
function addOne(n: number): number {
  return n + 1
}

function raise(value: Value<'i'>, count: number): void {
  for (let i = 0; i < count; i++) value.updateSync(addOne)
}

async function raiseAwaited(value: Value<'i'>, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await value.update(addOne)
}

/** Raises the counter whenever it is told to, and tells when it was done; 0 ends it. */
async function worker(value: Value<'i'>, orders: Queue<number>, done: Queue<number>, sync: boolean): Promise<void> {
  for (let count = await orders.get(); count > 0; count = await orders.get()) {
    if (sync) raise(value, count)
    else await raiseAwaited(value, count)
    await done.put(now())
  }
}

/** Raises a second, by both together. */
async function contended(sync: boolean): Promise<number[]> {
  const value = new Value('i')
  const orders = [new Queue<number>(), new Queue<number>()]
  const done = new Queue<number>()
  const workers = orders.map((mine) => new Process({ target: worker, args: [value, mine, done, sync] }))
  for (const each of workers) await each.start()
  const both = async (count: number): Promise<number> => {
    const begin = now()
    for (const mine of orders) await mine.put(count)
    const ends = [await done.get(), await done.get()]
    return (2 * count * 1000) / (Math.max(...ends) - begin)
  }
  await both(COUNT)
  const samples = await repeated(RUNS, () => both(COUNT))
  expect('the counter', value.value, 2 * COUNT * (RUNS + 1))
  for (const mine of orders) await mine.put(0)
  for (const each of workers) await each.join()
  return samples
}

if (import.meta.main) {
  const value = new Value('i')
  raise(value, COUNT)
  const perSecond = async (work: () => unknown) => (COUNT / (await timed(work))) * 1000
  report('value.sync', await repeated(RUNS, () => perSecond(() => raise(value, COUNT))))
  await raiseAwaited(value, COUNT)
  report('value', await repeated(RUNS, () => perSecond(() => raiseAwaited(value, COUNT))))
  expect('the counter', value.value, 2 * COUNT * (RUNS + 1))
  report('value.two.sync', await contended(true))
  report('value.two', await contended(false))
}
