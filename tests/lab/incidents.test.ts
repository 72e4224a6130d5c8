/** Each process that ends otherwise than by finishing has an incident, unless it was ended on purpose. */
import { expect, test } from 'vitest'
import type { Incident } from '../../protocol/run-event'
import { eventsOf, ofType } from './events'

const PRELUDE = `
  import { exit, Lock, Pool, Process, sleep } from 'multiprocessing'
  const self = (signal: NodeJS.Signals) => { process.kill(process.pid, signal); for (;;); }
  async function run(target: (...args: any[]) => unknown, ...args: unknown[]) {
    const child = new Process({ target, args, name: target.name })
    child.start()
    await child.join()
  }
`

const facts = ({ name, signal, says, task, done }: Incident) => ({ name, signal, says, task, done })

test('who, why, with what in hand, and what was done about it', { timeout: 120_000 }, async () => {
  const events = await eventsOf(`${PRELUDE}
    function throws() { console.log('\\x1b[31mat work\\x1b[0m'); throw new RangeError('too far') }
    const leaves = () => process.exit(3)
    const killed = () => self('SIGKILL')
    const crashes = () => self('SIGSEGV')
    const aborts = () => process.abort()
    const terminated = () => self('SIGTERM')
    async function holds(lock: Lock) { await lock.acquire(); self('SIGKILL') }
    const stays = () => sleep(1000)
    const finishes = () => exit(0)
    function dies(n: number) { if (n === 2) self('SIGKILL'); return n }
    if (import.meta.main) {
      for (const target of [throws, leaves, killed, crashes, aborts, terminated, finishes]) await run(target)
      const guarded = new Lock()
      await run(holds, guarded)
      await guarded.acquire()
      guarded.release()
      const wanted = new Process({ target: stays })
      wanted.start()
      await sleep(0.05)
      wanted.kill()
      await wanted.join()
      const pool = new Pool(1)
      await pool.map(dies, [0, 1, 2], 1).catch((error) => console.log(error.name))
      pool.close()
      await pool.join()
      new Process({ target: stays, daemon: true }).start()
    }
  `)
  const byOthers = 'SIGKILL ended it, which another program sent, the script itself, or the system for want of memory.'
  const none = { task: null, done: '' }
  const worker: unknown = expect.stringMatching(/^PoolWorker-\d+$/)
  const task = { map: expect.any(Number) as number, function: 'dies', index: 2, count: 1 }
  const incidents = ofType(events, 'incident')
  expect(incidents.map(facts)).toEqual([
    { name: 'throws', signal: null, says: 'Nobody caught its error: RangeError: too far', ...none },
    { name: 'leaves', signal: null, says: 'It ended itself with exit code 3.', ...none },
    { name: 'killed', signal: 'SIGKILL', says: byOthers, ...none },
    {
      name: 'crashes',
      signal: 'SIGSEGV',
      says: 'It crashed (SIGSEGV): native code touched memory that is not its own.',
      ...none,
    },
    {
      name: 'aborts',
      signal: 'SIGABRT',
      says: 'It crashed (SIGABRT): it called process.abort, or the engine or native code gave up.',
      ...none,
    },
    {
      name: 'terminated',
      signal: 'SIGTERM',
      says: 'SIGTERM ended it, which another program sent, or the script itself.',
      ...none,
    },
    {
      name: 'holds',
      signal: 'SIGKILL',
      says: byOthers,
      task: null,
      done: expect.stringMatching(/^\w*[Ll]ock.* went to the next process$/) as string,
    },
    {
      name: worker,
      signal: 'SIGKILL',
      says: byOthers,
      task: expect.objectContaining({ ...task, attempt: 1, items: '2' }) as unknown,
      done: expect.stringMatching(/^its task was given to another worker(; PoolWorker-\d+ took its place)?$/) as string,
    },
    {
      name: worker,
      signal: 'SIGKILL',
      says: byOthers,
      task: expect.objectContaining({ ...task, attempt: 2, items: '2' }) as unknown,
      done: expect.stringMatching(/^its task failed with WorkerLostError/) as string,
    },
  ])
  const [first] = incidents
  expect(first?.site).toEqual({ file: expect.stringMatching(/script\.ts$/) as string, line: 10, column: 70 })
  expect(first?.lines.slice(0, 3)).toEqual(['at work', 'Process throws:', 'RangeError: too far'])
  const ended = events.find((event) => event.type === 'process-ended' && event.process === first?.process)
  expect(Math.abs((first?.at ?? 0) - (ended?.at ?? 0))).toBeLessThan(100)
})

test('a process that floods memory is told as out of memory, with its last figures', { timeout: 120_000 }, async () => {
  const [incident] = ofType(
    await eventsOf(`${PRELUDE}
      function full() { const all: unknown[] = []; for (;;) all.push(new Array(2e7).fill(all.length)) }
      if (import.meta.main) await run(full)
    `),
    'incident',
  )
  expect(incident).toMatchObject({ name: 'full', end: { exitcode: -6, reason: 'out-of-memory' }, signal: 'SIGABRT' })
  expect(incident?.says).toMatch(/^It ran out of memory: the engine could not enlarge the JavaScript heap/)
  expect(incident?.figures.length).toBeGreaterThan(1)
  expect(incident?.figures.every(([seconds]) => seconds >= -10 && seconds <= 0)).toBe(true)
  expect(Math.max(...(incident?.figures ?? []).map(([, , memory]) => memory))).toBeGreaterThan(1e9)
})
