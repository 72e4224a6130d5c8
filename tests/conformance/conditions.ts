// Condition, Event and Barrier.
import { Barrier, Condition, Event, Process, Queue } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

async function waits(condition: Condition, out: Queue<unknown>, timeout?: number): Promise<void> {
  await condition.acquire()
  await out.put('waits')
  await out.put(await condition.wait(timeout === undefined ? {} : timeout))
  condition.release()
}
async function meets(barrier: Barrier, out: Queue<unknown>): Promise<void> {
  await out.put(await barrier.wait().catch((error: Error) => error.name))
}
async function sets(event: Event): Promise<void> {
  event.set()
}
const kind = async (act: () => unknown) => (await thrown(act)).split(':')[0]

/** Starts `count` processes of a target, lets them act, and gives what they have put besides 'waits'. */
async function together(
  count: number,
  target: (...args: never[]) => unknown,
  args: unknown[],
  act: (ready: () => Promise<unknown>) => unknown,
): Promise<unknown[]> {
  const out = args.at(-1) as Queue<unknown>
  const all = Array.from(
    { length: count },
    () => new Process({ target: target as (...args: unknown[]) => unknown, args }),
  )
  for (const p of all) p.start()
  await act(() => out.get())
  for (const p of all) await p.join()
  const said = []
  while (!out.empty()) said.push(await out.get())
  return said
}

async function main(): Promise<void> {
  const conditions = behaviours('conditions', '_TestCondition', 'Condition ConditionProxy')
  await conditions.same(
    'notify',
    'test_notify test_notify_n test_wait_result',
    'notify() wakes as many as it is told; wait() is true for them.',
    async () => {
      const condition = new Condition()
      const out = new Queue<unknown>()
      return together(3, waits, [condition, out], async (ready) => {
        for (let i = 0; i < 3; i++) await ready()
        await condition.use(() => condition.notify(1))
        await ready()
        await condition.use(() => condition.notify(2))
      })
    },
    [true, true],
  )
  await conditions.same(
    'notify-all',
    'test_notify_all',
    'notifyAll() wakes everybody.',
    async () => {
      const condition = new Condition()
      return together(3, waits, [condition, new Queue<unknown>()], async (ready) => {
        for (let i = 0; i < 3; i++) await ready()
        await condition.use(() => condition.notifyAll())
      })
    },
    [true, true, true],
  )
  await conditions.same(
    'timeout',
    'test_timeout test_waitfor_timeout',
    'wait() and waitFor() are false when the time has run out.',
    async () => {
      const condition = new Condition()
      return condition.use(async () => [await condition.wait(0.05), await condition.waitFor(() => false, 0.05)])
    },
    [false, false],
  )
  await conditions.same(
    'wait-for',
    'test_waitfor',
    'waitFor() gives what its predicate gave.',
    async () => {
      const condition = new Condition()
      return condition.use(() => condition.waitFor(() => 5))
    },
    5,
  )
  await conditions.same(
    'not-held',
    '',
    'A condition must be held to wait and to notify.',
    async () => {
      const condition = new Condition()
      return [await kind(() => condition.wait()), await kind(() => condition.notify())]
    },
    ['AssertionError', 'AssertionError'],
  )

  const events = behaviours('events', '_TestEvent', 'Event EventProxy')
  await events.same(
    'event',
    'test_event',
    'An event is waited for, set by any process, stays set, and is cleared.',
    async () => {
      const event = new Event()
      const before = [event.isSet(), await event.wait(0), await event.wait(0.05)]
      const p = new Process({ target: sets, args: [event] })
      p.start()
      const during = [await event.wait(), event.isSet(), await event.wait(0)]
      await p.join()
      event.clear()
      return [before, during, event.isSet()]
    },
    [[false, false, false], [true, true, true], false],
  )
  await events.same(
    'repr',
    'test_repr',
    'repr tells whether it is set.',
    () => {
      const event = new Event()
      const before = String(event)
      event.set()
      return before !== String(event)
    },
    true,
  )

  const barriers = behaviours('barriers', '_TestBarrier', 'Barrier BarrierProxy')
  await barriers.same(
    'meet',
    'test_barrier test_barrier_10 test_wait_return test_thousand',
    'Those who meet get the numbers from 0 on, each once; again and again.',
    async () => {
      const barrier = new Barrier(3)
      const rounds = []
      for (let round = 0; round < 2; round++) {
        const out = new Queue<unknown>()
        let mine: Promise<number> | undefined
        const others = await together(2, meets, [barrier, out], () => void (mine = barrier.wait()))
        rounds.push([await mine, ...others].map(Number).sort())
      }
      return rounds
    },
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
  )
  await barriers.same(
    'abort',
    'test_abort',
    'abort() breaks it for all who wait and all who come.',
    async () => {
      const barrier = new Barrier(2)
      const waiting = barrier.wait().catch((error: Error) => error.name)
      barrier.abort()
      return [await waiting, barrier.broken, await kind(() => barrier.wait())]
    },
    ['BrokenBarrierError', true, 'BrokenBarrierError'],
  )
  await barriers.same(
    'reset',
    'test_reset test_abort_and_reset',
    'reset() breaks it for those who wait, and it can be used again.',
    async () => {
      const barrier = new Barrier(2)
      const waiting = barrier.wait().catch((error: Error) => error.name)
      barrier.reset()
      const broken = [await waiting, barrier.broken]
      barrier.abort()
      barrier.reset()
      return [...broken, barrier.broken, barrier.nWaiting]
    },
    ['BrokenBarrierError', false, false, 0],
  )
  await barriers.same(
    'timeout',
    'test_timeout test_default_timeout',
    'A wait that runs out of time breaks it.',
    async () => {
      const barrier = new Barrier(2)
      return [await kind(() => barrier.wait(0.05)), barrier.broken]
    },
    ['BrokenBarrierError', true],
  )
  await barriers.same(
    'single',
    'test_single_thread',
    'A barrier of one opens at once.',
    async () => {
      const barrier = new Barrier(1)
      return [await barrier.wait(), await barrier.wait(), barrier.parties]
    },
    [0, 0, 1],
  )
  await barriers.same(
    'action',
    'test_action',
    'The action is run once each time, by one of those who meet.',
    async () => {
      let runs = 0
      const barrier = new Barrier(1, { action: () => void runs++ })
      await barrier.wait()
      await barrier.wait()
      return runs
    },
    2,
  )
  await barriers.same(
    'parties',
    '',
    'A barrier has at least one party.',
    () => kind(() => new Barrier(0)),
    'ValueError',
  )
}

if (import.meta.main) await main()
