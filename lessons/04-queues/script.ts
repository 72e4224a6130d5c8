// A queue between processes
// Watch Sharing: how many items wait in each queue, and who waits for them.
import { currentProcess, Process, Queue } from 'multiprocessing'

const WORKERS = 1
const ORDERS = 12

/** Takes orders until there is a `null`. */
async function serve(orders: Queue<number | null>, served: Queue<string>) {
  for (let order = await orders.get(); order !== null; order = await orders.get()) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    await served.put(`order ${order} by ${currentProcess().name}`)
  }
}

if (import.meta.main) {
  const orders = new Queue<number | null>()
  const served = new Queue<string>()
  const workers = Array.from({ length: WORKERS }, (_, i) => {
    return new Process({ target: serve, args: [orders, served], name: `Waiter-${i + 1}` })
  })
  for (const worker of workers) worker.start()
  for (let order = 1; order <= ORDERS; order++) await orders.put(order)
  for (const _ of workers) await orders.put(null)
  for (let i = 0; i < ORDERS; i++) console.log(await served.get())
  for (const worker of workers) await worker.join()
}
