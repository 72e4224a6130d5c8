/** Many processes give way to the window and to main; few have the priority of any program. */
import os from 'node:os'
import { expect, test } from 'vitest'
import { runScript } from './parallab'

/** Starts so many processes, and prints the distinct nice values of all threads, its own among them, once all are up. */
const NICE = `
  import { readdirSync, readFileSync } from 'node:fs'
  import { Barrier, Process, Queue } from 'multiprocessing'
  const niceOfThreads = () => readdirSync('/proc/self/task').map((thread) =>
    Number(readFileSync(\`/proc/self/task/\${thread}/stat\`, 'latin1').replace(/^.*\\) /, '').split(' ')[16]))
  async function tell(up: Barrier, told: Queue<number[]>) {
    await up.wait()
    told.putSync(niceOfThreads())
  }
  if (import.meta.main) {
    const count = Number(process.argv[2])
    const [up, told] = [new Barrier(count + 1), new Queue<number[]>()]
    const all = Array.from({ length: count }, () => new Process({ target: tell, args: [up, told] }))
    for (const one of all) one.start()
    await up.wait()
    const found = niceOfThreads()
    for (const _ of all) found.push(...await told.get())
    for (const one of all) await one.join()
    console.log([...new Set(found)].join())
  }
`

test.for([
  ['few', 2, 0],
  ['more than four for each processor', 4 * os.availableParallelism(), os.constants.priority.PRIORITY_LOW],
] as const)('%s processes beside the script', async ([, count, nice]) => {
  // A pool of that size raises the limit of live processes, for machines with very many processors.
  const { stdout, stderr } = await runScript(NICE, '--pool-size', String(count), '--', String(count))
  expect({ stdout, stderr }).toEqual({ stdout: `${nice}\n`, stderr: '' })
})
