/** What is told of locks, queues and the like at the end of a run, against sleeps that the script injects. */
import { expect, test } from 'vitest'
import { bucketsOf } from '../../analysis/run/buckets'
import type { Times } from '../../protocol/telemetry'
import { ofType, withEvents, type EventOf } from './events'
import { runPython, runScript } from './parallab'

/** Runs a script to its end: the JSON that it printed, and what is told of everything that has a name. */
async function shared<T>(text: string) {
  const { stdout, stderr, events } = await withEvents((...args) => runScript(text, ...args))
  expect(stderr).toBe('')
  const named = ofType(events, 'shared').map((event) => [event.sample.label, event] as const)
  const things: Readonly<Record<string, EventOf<'shared'>>> = Object.fromEntries(named)
  return { printed: JSON.parse(stdout) as T, things }
}

/** Milliseconds that a script has injected, and for how long of them others had the processor. */
interface Injected {
  readonly sum: number
  readonly delay: number
}

/** Whether a sum is that of what was injected, within 5 %: a lock that is held while others have the processor is held longer. */
function about({ sum, delay }: Injected): unknown {
  return expect.closeTo(sum, -Math.log10((sum * 0.05 + delay) * 2))
}

test('holds and waits add up to what was injected, blocked or awaited, alone or among quick ones', async () => {
  const { printed, things } = await shared<Record<'held' | 'mixed' | 'units' | 'waited' | 'late', Injected>>(`
    import { readFileSync } from 'node:fs'
    import { Lock, Process, Queue, RLock, Semaphore, sleep, sleepSync } from 'multiprocessing'
    interface Injected { sum: number; delay: number }
    const clock = () => performance.now()

    /** Milliseconds for which this process could have run, but had no processor. */
    const delayed = () => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6

    /** Holds a lock while it sleeps; answers how long it did, in all. */
    async function holding(lock: Lock | RLock | Semaphore, rounds: number, seconds: number, quick: number) {
      const before = delayed()
      let sum = 0
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < quick; i++) { lock.acquireSync(); lock.release() }
        await lock.acquire()
        const start = clock()
        if (round % 2 === 0) await sleep(seconds)
        else sleepSync(seconds)
        sum += clock() - start
        lock.release()
      }
      return { sum, delay: delayed() - before }
    }

    async function waiter(lock: Lock, turns: Queue<number>, told: Queue<Injected | null>) {
      const before = delayed()
      let sum = 0
      for (let round = 0; round < 4; round++) {
        await turns.get()
        const start = clock()
        await lock.acquire()
        sum += clock() - start
        lock.release()
        told.putSync(null)
      }
      told.putSync({ sum, delay: delayed() - before })
    }

    async function getter(late: Queue<number>, told: Queue<Injected | null>) {
      const before = delayed()
      let sum = 0
      for (let i = 0; i < 6; i++) {
        const start = clock()
        if (i % 2 === 0) await late.get()
        else late.getSync()
        sum += clock() - start
      }
      told.putSync({ sum, delay: delayed() - before })
    }

    function counter(lock: Lock) {
      for (let i = 0; i < 20_000; i++) { lock.acquireSync(); lock.release() }
    }

    if (import.meta.main) {
      const held = new Lock()
      const mixed = new RLock()
      const units = new Semaphore(2)
      const waited = new Lock()
      const busy = new Lock()
      const turns = new Queue<number>()
      const told = new Queue<Injected | null>()
      const late = new Queue<number>()
      const printed: Record<string, Injected | null> = {}
      printed.held = await holding(held, 6, 0.05, 0)
      printed.mixed = await holding(mixed, 6, 0.05, 777)
      const [one, two] = await Promise.all([holding(units, 2, 0.1, 0), holding(units, 2, 0.1, 0)])
      printed.units = { sum: one.sum + two.sum, delay: one.delay }

      const p = new Process({ target: waiter, args: [waited, turns, told] })
      p.start()
      for (let round = 0; round < 4; round++) {
        await waited.acquire()
        turns.putSync(round)
        await sleep(0.3)
        waited.release()
        await told.get()
      }
      printed.waited = await told.get()

      const g = new Process({ target: getter, args: [late, told] })
      await g.start()
      for (let i = 0; i < 6; i++) { await sleep(0.2); late.putSync(i) }
      printed.late = await told.get()

      const both = [1, 2].map(() => new Process({ target: counter, args: [busy] }))
      for (const each of both) each.start()
      for (const each of [...both, p, g]) await each.join()
      console.log(JSON.stringify(printed))
    }
  `)
  const { held, mixed, units, waited, late, busy } = things
  expect({
    held: held?.sample.holds.sum,
    mixed: mixed?.sample.holds.sum,
    units: units?.sample.holds.sum,
    waited: waited?.sample.waits.sum,
    late: late?.sample.waits.sum,
  }).toEqual({
    held: about(printed.held),
    mixed: about(printed.mixed),
    units: about(printed.units),
    waited: about(printed.waited),
    late: about(printed.late),
  })
  expect([held, mixed, units, waited, late, busy].map((thing) => thing?.sample.acquired)).toEqual([
    6,
    6 * 778,
    4,
    8,
    6,
    40_000,
  ])
  expect([held, mixed, units, busy].map((thing) => thing?.sample.holds.count)).toEqual([6, 6 * 778, 4, 40_000])
  // Each stands in the bucket of its length, or, where others had the processor, in one of those above.
  const longer = (times: Times | undefined, seconds: number) =>
    bucketsOf(times as Times)
      .filter(({ to }) => to > seconds)
      .reduce((sum, bucket) => sum + bucket.count, 0)
  const counts = (times: Times | undefined, seconds: number) => [longer(times, seconds), longer(times, 8 * seconds)]
  expect(counts(held?.sample.holds, 0.05)).toEqual([6, 0])
  // A long one that was not to be measured is from when the process stood still, which others may have put off; and a quick
  // one may have lost the processor, too.
  expect(longer(mixed?.sample.holds, 0.02)).toBeGreaterThanOrEqual(6)
  expect(longer(mixed?.sample.holds, 0.02)).toBeLessThan(100)
  expect(counts(units?.sample.holds, 0.1)).toEqual([4, 0])
  // Of what is waited for 0.3 s and 0.2 s: who comes late to wait waits less.
  expect(counts(waited?.sample.waits, 0.06)).toEqual([4, 0])
  expect(counts(late?.sample.waits, 0.06)).toEqual([6, 0])
  for (const { sample } of Object.values(things))
    for (const { count, buckets } of [sample.waits, sample.holds])
      expect(buckets.reduce((sum, each) => sum + each, 0)).toBe(count)
})

