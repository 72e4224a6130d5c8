// A pool, and the size of its chunks
// Watch the timeline: how long are the bars, and how long the gaps between them?
import { Pool } from 'multiprocessing'

const NUMBERS = 100_000
const CHUNKSIZE = 1

/** Steps from n to 1: half of an even number, three times an odd one plus 1. */
function collatz(n: number): number {
  let steps = 0
  for (let x = n; x > 1; steps++) x = x % 2 === 0 ? x / 2 : 3 * x + 1
  return steps
}

if (import.meta.main) {
  await using pool = new Pool()
  const numbers = Array.from({ length: NUMBERS }, (_, i) => i + 1)
  const started = performance.now()
  const steps = await pool.map(collatz, numbers, { chunksize: CHUNKSIZE })
  const seconds = (performance.now() - started) / 1000
  console.log(`the first results: ${steps.slice(0, 8).join(' ')}`)
  console.log(`the longest way has ${Math.max(...steps)} steps`)
  console.log(`${((seconds * 1e6) / NUMBERS).toFixed(2)} µs for each number`)
}
