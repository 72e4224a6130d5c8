// Map a function over a list
// Watch the throughput: the pool calls fun with each number, and map gives the
// results in the order of the list, whoever was first.
import { Pool } from 'multiprocessing'

function fun(n: number): number {
  return n * n
}

if (import.meta.main) {
  await using pool = new Pool(4)
  const results = await pool.map(fun, [1, 2, 3, 4, 5])
  console.log(`[${results.join(', ')}]`)
}
