// Choose a pool size
// Watch the comparison (F6): what does another worker still buy?
import { Pool } from 'multiprocessing'

const WIDTH = 120
const HEIGHT = 60
const MOST = 20_000

/** How many points of a line of the picture stay for ever. */
function line(row: number): number {
  let staying = 0
  for (let column = 0; column < WIDTH; column++) {
    const a = -2 + (3 * column) / WIDTH
    const b = -1.2 + (2.4 * row) / HEIGHT
    let x = 0
    let y = 0
    let steps = 0
    for (; steps < MOST && x * x + y * y < 4; steps++) [x, y] = [x * x - y * y + a, 2 * x * y + b]
    if (steps === MOST) staying++
  }
  return staying
}

if (import.meta.main) {
  await using pool = new Pool()
  const rows = Array.from({ length: HEIGHT }, (_, row) => row)
  const staying = await pool.map(line, rows, { chunksize: 1 })
  console.log(`${staying.reduce((a, b) => a + b)} of ${WIDTH * HEIGHT} points stay`)
}