test('what is shared has the name of its variable, its line, and exact counts of what went through', async () => {
  const { things } =
    await shared<null>(`import { Condition, Event, getContext, Lock, Pipe, Pool, Process, ProcessPoolExecutor, Queue, Value } from 'multiprocessing'
const square = (n: number) => n * n
async function child(q: Queue<number>, event: Event) {
  for (let i = 0; i < 500; i++) await q.put(7)
  event.set()
}
class Account { lock = new Lock() }
if (import.meta.main) {
  const forks = Array.from({ length: 3 }, () => new Lock())
  const locks = { a: new Lock(), line: new Queue<number>(1000) }
  const [left, right] = Pipe<number>()
  const cond = new Condition()
  const total = new Value('i', 0)
  const events: Event[] = []
  for (let i = 0; i < 2; i++) events.push(new Event())
  const ctx = getContext('spawn')
  const barrier = new ctx.Barrier(1)
  new Account()
  await using pool = new Pool(1)
  await using executor = new ProcessPoolExecutor(1)
  await pool.map(square, [1, 2, 3], 1)
  await executor.submit(square, 3).result()
  const p = new Process({ target: child, args: [locks.line, events[1]!] })
  p.start()
  for (let i = 0; i < 500; i++) locks.line.putSync(7)
  await p.join()
  for (let i = 0; i < 10; i++) { left.sendSync(7); right.recvSync() }
  for (let i = 0; i < 5; i++) { right.sendSync(7); left.recvSync() }
  await cond.use(() => cond.notify())
  await total.update((n) => n + 1)
  await barrier.wait()
  forks[2]!.acquireSync()
  forks[2]!.release()
  console.log('null')
}
`)
  const told = Object.fromEntries(
    Object.entries(things).map(([name, { site, sample }]) => [
      name,
      [sample.kind, site?.line, sample.acquired, sample.bytes],
    ]),
  )
  expect(told).toMatchObject({
    'forks[0]': ['Lock', 9, 0, 0],
    'forks[2]': ['Lock', 9, 1, 0],
    'locks.a': ['Lock', 10, 0, 0],
    'locks.line': ['Queue', 10, 1000, 1000],
    'left|right': ['Pipe', 11, 15, 15],
    cond: ['Condition', 12, 1, 0],
    'lock of cond': ['RLock', 12, 1, 0],
    'lock of total': ['RLock', 13, 1, 0],
    'events[0]': ['Event', 15, 0, 0],
    'events[1]': ['Event', 15, 1, 0],
    barrier: ['Barrier', 17, 1, 0],
    lock: ['Lock', 7, 0, 0],
    pool: ['Pool', 19, 3, expect.any(Number) as number],
    executor: ['Pool', 20, 1, expect.any(Number) as number],
  })
})

