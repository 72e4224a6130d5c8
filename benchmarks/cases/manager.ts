// A client's calls of a manager's list and dictionary, one after another
import { Manager, Process, type DictProxy, type ListProxy } from 'multiprocessing'
import { expect, repeated, report, timed } from './figure'

const RUNS = 5
const CALLS = 5000

/** Calls a second. */
async function rate(figure: string, call: (i: number) => unknown): Promise<void> {
  const calls = async () => {
    for (let i = 0; i < CALLS; i++) await call(i)
  }
  await calls()
  report(figure, await repeated(RUNS, async () => (CALLS * 1000) / (await timed(calls))))
}

/** The same without a promise. */
async function rateSync(figure: string, call: (i: number) => unknown): Promise<void> {
  const calls = () => {
    for (let i = 0; i < CALLS; i++) call(i)
  }
  calls()
  report(figure, await repeated(RUNS, async () => (CALLS * 1000) / (await timed(calls))))
}

async function client(list: ListProxy<number>, dict: DictProxy<number, number>): Promise<void> {
  await rate('manager.append', (i) => list.append(i))
  await rate('manager.set', (i) => dict.set(i, i))
  await rate('manager.get', (i) => dict.get(i))
  await rateSync('manager.append.sync', (i) => list.appendSync(i))
  await rateSync('manager.get.sync', (i) => dict.getSync(i))
}

if (import.meta.main) {
  await using manager = Manager()
  const list = await manager.list<number>()
  const dict = await manager.dict<number, number>()
  const process = new Process({ target: client, args: [list, dict] })
  void process.start()
  await process.join()
  expect('the number of items', await list.length(), 2 * CALLS * (RUNS + 1))
  expect('the number of keys', await dict.size(), CALLS)
}
