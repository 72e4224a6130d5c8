// Items through a queue, one producer, one consumer; distinct buffers, so that no encoder can send one by reference
import { randomBytes } from 'node:crypto'
import { Process, Queue } from 'multiprocessing'
import { expect, now, repeated, report } from './figure'

const RUNS = 5
const MIB = 1 << 20
const LOADS = [
  { figure: 'queue.ints', count: 100_000, size: 0 },
  { figure: 'queue.1KiB', count: 10_000, size: 1024 },
  { figure: 'queue.1MiB', count: 200, size: MIB },
] as const

type Item = number | Uint8Array
/** What the producer is asked for; `null` ends it. */
type Order = { readonly count: number; readonly size: number; readonly sync: boolean } | null

async function produce(orders: Queue<Order>, items: Queue<Item>): Promise<void> {
  const buffers = new Map<number, Uint8Array[]>()
  for (const { size } of LOADS)
    buffers.set(
      size,
      Array.from({ length: size === MIB ? 8 : 256 }, () => new Uint8Array(randomBytes(size))),
    )
  for (let order = await orders.get(); order !== null; order = await orders.get()) {
    const { count, size, sync } = order
    const ring = buffers.get(size) as Uint8Array[]
    for (let i = 0; i < count; i++) {
      const item = size === 0 ? i : (ring[i % ring.length] as Uint8Array)
      if (sync) items.putSync(item)
      else await items.put(item)
    }
  }
}

/** Items a second, or for 1 MiB megabytes a second. */
async function rate(orders: Queue<Order>, items: Queue<Item>, order: NonNullable<Order>): Promise<number> {
  const { count, size, sync } = order
  let total = 0
  const begin = now()
  orders.putSync(order)
  for (let i = 0; i < count; i++) {
    const item = sync ? items.getSync() : await items.get()
    total += typeof item === 'number' ? item : item.length
  }
  const seconds = (now() - begin) / 1000
  expect('the sum', total, size === 0 ? (count * (count - 1)) / 2 : count * size)
  return (size === MIB ? (count * size) / 1e6 : count) / seconds
}

if (import.meta.main) {
  const orders = new Queue<Order>()
  const items = new Queue<Item>()
  const producer = new Process({ target: produce, args: [orders, items] })
  void producer.start()
  for (const { figure, count, size } of LOADS)
    for (const sync of [false, true]) {
      await rate(orders, items, { count, size, sync })
      const samples = await repeated(RUNS, () => rate(orders, items, { count, size, sync }))
      report(sync ? `${figure}.sync` : figure, samples)
    }
  orders.putSync(null)
  await producer.join()
}
