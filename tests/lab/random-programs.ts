// Runs programs that were drawn by lot and cannot lock up, on the same few processes, one after the other
// Usage: random-programs.ts FIRST COUNT
import { randomLcg } from 'd3-random'
import { setTimeout as pause } from 'node:timers/promises'
import { Barrier, Event, Lock, Process, Queue, Semaphore } from 'multiprocessing'
import { correctProgram, THINGS, WORKERS, type Step } from '../../analysis/deadlock/programs'

/** One pause in so many steps, long enough to be looked at several times while the others wait. */
const PAUSES = 700
const MILLISECONDS = 120

type Thing = Lock | Semaphore | Event | Queue<number> | Barrier

async function work(
  worker: number,
  first: number,
  count: number,
  things: readonly Thing[],
  met: Barrier,
): Promise<void> {
  for (let seed = first; seed < first + count; seed++) {
    const random = randomLcg(seed * WORKERS + worker)
    for (const step of correctProgram(randomLcg(seed)).processes[worker] as readonly Step[]) {
      if (random() < 1 / PAUSES) await something(random)
      if (step.act !== 'join') await act(step.act, things[step.object] as Thing, random() < 0.5)
    }
    await met.wait()
    if (worker === 1) for (const thing of things) if (thing instanceof Event) thing.clear()
    met.waitSync()
  }
}

/** What the finder must not take for waiting: sleeping, computing, timers. */
async function something(random: () => number): Promise<void> {
  const kind = Math.floor(random() * 3)
  const end = performance.now() + MILLISECONDS
  if (kind === 0) while (performance.now() < end);
  if (kind === 1) await pause(MILLISECONDS)
  if (kind === 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MILLISECONDS)
}

async function act(act: Exclude<Step['act'], 'join'>, thing: Thing, blocks: boolean): Promise<void> {
  if (thing instanceof Lock || thing instanceof Semaphore) {
    if (act === 'release' || act === 'up') thing.release()
    else if (blocks) thing.acquireSync()
    else await thing.acquire()
  } else if (thing instanceof Event) {
    if (act === 'set') thing.set()
    else if (blocks) thing.waitSync()
    else await thing.wait()
  } else if (thing instanceof Barrier) {
    if (blocks) thing.waitSync()
    else await thing.wait()
  } else if (act === 'put') {
    if (blocks) thing.putSync(0)
    else await thing.put(0)
  } else if (blocks) thing.getSync()
  else await thing.get()
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
  }
}

if (import.meta.main) {
  const [first = 1, count = 100] = process.argv.slice(2).map(Number)
  const things = THINGS.map(made)
  const met = new Barrier(WORKERS)
  const workers = Array.from(
    { length: WORKERS },
    (_, i) => new Process({ target: work, args: [i + 1, first, count, things, met] }),
  )
  for (const worker of workers) await worker.start()
  for (const worker of workers) await worker.join()
  console.log(`${count} programs, exit codes ${workers.map(({ exitcode }) => exitcode).join(' ')}`)
}
