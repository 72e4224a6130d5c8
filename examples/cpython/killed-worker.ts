// Kill a worker in the middle of its task
// Watch the incidents: a worker is killed, another takes its place, and its task
// is done once more. In CPython map would wait for ever.
import { Pool, Value } from 'multiprocessing'

if (import.meta.main) {
  const deaths = new Value('i', 0)
  await using pool = new Pool(2)
  const squares = await pool.map(
    (n: number) => {
      if (n === 3 && deaths.value === 0) {
        deaths.value = 1
        process.kill(process.pid, 'SIGKILL')
      }
      return n * n
    },
    [1, 2, 3, 4],
    1,
  )
  console.log(`${squares.join(', ')} after ${deaths.value} death`)
}
