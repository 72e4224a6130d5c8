// Each worker of a pool waits for what only a later task of the same pool would do; a pool before it has ended
import { Event, Pool } from 'multiprocessing'

let go: Event

function initialize(event: Event): void {
  go = event
}

async function task(n: number): Promise<number> {
  console.log(Date.now())
  if (n === 3) go.set()
  else if (n < 3) await go.wait()
  return n
}

if (import.meta.main) {
  const ready = new Event()
  const first = new Pool(1)
  console.log(await first.map((n: number) => n + 1, [1]))
  first.close()
  first.joinSync()
  await using pool = new Pool({ processes: 2, initializer: initialize, initargs: [ready] })
  console.log(await pool.map(task, [9, 8, 7, 6, 5, 4, 0, 1, 2, 3], { chunksize: 1 }))
}
