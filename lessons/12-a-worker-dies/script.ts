// When a worker dies
// Watch the incidents: a card for the worker that was killed, with its last task.
import { Event, Pool } from 'multiprocessing'

/** The first worker that gets number 5 is killed in the middle of it, as by a system that is short of memory. */
async function risky(n: number, wasHere: Event): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 50))
  if (n === 5 && !wasHere.isSet()) {
    wasHere.set()
    process.kill(process.pid, 'SIGKILL')
  }
  return n * n
}

if (import.meta.main) {
  await using pool = new Pool(2)
  const wasHere = new Event()
  const squares = await pool.starmap(
    risky,
    Array.from({ length: 12 }, (_, n) => [n, wasHere] as const),
    { chunksize: 1 },
  )
  console.log(`results: ${squares.join(' ')}`)
}
