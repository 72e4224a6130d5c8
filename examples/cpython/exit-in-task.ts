// Leave the process from within a task
// Watch the console: the task that calls exit() has failed, the pool and the
// others have not. In CPython a task that calls sys.exit makes apply wait for ever.
import { exit, Pool } from 'multiprocessing'

function risky(n: number): number {
  if (n === 2) exit('no twos here')
  return n * n
}

if (import.meta.main) {
  await using pool = new Pool(2)
  const results = [1, 2, 3].map((n) => pool.applyAsync(risky, [n]))
  for (const [i, result] of results.entries()) {
    try {
      console.log(`${i + 1}: ${await result.get()}`)
    } catch (error) {
      console.log(`${i + 1}: ${(error as Error).name}`)
    }
  }
}
