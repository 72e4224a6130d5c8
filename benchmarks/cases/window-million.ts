/** 1,000,000 tasks, each a record of its own; run in the window by `window-million.mjs`. */
import { Pool } from 'multiprocessing'

const TASKS = 1_000_000

function square(n: number): number {
  return n * n
}

if (import.meta.main) {
  await using pool = new Pool(2)
  const items = Array.from({ length: TASKS }, (_, i) => i)
  const results = await pool.map(square, items, 1)
  console.log(`${results.length} results`)
}
