// Swept over pool sizes by benchmarks/sweep.mjs: tasks that do all their work under one lock
import { Lock, Pool } from 'multiprocessing'

const TASKS = 32
const STEPS = 5_000_000

let lock: Lock

function setLock(given: Lock): void {
  lock = given
}

function burnAlone(x: number): number {
  lock.acquireSync()
  for (let i = 0; i < STEPS; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
  }
  lock.release()
  return x
}

if (import.meta.main) {
  const pool = new Pool({ initializer: setLock, initargs: [new Lock()] })
  await pool.map(
    burnAlone,
    Array.from({ length: TASKS }, (_, i) => i + 1),
    1,
  )
  pool.close()
  await pool.join()
}
