/** The laws at the end of a run: what is not green names the line of the script; nothing is red that is not so. */
import { expect, test } from 'vitest'
import { eventsOf, ofType } from './events'

const LAWS = ['promises', 'processes', 'locks', 'queues', 'bytes']

async function lawsOf(script: string, ...args: string[]) {
  const events = await eventsOf(script, ...args)
  const told = ofType(events, 'laws')
  expect(told).toHaveLength(1)
  const laws = told.flatMap(({ laws: all }) => all)
  expect(laws.map(({ law }) => law)).toEqual(LAWS)
  // Everything is told before the run says that it has ended.
  expect(events.slice(-2).map(({ type }) => type)).toEqual(['laws', 'run-ended'])
  return { laws, shared: ofType(events, 'shared') }
}

const WORK = `import { Lock, Pipe, Pool, Process, Queue, sleep } from 'multiprocessing'
  async function consume(queue: Queue<number>, lock: Lock, end: any) {
    for (let i = 0; i < 3; i++) await lock.use(async () => { await queue.get() })
    await end.send(await end.recv())
  }
`

test('a script that leaves nothing is all green', { timeout: 120_000 }, async () => {
  const { laws, shared } = await lawsOf(`${WORK}
    if (import.meta.main) {
      const queue = new Queue<number>(2)
      const lock = new Lock()
      const [mine, theirs] = Pipe()
      const child = new Process({ target: consume, args: [queue, lock, theirs] })
      child.start()
      for (let i = 0; i < 3; i++) await queue.put(i)
      await mine.send('a message')
      await mine.recv()
      await child.join()
      await using pool = new Pool(2)
      await pool.map((n: number) => n + 1, [1, 2, 3])
    }
  `)
  expect(laws.map(({ holds, says }) => [holds, says.replace(/^\d+/, 'N')])).toEqual([
    [true, 'Every wait came to its end.'],
    [true, 'No process is left.'],
    [true, 'No lock is held.'],
    [true, 'Every queue is empty.'],
    [true, 'N bytes were put or sent, and all was taken.'],
  ])
  expect(shared.map(({ sample: { kind, acquired }, site }) => [kind, acquired, site?.line]).sort()).toEqual([
    ['Lock', 3, 9],
    ['Pipe', 2, 10],
    ['Pool', expect.any(Number), 17],
    ['Queue', 3, 8],
  ])
})

test('each mark that is red says which line of the script', { timeout: 120_000 }, async () => {
  const { laws } = await lawsOf(`${WORK}
    async function keeps(lock: Lock) { await lock.acquire() }
    if (import.meta.main) {
      const guard = new Lock()
      const child = new Process({ target: keeps, args: [guard] })
      child.start()
      await child.join()
      const jobs = new Queue<number>()
      for (let i = 0; i < 3; i++) jobs.put(i)
      const [mine, theirs] = Pipe()
      await mine.send('hello')
      const never = new Queue<number>()
      setTimeout(() => process.exit(0), 100)
      await never.get()
      theirs.close()
    }
  `)
  const place = (line: number) => expect.objectContaining({ line }) as unknown
  expect(laws.map(({ holds, says, site }) => [holds, says, site])).toEqual([
    [false, 'MainProcess ended with exit code 0 while Queue.get still waited (script.ts:19).', place(19)],
    [true, 'No process is left.', null],
    [false, 'Lock guard was still held by Process-1 when that ended (script.ts:9).', place(9)],
    [false, 'Queue jobs: 3 items were never taken (script.ts:13).', place(13)],
    [false, 'Pipe mine|theirs: 1 item was never received (script.ts:15).', place(15)],
  ])
})

test('memory with a name is to be unlinked; a manager does that at the end', { timeout: 120_000 }, async () => {
  const { laws } = await lawsOf(`
    import { SharedMemory, SharedMemoryManager } from 'multiprocessing'
    if (import.meta.main) {
      const manager = new SharedMemoryManager()
      await manager.start()
      manager.SharedMemory(16)
      const given = new SharedMemory({ create: true, size: 10 })
      given.close()
      given.unlink()
      const board = new SharedMemory({ create: true, size: 512, name: 'board' })
      board.buf[0] = 1
      board.close()
    }
  `)
  expect(laws.filter(({ holds }) => !holds)).toEqual([
    {
      law: 'bytes',
      holds: false,
      says: 'Shared memory board (512 bytes) was never unlinked (script.ts:10).',
      site: expect.objectContaining({ line: 10 }) as unknown,
    },
  ])
})

test('what a kill or a stop has left is not held against the script', { timeout: 120_000 }, async () => {
  const killed = await lawsOf(`${WORK}
    async function dies(lock: Lock) { await lock.acquire(); process.kill(process.pid, 'SIGKILL') }
    if (import.meta.main) {
      const lock = new Lock()
      const child = new Process({ target: dies, args: [lock] })
      child.start()
      await child.join()
      const queue = new Queue<number>()
      await queue.put(1)
    }
  `)
  expect(killed.laws.map(({ holds }) => holds)).toEqual([true, true, true, true, true])
  expect(killed.laws.find(({ law }) => law === 'queues')?.says).toMatch(
    /^Not judged: Process-1 was killed\. Queue: 1 item was never taken/,
  )
  const stopped = await lawsOf(
    `${WORK}
    if (import.meta.main) {
      const queue = new Queue<number>()
      await queue.put(1)
      await new Queue<number>().get()
    }
  `,
    '--timeout',
    '2',
  )
  expect(stopped.laws.map(({ says }) => says)).toEqual([
    'Not judged: the time was up.',
    'No process is left.',
    ...Array.from({ length: 3 }, () => 'Not judged: the time was up.'),
  ])
})
