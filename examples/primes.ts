// Count primes with a pool
// Watch the throughput: the pool maps countPrimes over ranges of numbers.
// Change the pool size and run again: two workers on two processors take
// half the time.
import { Pool, processCpuCount } from 'multiprocessing'

const LIMIT = 20_000_000
const STEP = 100_000

function countPrimes(start: number): number {
  const end = start + STEP
  let count = 0
  for (let n = Math.max(start, 2); n < end; n++) if (isPrime(n)) count++
  return count
}

function isPrime(n: number): boolean {
  if (n % 2 === 0) return n === 2
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false
  return true
}

if (import.meta.main) {
  const starts = Array.from({ length: LIMIT / STEP }, (_, i) => i * STEP)
  const pool = new Pool()
  const begin = performance.now()
  const counts = await pool.map(countPrimes, starts, 1)
  const seconds = (performance.now() - begin) / 1000
  pool.close()
  await pool.join()
  const total = counts.reduce((sum, count) => sum + count, 0)
  console.log(`${total} primes below ${LIMIT} with ${processCpuCount()} workers`)
  console.log(`${(starts.length / seconds).toFixed(1)} ranges/s, ${seconds.toFixed(1)} s`)
}
