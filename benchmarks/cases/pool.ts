// What a task of a pool costs: 100,000 in default chunks, 10,000 one by one, 1,000 each awaited before the next
import { Pool } from 'multiprocessing'
import { expect, repeated, report, timed } from './figure'

const RUNS = 5
/** Maps of 100,000 before the first that counts: V8 compiles a loop for good after some hundred thousand turns, and spares come up. */
const WARM = 120
const APPLIED = 1000

function square(x: number): number {
  return x * x
}

async function rate(pool: Pool, count: number, chunksize?: number): Promise<number> {
  const items = Array.from({ length: count }, (_, i) => i)
  let results: number[] = []
  const time = await timed(async () => (results = await pool.map(square, items, { chunksize })))
  expect('the last result', results[count - 1], (count - 1) ** 2)
  return (count / time) * 1000
}

async function applied(pool: Pool): Promise<number> {
  const time = await timed(async () => {
    for (let i = 0; i < APPLIED; i++) await pool.apply(square, [i])
  })
  return (time * 1000) / APPLIED
}

if (import.meta.main) {
  const pool = new Pool(2)
  report('pool.map-first', [await rate(pool, 100_000)])
  await repeated(WARM, () => rate(pool, 100_000))
  report('pool.map', await repeated(RUNS, () => rate(pool, 100_000)))
  await rate(pool, 10_000, 1)
  report('pool.map-single', await repeated(RUNS, () => rate(pool, 10_000, 1)))
  await applied(pool)
  report('pool.apply', await repeated(RUNS, () => applied(pool)))
  pool.close()
  await pool.join()
}
