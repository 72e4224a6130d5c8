// Let a pool of two do four jobs
// Watch the lanes: job A keeps one worker for five seconds, and the other worker
// does B, C and D meanwhile.
import { Pool, sleep } from 'multiprocessing'

// A number as argument makes all waits that many times as long: 0.1 for a tenth.
const PACE = Number(process.argv[2] ?? 1)

type Work = [name: string, seconds: number]

const workData: Work[] = [
  ['A', 5],
  ['B', 2],
  ['C', 1],
  ['D', 3],
]

async function workLog([name, seconds]: Work) {
  console.log(`Process name is ${name} waiting time is ${seconds} seconds`)
  await sleep(seconds * PACE)
  console.log(`Process ${name} Executed.`)
}

if (import.meta.main) {
  const pool = new Pool(2)
  await pool.map(workLog, workData)
  pool.close()
  await pool.join()
}
