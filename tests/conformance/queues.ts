// Queue, JoinableQueue and SimpleQueue.
import { JoinableQueue, Process, Queue, SimpleQueue, type Limits } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'
import { exitcodeOf } from './children'

const { same, better, absent } = behaviours('queues', '_TestQueue', 'Queue JoinableQueue SimpleQueue')

async function takes(queue: Queue<number>, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await queue.get()
}

async function puts(queue: Queue<unknown>, ...items: unknown[]): Promise<void> {
  for (const item of items) await queue.put(item)
}

async function finishes(queue: JoinableQueue<number | null>): Promise<void> {
  while ((await queue.get()) !== null) queue.taskDone()
}

async function says(queue: SimpleQueue<boolean>): Promise<void> {
  await queue.put(queue.empty())
  await queue.put(queue.empty())
}

/** What an act throws, and whether it takes as long as it has to, which is seconds more on a busy machine. */
async function late(act: () => unknown, seconds = 0): Promise<readonly [boolean, string]> {
  const begin = performance.now()
  const error = await thrown(act)
  const took = (performance.now() - begin + 1) / 1000
  return [took >= seconds && took < seconds + 5, error.slice(0, error.indexOf(':'))]
}

async function main(): Promise<void> {
  const waits: readonly (readonly [number | Limits, number])[] = [[{ block: false }, 0], [0, 0], [-1, 0], [0.1, 0.1], [{ timeout: 0.1 }, 0.1], [{ block: false, timeout: 9 }, 0]] // prettier-ignore
  await same(
    'put',
    'test_put',
    'A bounded queue takes as many items as it has room for, then put() waits as long as it is told to and throws Full.',
    async () => {
      const queue = new Queue<number>(3)
      const before = [queue.empty(), queue.full()]
      await queue.put(1)
      await queue.put(2, { block: false })
      queue.putNowait(3)
      const full = [queue.empty(), queue.full()]
      const errors = [await late(() => queue.putNowait(4))]
      for (const [limits, seconds] of waits) errors.push(await late(() => queue.put(4, limits), seconds))
      await exitcodeOf(takes, queue, 3)
      return [before, full, errors, queue.empty(), queue.full()]
    },
    [[true, false], [false, true], Array.from({ length: 7 }, () => [true, 'Full']), true, false],
  )
  await same(
    'get',
    'test_get test_timeout',
    'get() gives the items in order, then waits as long as it is told to and throws Empty.',
    async () => {
      const queue = new Queue<unknown>()
      const empty = queue.empty()
      await exitcodeOf(puts, queue, 2, 3, 4, 5)
      const items = [queue.empty(), await queue.get(), await queue.get(1), queue.getSync(), queue.getNowait()]
      const errors = [await late(() => queue.getNowait())]
      for (const [limits, seconds] of waits) errors.push(await late(() => queue.get(limits), seconds))
      return [empty, items, errors, queue.empty()]
    },
    [true, [false, 2, 3, 4, 5], Array.from({ length: 7 }, () => [true, 'Empty']), true],
  )
  await same(
    'order',
    'test_fork',
    'What a process put before it started another comes before what that one puts.',
    async () => {
      const queue = new Queue<unknown>()
      for (let i = 0; i < 3; i++) await queue.put(i)
      await exitcodeOf(puts, queue, 3, 4)
      const items = []
      while (!queue.empty()) items.push(await queue.get())
      return items
    },
    [0, 1, 2, 3, 4],
  )
  await same(
    'qsize',
    'test_qsize',
    'qsize() counts the items.',
    async () => {
      const queue = new Queue<number>()
      const sizes = [queue.qsize()]
      await queue.put(1)
      await queue.put(5)
      sizes.push(queue.qsize())
      await queue.get()
      sizes.push(queue.qsize())
      return sizes
    },
    [0, 2, 1],
  )
  await same(
    'task-done',
    'test_task_done',
    'join() of a JoinableQueue waits until every item has been marked as done; one mark too many is an error.',
    async () => {
      const queue = new JoinableQueue<number | null>()
      const workers = [0, 1].map(() => new Process({ target: finishes, args: [queue] }))
      for (const worker of workers) void worker.start()
      for (let i = 0; i < 10; i++) await queue.put(i)
      await queue.join()
      for (let i = 0; i < 2; i++) await queue.put(null)
      for (const worker of workers) await worker.join()
      queue.taskDone()
      queue.taskDone()
      return [workers.map((worker) => worker.exitcode), await thrown(() => queue.taskDone())]
    },
    [[0, 0], 'ValueError: task_done() called too many times'],
  )
  await same(
    'closed',
    'test_closed_queue_put_get_exceptions',
    'A process that has closed a queue can neither put nor get; the others go on.',
    async () => {
      const texts = []
      for (const queue of [new Queue<unknown>(), new JoinableQueue<unknown>()]) {
        queue.close()
        for (const act of [() => queue.put(1), () => queue.get()])
          texts.push((await thrown(act)).replace(/<\w+ [^>]*>/, '…'))
        texts.push(await exitcodeOf(puts, queue, 1), queue.qsize())
      }
      return texts
    },
    Array.from({ length: 2 }, () => [...Array<string>(2).fill('ValueError: Queue … is closed'), 0, 1]).flat(),
  )
  await same(
    'join-thread',
    '',
    'joinThread() before close() is refused.',
    async () => (await thrown(() => new Queue().joinThread())).replace(/<\w+ [^>]*>/, '…'),
    'AssertionError: Queue … not closed',
  )
  await better(
    'uncopyable',
    'test_queue_feeder_donot_stop_onexc test_queue_feeder_on_queue_feeder_error',
    'An item that cannot be copied is an error of put(), and takes no room.',
    'CPython prints a traceback in a thread of its own and drops the item in silence.',
    async () => {
      const queue = new Queue<unknown>(1)
      const error = await thrown(() => queue.put({ at: [new WeakMap()] }))
      await queue.put(true)
      return [error, queue.qsize(), await queue.get(1), queue.empty()]
    },
    [
      'EncodeError: item.at[0] cannot be copied to another process: it is a WeakMap that lives in this process only',
      1,
      true,
      true,
    ],
  )
  await better(
    'join-before-get',
    '',
    'A process that has put a lot ends although nobody has taken it yet, and nothing is lost.',
    'In CPython its parent waits for it for ever, unless it empties the queue first.',
    async () => {
      const queue = new Queue<unknown>()
      const code = await exitcodeOf(puts, queue, 'x'.repeat(1 << 20))
      return [code, ((await queue.get()) as string).length]
    },
    [0, 1 << 20],
  )
  await better(
    'iteration',
    '',
    'A queue can be iterated; that ends when it is drained and all who might put have closed it, ended or iterate.',
    'In CPython nothing tells a consumer that a queue is finished; scripts send sentinels.',
    async () => {
      const queue = new Queue<unknown>()
      const producers = [1, 2].map((n) => new Process({ target: putsAndCloses, args: [queue, n] }))
      for (const producer of producers) void producer.start()
      let sum = 0
      for await (const item of queue) sum += item as number
      return sum
    },
    33,
  )
  absent(
    'import-lock',
    'test_no_import_lock_contention',
    'A queue used while a module is imported',
    'No thread puts the items, so none can wait for the import.',
  )
  await same(
    'simple',
    'TestSimpleQueue.test_empty',
    'A SimpleQueue carries items between processes and knows whether it is empty.',
    async () => {
      const queue = new SimpleQueue<boolean>()
      const before = queue.empty()
      await exitcodeOf(says, queue)
      return [before, queue.empty(), await queue.get(), await queue.get(), queue.empty()]
    },
    [true, false, true, false, true],
  )
  await same(
    'simple-close',
    'TestSimpleQueue.test_close TestSimpleQueue.test_closed',
    'A SimpleQueue may be closed twice; afterwards it is of no use.',
    async () => {
      const queue = new SimpleQueue<number>()
      queue.close()
      queue.close()
      return Promise.all([() => queue.put(1), () => queue.get(), () => queue.empty()].map(thrown))
    },
    Array<string>(3).fill('OSError: handle is closed'),
  )
}

async function putsAndCloses(queue: Queue<unknown>, n: number): Promise<void> {
  await queue.put(n)
  await queue.put(n * 10)
  queue.close()
}

if (import.meta.main) await main()
