// Runs programs that were drawn by lot and cannot lock up, on the same few processes, one after the other
// Usage: random-programs.ts FIRST COUNT
import { randomLcg } from 'd3-random'
import { setTimeout as pause } from 'node:timers/promises'
import {
  Barrier,
  Condition,
  Event,
  Lock,
  Manager,
  Pipe,
  Pool,
  Process,
  Queue,
  RawArray,
  Semaphore,
  type Connection,
  type QueueProxy,
} from 'multiprocessing'
import { correctProgram, POOL_WORKERS, THINGS, WORKERS, type Act, type Step } from '../../analysis/deadlock/programs'

/** One pause in so many steps, long enough to be looked at several times while the others wait. */
const PAUSES = 700
const MILLISECONDS = 120

type Ends = readonly [Connection<number>, Connection<number>]
type Thing = Lock | Semaphore | Event | Queue<number> | Barrier | Condition | Ends | null

/** What all processes of the run have. */
interface World {
  readonly things: readonly Thing[]
  /** What conditions have been told: 1 at their place. */
  readonly told: RawArray<'i'>
  readonly served: QueueProxy<number>
}

let world: World

function enter(given: World): void {
  world = given
}

async function work(worker: number, first: number, count: number, given: World, met: Barrier): Promise<void> {
  enter(given)
  for (let seed = first; seed < first + count; seed++) {
    const random = randomLcg(seed * WORKERS + worker)
    for (const step of stepsOf(seed, worker)) if (step.act !== 'join' && step.act !== 'map') await act(step, random)
    await met.wait()
    if (worker === 1) forget()
    met.waitSync()
  }
}

/** A task of the pool. */
async function perform([seed, map, index]: readonly [number, number, number]): Promise<void> {
  const random = randomLcg(seed * map + index)
  const step = stepsOf(seed, 0)[map]
  if (step?.act === 'map') for (const each of step.tasks[index] ?? []) await act(each, random)
}

function stepsOf(seed: number, process: number): readonly Step[] {
  return correctProgram(randomLcg(seed)).processes[process] ?? []
}

async function act({ act: what, object }: Act, random: () => number): Promise<void> {
  if (random() < 1 / PAUSES) await something(random)
  const thing = world.things[object] as Thing
  const blocks = random() < 0.5
  if (thing instanceof Lock || thing instanceof Semaphore) {
    if (what === 'release' || what === 'up') thing.release()
    else if (blocks) thing.acquireSync()
    else await thing.acquire()
  } else if (thing instanceof Event) {
    if (what === 'set') thing.set()
    else if (blocks) thing.waitSync()
    else await thing.wait()
  } else if (thing instanceof Barrier) {
    if (blocks) thing.waitSync()
    else await thing.wait()
  } else if (thing instanceof Condition) {
    await onCondition(thing, object, what === 'tell', blocks)
  } else if (thing instanceof Queue) {
    if (what === 'put') await (blocks ? thing.putSync(0) : thing.put(0))
    else await (blocks ? thing.getSync() : thing.get())
  } else if (thing !== null) {
    const [mine, theirs] = thing
    if (what === 'send') await (blocks ? theirs.sendSync(0) : theirs.send(0))
    else await (blocks ? mine.recvSync() : mine.recv())
  }
}

async function onCondition(condition: Condition, object: number, tells: boolean, blocks: boolean): Promise<void> {
  const { told } = world
  await condition.use(async () => {
    if (tells) {
      told.set(object, 1)
      condition.notifyAll()
    } else
      while (told.get(object) === 0)
        if (blocks) condition.waitSync()
        else await condition.wait()
  })
}

/** What the finder must not take for waiting: sleeping, computing, timers, a manager's answer. */
async function something(random: () => number): Promise<void> {
  const kind = Math.floor(random() * 4)
  const end = performance.now() + MILLISECONDS
  if (kind === 0) while (performance.now() < end);
  if (kind === 1) await pause(MILLISECONDS)
  if (kind === 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MILLISECONDS)
  if (kind === 3) {
    await world.served.put(0)
    await world.served.get()
  }
}

/** Events and conditions are as new for the next program. */
function forget(): void {
  for (const thing of world.things) if (thing instanceof Event) thing.clear()
  for (let i = 0; i < world.told.length; i++) world.told.set(i, 0)
}

function made({ kind, limit }: (typeof THINGS)[number]): Thing {
  switch (kind) {
    case 'Lock':
      return new Lock()
    case 'Semaphore':
      return new Semaphore(limit)
    case 'Event':
      return new Event()
    case 'Queue':
      return new Queue(limit)
    case 'Barrier':
      return new Barrier(limit)
    case 'Condition':
      return new Condition()
    case 'Pipe':
      return Pipe<number, number>({ duplex: false })
    case 'Pool':
      return null // is not handed on
  }
}

if (import.meta.main) {
  const [first = 1, count = 100] = process.argv.slice(2).map(Number)
  const manager = Manager()
  const things = THINGS.map(made)
  const given = { things, told: new RawArray('i', things.length), served: await manager.Queue<number>() }
  const met = new Barrier(WORKERS + 1)
  const workers = Array.from(
    { length: WORKERS },
    (_, i) => new Process({ target: work, args: [i + 1, first, count, given, met] }),
  )
  const pool = new Pool({ processes: POOL_WORKERS, initializer: enter, initargs: [given] })
  for (const worker of workers) await worker.start()
  for (let seed = first; seed < first + count; seed++) {
    for (const [map, step] of stepsOf(seed, 0).entries())
      if (step.act === 'map')
        await pool.map(
          perform,
          step.tasks.map((_, i) => [seed, map, i] as const),
          1,
        )
    await met.wait()
    await met.wait()
  }
  for (const worker of workers) await worker.join()
  console.log(`${count} programs, exit codes ${workers.map(({ exitcode }) => exitcode).join(' ')}`)
  pool.close()
  await pool.join()
  await manager.shutdown()
}