/** Lines that use a thing, the one that does so most first, and how often all of them do. */
function linesOf(event: EventOf<'shared'> | undefined): { readonly lines: string[]; readonly together: number } {
  const uses = [...(event?.uses ?? [])].sort((one, other) => other.count - one.count)
  return {
    lines: uses.map(({ kind, site }) => `${kind} ${site.line}`),
    together: uses.reduce((sum, { count }) => sum + count, 0),
  }
}

/** The last ones of each process have not been looked up yet. */
function nearly(count: number): unknown {
  return expect.toSatisfy((found: number) => found > count * 0.85 && found <= count)
}

test('the lines that use a thing are told, how often, and what they do, whether they had to wait or not', async () => {
  const { things } = await shared<null>(`import { Lock, Process, Queue } from 'multiprocessing'
async function work(door: Lock, jobs: Queue<number>) {
  for (let i = 0; i < 40_000; i++) {
    door.acquireSync()
    door.release()
    if (i % 4 === 0) await door.use(() => undefined)
    if (i % 1000 === 0) await jobs.put(i)
  }
}
if (import.meta.main) {
  const door = new Lock()
  const jobs = new Queue<number>()
  const both = [1, 2].map(() => new Process({ target: work, args: [door, jobs] }))
  for (const p of both) await p.start()
  for (let i = 0; i < 8; i++) await jobs.get()
  for (let i = 0; i < 72; i++) jobs.getSync()
  for (const p of both) await p.join()
  console.log('null')
}
`)
  expect([linesOf(things['door']), linesOf(things['jobs'])]).toEqual([
    { lines: ['Lock.acquire 4', 'Lock.acquire 6'], together: nearly(100_000) },
    { lines: ['Queue.put 7', 'Queue.get 16', 'Queue.get 15'], together: nearly(160) },
  ])
})

test('the lines of Python as well, of a queue as one thing', async () => {
  const { events } = await withEvents((...args) =>
    runPython(
      `from multiprocessing import Process, Queue, Lock

def work(door, jobs):
    for i in range(4000):
        with door:
            pass
        if i % 100 == 0:
            jobs.put(i)

if __name__ == '__main__':
    door = Lock()
    jobs = Queue()
    p = Process(target=work, args=(door, jobs))
    p.start()
    for i in range(40):
        jobs.get()
    p.join()
`,
      ...args,
    ),
  )
  const things = Object.fromEntries(ofType(events, 'shared').map((event) => [event.sample.label, event]))
  expect(linesOf(things['door'])).toEqual({ lines: ['Lock.acquire 5'], together: nearly(4000) })
  const { lines, together } = linesOf(things['jobs'])
  expect([lines.toSorted(), together]).toEqual([['Queue.get 16', 'Queue.put 8'], nearly(80)])
})
