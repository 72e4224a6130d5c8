// 64 tasks of 20 ms: how much faster 2 workers are than 1
import { Pool } from 'multiprocessing'
import { now, repeated, report, timed } from './figure'

const RUNS = 3
const TASKS = 64
const TASK_MS = 20

/** Milliseconds that so many steps of arithmetic take. */
function burn(steps: number): number {
  const begin = now()
  let x = 123456789
  let sum = 0
  for (let i = 0; i < steps; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    sum = (sum + x) | 0
  }
  return sum === 0 ? 0 : now() - begin
}

async function calibrate(pool: Pool): Promise<number> {
  const steps = 10_000_000
  const times = await pool.map(burn, Array<number>(7).fill(steps), 1)
  return Math.round((steps * TASK_MS) / (times.sort((a, b) => a - b)[3] as number))
}

if (import.meta.main) {
  const one = new Pool(1)
  const two = new Pool(2)
  const tasks = Array<number>(TASKS).fill(await calibrate(one))
  await two.map(burn, tasks.slice(0, 12), 1)
  const speedUp = async () =>
    (await timed(() => one.map(burn, tasks, 1))) / (await timed(() => two.map(burn, tasks, 1)))
  report('speed-up', await repeated(RUNS, speedUp))
  for (const pool of [one, two]) {
    pool.close()
    await pool.join()
  }
}
