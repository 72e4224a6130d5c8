// What several processes want at once, and an event set by one and awaited by the other, in turns
import { Barrier, Event, Lock, Process, Queue, Semaphore } from 'multiprocessing'
import { now, repeated, report, timed } from './figure'

const RUNS = 5
/** Pairs of acquire and release, of all processes together. */
const COUNT = 200_000
const TRIPS = 3000

type Span = readonly [begin: number, end: number]

function want(wanted: Lock | Semaphore, gate: Barrier, spans: Queue<Span>, count: number): void {
  for (let run = 0; run <= RUNS; run++) {
    gate.waitSync()
    const begin = now()
    for (let i = 0; i < count; i++) {
      wanted.acquireSync()
      wanted.release()
    }
    spans.putSync([begin, now()])
  }
}

async function measure(figure: string, wanted: Lock | Semaphore, processes: number): Promise<void> {
  const gate = new Barrier(processes)
  const spans = new Queue<Span>()
  const args: Parameters<typeof want> = [wanted, gate, spans, COUNT / processes]
  const all = Array.from({ length: processes }, () => new Process({ target: want, args }))
  for (const each of all) void each.start()
  const round = async () => {
    let [begin, end] = await spans.get()
    for (let i = 1; i < processes; i++) {
      const span = await spans.get()
      begin = Math.min(begin, span[0])
      end = Math.max(end, span[1])
    }
    return (COUNT / (end - begin)) * 1000
  }
  await round()
  report(figure, await repeated(RUNS, round))
  for (const each of all) await each.join()
}

async function answer(there: Event, back: Event): Promise<void> {
  for (let i = 0; i < (RUNS + 1) * TRIPS; i++) {
    await there.wait()
    there.clear()
    back.set()
  }
}

function answerSync(there: Event, back: Event): void {
  for (let i = 0; i < (RUNS + 1) * TRIPS; i++) {
    there.waitSync()
    there.clear()
    back.set()
  }
}

async function measureEvents(figure: string, target: typeof answer | typeof answerSync): Promise<void> {
  const [there, back] = [new Event(), new Event()]
  const child = new Process({ target, args: [there, back] })
  void child.start()
  const trips = async () => {
    for (let i = 0; i < TRIPS; i++) {
      there.set()
      if (target === answer) await back.wait()
      else back.waitSync()
      back.clear()
    }
  }
  await trips()
  report(figure, await repeated(RUNS, async () => ((await timed(trips)) * 1000) / TRIPS))
  await child.join()
}

if (import.meta.main) {
  await measure('lock.2', new Lock(), 2)
  await measure('lock.8', new Lock(), 8)
  await measure('semaphore.2', new Semaphore(1), 2)
  await measureEvents('event', answer)
  await measureEvents('event.sync', answerSync)
}
