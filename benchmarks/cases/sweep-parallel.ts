// Swept over pool sizes by benchmarks/sweep.mjs: tasks that share nothing
import { Pool } from 'multiprocessing'

const TASKS = 48
const STEPS = 6_000_000

function burn(x: number): number {
  for (let i = 0; i < STEPS; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
  }
  return x
}

if (import.meta.main) {
  const pool = new Pool()
  await pool.map(
    burn,
    Array.from({ length: TASKS }, (_, i) => i + 1),
    1,
  )
  pool.close()
  await pool.join()
}
