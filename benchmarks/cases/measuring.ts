/**
 * What recording tasks and waits costs a pool of 2: tasks of about 200 µs, and tasks that do nothing, one by one. Does a
 * map whenever the bench asks for one, so that two runs, recorded and not, can take turns.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { activeChildren, Pool } from 'multiprocessing'
import { expect, timed } from './figure'

const TASKS = 500
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

const work = {
  tasks: (pool: Pool) => measured(pool, spin, TASKS),
  nothing: (pool: Pool) => measured(pool, nothing, EMPTY),
}

if (import.meta.main) {
  const bench = connect(process.argv[2] as string)
  const pool = new Pool(2)
  for (let i = 0; i < WARM; i++) for (const map of Object.values(work)) await map(pool)
  bench.write('{}\n')
  for await (const figure of createInterface({ input: bench }))
    bench.write(`${JSON.stringify(await work[figure as keyof typeof work](pool))}\n`)
  pool.close()
  await pool.join()
}
