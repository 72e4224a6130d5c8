// An integer to another process and back, by a pipe and by two queues
import { Pipe, Process, Queue, type Connection } from 'multiprocessing'
import { repeated, report, timed } from './figure'

const RUNS = 5
const TRIPS = 3000

async function echo(end: Connection<number>): Promise<void> {
  for (let item = await end.recv(); item >= 0; item = await end.recv()) await end.send(item)
}

function echoSync(end: Connection<number>): void {
  for (let item = end.recvSync(); item >= 0; item = end.recvSync()) end.sendSync(item)
}

async function echoQueue(there: Queue<number>, back: Queue<number>): Promise<void> {
  for (let item = await there.get(); item >= 0; item = await there.get()) await back.put(item)
}

function echoQueueSync(there: Queue<number>, back: Queue<number>): void {
  for (let item = there.getSync(); item >= 0; item = there.getSync()) back.putSync(item)
}

/** Microseconds of one trip, `send` and `receive` on this side. */
async function measure(
  figure: string,
  child: Process<never>,
  send: (item: number) => unknown,
  receive: () => unknown,
): Promise<void> {
  void child.start()
  // The awaited calls are measured as they are used; where nothing is to be awaited, nothing is.
  const trips = figure.endsWith('.sync')
    ? (count: number) => {
        for (let i = 0; i < count; i++) {
          send(7)
          receive()
        }
      }
    : async (count: number) => {
        for (let i = 0; i < count; i++) {
          await send(7)
          await receive()
        }
      }
  await trips(TRIPS)
  report(figure, await repeated(RUNS, async () => ((await timed(() => trips(TRIPS))) * 1000) / TRIPS))
  await send(-1)
  await child.join()
}

async function measurePipe(figure: string, target: typeof echo | typeof echoSync): Promise<void> {
  const [here, far] = Pipe<number>()
  const child = new Process({ target, args: [far] }) as Process<never>
  if (target === echo)
    await measure(
      figure,
      child,
      (item) => here.send(item),
      () => here.recv(),
    )
  else
    await measure(
      figure,
      child,
      (item) => here.sendSync(item),
      () => here.recvSync(),
    )
}

async function measureQueues(figure: string, target: typeof echoQueue | typeof echoQueueSync): Promise<void> {
  const there = new Queue<number>()
  const back = new Queue<number>()
  const child = new Process({ target, args: [there, back] }) as Process<never>
  if (target === echoQueue)
    await measure(
      figure,
      child,
      (item) => there.put(item),
      () => back.get(),
    )
  else
    await measure(
      figure,
      child,
      (item) => there.putSync(item),
      () => back.getSync(),
    )
}

if (import.meta.main) {
  await measurePipe('round-trip.pipe', echo)
  await measurePipe('round-trip.pipe.sync', echoSync)
  await measureQueues('round-trip', echoQueue)
  await measureQueues('round-trip.sync', echoQueueSync)
}
