// Fail in a callback
// Watch the console: what the callback threw is told, and the pool goes on. In
// CPython it ends the thread that takes results, and get() waits for ever.
import { Pool } from 'multiprocessing'

function square(n: number): number {
  return n * n
}

function refuse(n: number) {
  throw new Error(`${n} is not wanted`)
}

if (import.meta.main) {
  await using pool = new Pool(2)
  const first = pool.applyAsync(square, [3], { callback: refuse })
  const second = pool.applyAsync(square, [4])
  console.log(`first: ${await first.get()}`)
  console.log(`second: ${await second.get()}`)
}
