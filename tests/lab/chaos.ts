// Kills workers of a pool while it maps: the results must be those of a serial run, each index once
// Usage: chaos.ts TASKS random KILLS_PER_SECOND [KILLS], or chaos.ts TASKS replacements KILLS: as fast as replacements come up
// On a machine that is done before anybody was killed it maps again.
import { activeChildren, Pool } from 'multiprocessing'

const WORKERS = 2

function work(n: number): number {
  let x = n + 1
  for (let i = 0; i < 1500; i++) x = (x * 48271) % 2147483647
  return x
}

function alive(): number[] {
  return activeChildren().flatMap(({ pid }) => (pid === null ? [] : [pid]))
}

/** As somebody outside would, who does not know whether it has ended by itself. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function killAtRandom(perSecond: number, most: number): { kills: number; stop(): void } {
  const state = { kills: 0, stop: () => clearInterval(timer) }
  const timer = setInterval(() => {
    const pids = alive()
    const pid = pids[Math.floor(Math.random() * pids.length)]
    if (pid === undefined) return
    kill(pid)
    if (++state.kills >= most) state.stop()
  }, 1000 / perSecond)
  return state
}

function killReplacements(most: number): { kills: number; stop(): void } {
  const killed = new Set<number>()
  const state = { kills: 0, stop: () => clearInterval(timer) }
  const timer = setInterval(() => {
    for (const pid of alive()) {
      if (killed.has(pid)) continue
      killed.add(pid)
      kill(pid)
      state.kills++
    }
    if (state.kills >= most) state.stop()
  }, 1)
  return state
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

if (import.meta.main) {
  const [tasks, how, count, most = Infinity] = process.argv.slice(2)
  const items = Array.from({ length: Number(tasks) }, (_, n) => n)
  const expected = items.map(work)
  const pool = new Pool({ processes: WORKERS, retries: 1000 })
  const settled: number[] = []
  const chaos = how === 'random' ? killAtRandom(Number(count), Number(most)) : killReplacements(Number(count))
  let isMapped = true
  do isMapped &&= isEqual(await pool.map(work, items, { chunksize: 50 }), expected)
  while (chaos.kills === 0)
  const streamed: number[] = []
  for await (const value of pool.imap(work, items.slice(0, 2000), { chunksize: 7 })) streamed.push(value)
  for await (const value of pool.imapUnordered((n: number) => n, items.slice(0, 2000), 3)) settled.push(value)
  chaos.stop()
  console.log(
    `map ${isMapped}, imap ${isEqual(streamed, expected.slice(0, 2000))}, each index once ${isEqual(
      settled.sort((a, b) => a - b),
      items.slice(0, 2000),
    )}, kills ${chaos.kills}`,
  )
  pool.close()
  await pool.join()
}
