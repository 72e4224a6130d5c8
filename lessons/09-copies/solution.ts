// What a copy costs
// Watch the words behind the line with pool.map: what was moved, and how long it took.
import { Pool } from 'multiprocessing'

const COLUMNS = 24
const ROWS = 1_000_000

/** The same numbers again for the same seed. */
function column(seed: number): Float64Array {
  const numbers = new Float64Array(ROWS)
  for (let i = 0, x = seed; i < ROWS; i++) numbers[i] = x = (x * 16_807) % 2_147_483_647
  return numbers
}

/** Makes its column itself: what travels is one number there and one back. */
function sum(seed: number): number {
  let total = 0
  for (const n of column(seed)) total += n
  return total
}

if (import.meta.main) {
  await using pool = new Pool()
  const seeds = Array.from({ length: COLUMNS }, (_, i) => i + 1)
  const sums = await pool.map(sum, seeds, { chunksize: 1 })
  console.log(`${sums.length} columns, ${(sums.reduce((a, b) => a + b) / 1e15).toFixed(3)} · 10¹⁵`)
}
