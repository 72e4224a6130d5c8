// Map a function that was written in place
// Watch the throughput: the function travels with the variable that it uses. In
// CPython a lambda cannot be pickled: map refuses it.
import { Pool } from 'multiprocessing'

if (import.meta.main) {
  const factor = 3
  await using pool = new Pool(2)
  const results = await pool.map((n: number) => n * factor, [1, 2, 3])
  console.log(results.join(', '))
}
