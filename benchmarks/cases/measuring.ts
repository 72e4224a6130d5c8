// What recording tasks and waits costs a pool of 2: tasks of about 200 µs, and tasks that do nothing, one by one
import { readdirSync, readFileSync } from 'node:fs'
import { activeChildren, Pool } from 'multiprocessing'
import { expect, report, timed } from './figure'

const TASKS = 10_000
const TURNS = 20
const EMPTY = 20_000
const WARM = 3

/** Arithmetic that takes about 200 µs, however the processor is shared. */
function spin(seed: number): number {
  let x = seed
  for (let i = 0; i < 130_000; i++) x = (Math.imul(x, 1_664_525) + 1_013_904_223) | 0
  return x
}

function nothing(x: number): number {
  return x
}

/** Milliseconds of processor time of this process and its workers, to the nanosecond. */
function processorTime(): number {
  let total = 0
  for (const pid of [process.pid, ...activeChildren().flatMap((child) => child.pid ?? [])])
    for (const thread of readdirSync(`/proc/${pid}/task`))
      total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
  return total / 1e6
}

/** Microseconds that a task takes: by the clock, and of the processors' time. */
async function measured(pool: Pool, fn: (x: number) => number, count: number): Promise<{ wall: number; cpu: number }> {
  const items = Array.from({ length: count }, (_, i) => i)
  const before = processorTime()
  let results: number[] = []
  const wall = await timed(async () => (results = await pool.map(fn, items, { chunksize: 1 })))
  const cpu = processorTime() - before
  expect('the number of results', results.length, count)
  return { wall: (wall * 1000) / count, cpu: (cpu * 1000) / count }
}

async function reported(
  pool: Pool,
  figure: string,
  fn: (x: number) => number,
  count: number,
  times: number,
): Promise<void> {
  const walls: number[] = []
  const cpus: number[] = []
  for (let i = 0; i < times; i++) {
    const { wall, cpu } = await measured(pool, fn, count)
    walls.push(wall)
    cpus.push(cpu)
  }
  report(figure, walls)
  report(`${figure}.cpu`, cpus)
}

if (import.meta.main) {
  const pool = new Pool(2)
  for (let i = 0; i < WARM; i++) await measured(pool, nothing, EMPTY)
  await measured(pool, spin, TASKS / TURNS)
  await reported(pool, 'tasks', spin, TASKS / TURNS, TURNS)
  await reported(pool, 'nothing', nothing, EMPTY, TURNS)
  pool.close()
  await pool.join()
}
