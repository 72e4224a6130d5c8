// A pool of 2, from its creation to its first result
import { Pool, sleep } from 'multiprocessing'
import { expect, repeated, report, timed } from './figure'

const RUNS = 7
/** Seconds until the lab has new spares for the next pool. */
const REFILL = 1

function square(x: number): number {
  return x * x
}

async function start(): Promise<number> {
  await sleep(REFILL)
  let pool: Pool | undefined
  const time = await timed(async () => {
    pool = new Pool(2)
    expect('the square of 2', await pool.apply(square, [2]), 4)
  })
  pool?.terminate()
  await pool?.join()
  return time
}

if (import.meta.main) {
  await start()
  report('pool-start', await repeated(RUNS, start))
}
