// Colour the Mandelbrot set
// Watch the lanes: rows through the middle take longer than those at the edges,
// so the chunks differ, and the colours at the end are the script's work alone.
// Made to be compared: parallab sweep examples/mandelbrot.ts
import { Pool } from 'multiprocessing'

const WIDTH = 900
const HEIGHT = 600
const LIMIT = 1000

/** How many steps each point of a row takes to leave the circle; LIMIT: it stays. */
function row(y: number): number[] {
  const im = (y / HEIGHT) * 2 - 1
  return Array.from({ length: WIDTH }, (_, x) => steps((x / WIDTH) * 3 - 2, im))
}

function steps(re: number, im: number): number {
  let a = 0
  let b = 0
  for (let n = 0; n < LIMIT; n++) {
    if (a * a + b * b > 4) return n
    const next = a * a - b * b + re
    b = 2 * a * b + im
    a = next
  }
  return LIMIT
}

/** Each point's colour from 0 to 255: the share of all points that leave earlier. */
function colours(rows: readonly number[][]): Uint8Array[] {
  const counts = new Float64Array(LIMIT + 1)
  for (const points of rows) for (const n of points) counts[n] = (counts[n] ?? 0) + 1
  let earlier = 0
  const shares = counts.map((count) => (earlier += count) - count)
  return rows.map((points) => Uint8Array.from(points, (n) => (255 * (shares[n] ?? 0)) / earlier))
}

if (import.meta.main) {
  const lines = Array.from({ length: HEIGHT }, (_, y) => y)
  const pool = new Pool()
  const rows = await pool.map(row, lines)
  pool.close()
  await pool.join()
  const image = colours(rows)
  const inside = rows.flat().filter((n) => n === LIMIT).length
  const line = image[HEIGHT / 3]?.filter((_, x) => x % 15 === 0) ?? []
  console.log(Array.from(line, (colour) => ' .:-=+*#%@'[Math.floor(colour / 25.6)]).join(''))
  console.log(`${inside} of ${WIDTH * HEIGHT} points stay`)
}
