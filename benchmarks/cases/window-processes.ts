/** A pool of 64 that works in portions until it is stopped; run in the window by `window-busy.mjs`. */
import { Pool, sleep } from 'multiprocessing'

const WORKERS = 64
/** Milliseconds of a task: few enough that two processors do two rounds a second. */
const TASK = 10
const REST = 0.1

function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

if (import.meta.main) {
  const pool = new Pool(WORKERS)
  const items = Array.from({ length: WORKERS }, () => TASK)
  for (;;) {
    await pool.map(spin, items, 1)
    await sleep(REST)
  }
}
