// Amdahl's law
// Watch the comparison (F6): the curve bends, since one part is done by one process only.
import { Pool } from 'multiprocessing'

const PARTS = 32
/** How much of the work must be done by one process, 0 to 1. */
const ALONE = 0.5

/** Keeps a processor busy; `amount` 1 is about a fiftieth of a second. */
function work(amount: number): number {
  let x = 1
  for (let i = 0; i < amount * 16_000_000; i++) x = Math.imul(x, 1_103_515_245) + 12_345
  return x
}

if (import.meta.main) {
  await using pool = new Pool()
  work(PARTS * ALONE)
  const parts = Array.from({ length: PARTS }, () => 1 - ALONE)
  const done = await pool.map(work, parts, { chunksize: 1 })
  console.log(`${done.length} parts, after one that had to come first`)
}
