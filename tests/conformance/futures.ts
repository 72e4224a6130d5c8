// concurrent.futures: Future, wait and as_completed, as CPython's test_concurrent_futures shows them.
import { asCompleted, Event, futures, OSError, ProcessPoolExecutor, sleep, type Future } from 'multiprocessing'
import { behaviours, thrown } from './behaviour'

const { absent, better, same } = behaviours('futures', 'FutureTests', 'Future asCompleted asCompletedSync')

const mul = (a: number, b: number) => a * b
function fails(): never {
  throw new OSError('failed')
}
async function opened(gate: Event): Promise<string> {
  await gate.wait()
  return 'opened'
}
async function failsBehind(gate: Event): Promise<never> {
  await gate.wait()
  throw new OSError('failed')
}

async function main(): Promise<void> {
  await using executor = new ProcessPoolExecutor(1)
  const gate = new Event()
  /** One of each kind, as CPython's tests have them. */
  const successful = executor.submit(mul, 6, 7)
  const failed = executor.submit(fails)
  await futures.wait([successful, failed])
  const running = executor.submit(opened, gate)
  while (!running.running()) await sleep(0.005)
  const pending = executor.submit(mul, 1, 1)
  const cancelled = executor.submit(mul, 2, 2)
  cancelled.cancel()
  const kinds: readonly Future<unknown>[] = [pending, running, cancelled, failed, successful]
  const names = new Map(
    kinds.map((future, i) => [future, ['pending', 'running', 'cancelled', 'failed', 'successful'][i]]),
  )
  const named = (some: Iterable<Future<unknown>>) => [...some].map((future) => names.get(future))

  await same(
    'repr',
    'test_repr',
    'A future says its state, and the type of what came of it.',
    () => kinds.map(String),
    [
      '<Future state=pending>',
      '<Future state=running>',
      '<Future state=cancelled>',
      '<Future state=finished raised OSError>',
      '<Future state=finished returned number>',
    ],
  )
  await same(
    'states',
    'test_cancelled test_done test_running',
    'cancelled(), done() and running() tell the state.',
    () => kinds.map((future) => [future.cancelled(), future.done(), future.running()]),
    [
      [false, false, false],
      [false, false, true],
      [true, true, false],
      [false, true, false],
      [false, true, false],
    ],
  )
  await same(
    'cancel',
    'test_cancel',
    'cancel() takes back what has not begun, again and again.',
    () => [executor.submit(mul, 3, 3), running, cancelled, failed, successful].map((future) => future.cancel()),
    [true, false, true, false, false],
  )
  await same(
    'result-timeout',
    'test_result_with_timeout',
    'result() waits at most so long.',
    async () => {
      const answers = []
      for (const future of kinds) answers.push(await thrown(() => future.result(0)).then((text) => text.split(':')[0]))
      return [answers, successful.resultSync(0)]
    },
    [['TimeoutError', 'TimeoutError', 'CancelledError', 'OSError', 'no error but 42'], 42],
  )
  await same(
    'exception-timeout',
    'test_exception_with_timeout',
    'exception() waits at most so long, and gives what the call threw, or null.',
    async () => {
      const answers = []
      for (const future of [pending, running, cancelled])
        answers.push(await thrown(() => future.exception(0)).then((text) => text.split(':')[0]))
      return [answers, String(await failed.exception(0)), await successful.exception(0)]
    },
    [['TimeoutError', 'TimeoutError', 'CancelledError'], 'OSError: failed', null],
  )
  await same(
    'callbacks-at-once',
    'test_done_callback_already_successful test_done_callback_already_failed test_done_callback_already_cancelled test_done_callback_raises_already_succeeded',
    'A callback of a future that is done is called at once; what it throws is told.',
    () => {
      const heard: unknown[] = []
      successful.addDoneCallback((future) => heard.push(future.resultSync()))
      failed.addDoneCallback((future) => heard.push(String(future.exceptionSync())))
      cancelled.addDoneCallback((future) => heard.push(future.cancelled()))
      successful.addDoneCallback(() => {
        throw new Error('in a callback')
      })
      return heard
    },
    [42, 'OSError: failed', true],
  )
  await same(
    'wait-timeout',
    'WaitTests.test_timeout',
    'wait() answers what is done, and what is not, when the time is up.',
    async () => {
      const { done, notDone } = await futures.wait(kinds, { timeout: 0.05, returnWhen: 'ALL_COMPLETED' })
      return [named(done), named(notDone)]
    },
    [
      ['cancelled', 'failed', 'successful'],
      ['pending', 'running'],
    ],
  )
  await same(
    'wait-first-completed',
    'WaitTests.test_first_completed_some_already_completed',
    'FIRST_COMPLETED: at once when one is done.',
    async () => {
      const { done, notDone } = await futures.wait([successful, running], { returnWhen: 'FIRST_COMPLETED' })
      return [named(done), named(notDone)]
    },
    [['successful'], ['running']],
  )
  await better(
    'wait-cancelled',
    'WaitTests.test_first_completed',
    'A future that was cancelled counts as done.',
    'In CPython not before the executor has come upon it.',
    async () => {
      const { done, notDone } = await futures.wait([cancelled, running], { returnWhen: 'FIRST_COMPLETED' })
      return [named(done), named(notDone)]
    },
    [['cancelled'], ['running']],
  )
  await same(
    'wait-failed',
    'WaitTests.test_first_exception_one_already_failed WaitTests.test_first_exception_some_already_complete',
    'FIRST_EXCEPTION: at once when one has failed; what was cancelled has not.',
    async () => {
      const { notDone } = await futures.wait([failed, cancelled, running], { returnWhen: 'FIRST_EXCEPTION' })
      const timely = { returnWhen: 'FIRST_EXCEPTION', timeout: 0.05 } as const
      const without = await futures.wait([cancelled, successful, running], timely)
      return [named(notDone), named(without.notDone)]
    },
    [['running'], ['running']],
  )
  await same(
    'wait-condition',
    '',
    'Another condition is refused.',
    () => thrown(() => futures.wait(kinds, { returnWhen: 'SOME' as never })),
    "ValueError: Invalid return condition: 'SOME'",
  )
  await same(
    'as-completed-timeout',
    'AsCompletedTests.test_future_times_out AsCompletedTests.test_correct_timeout_exception_msg',
    'asCompleted() gives what is done before its time is up, then an error that counts the rest.',
    async () => {
      const answers = []
      for (const timeout of [0, 0.05]) {
        const seen: Future<unknown>[] = []
        const error = await thrown(async () => {
          for await (const future of asCompleted(kinds, timeout)) seen.push(future)
        })
        answers.push([named(seen), error])
      }
      return answers
    },
    Array(2).fill([['cancelled', 'failed', 'successful'], 'TimeoutError: 2 (of 5) futures unfinished']),
  )
  absent(
    'set-result',
    'test_multiple_set_result test_multiple_set_exception',
    'Future(), set_result(), set_exception(), InvalidStateError',
    'Only executors make futures, and each is settled once.',
    ['InvalidStateError'],
  )

  const heard: unknown[] = []
  const late = executor.submit(mul, 5, 5)
  running.addDoneCallback(() => {
    throw new Error('in a callback')
  })
  running.addDoneCallback((future) => heard.push(future.resultSync()))
  const lateFailure = executor.submit(failsBehind, gate)
  lateFailure.addDoneCallback((future) => heard.push(String(future.exceptionSync())))
  const doomed = executor.submit(mul, 0, 0)
  doomed.addDoneCallback((future) => heard.push(future.cancelled()))
  const results = [running.result(60), thrown(() => doomed.result(60)), lateFailure.exception(60).then(String)]
  const order: Future<unknown>[] = []
  const all = new Set<Future<unknown>>([running, pending, late, lateFailure, doomed])
  const failure = futures.wait(all, { returnWhen: 'FIRST_EXCEPTION' })
  const completion = (async () => {
    for await (const future of asCompleted([...all, ...all])) order.push(future)
  })()
  const duplicates = futures.wait([running, running])
  doomed.cancel()
  gate.set()

  await same(
    'results',
    'test_result_with_success test_result_with_cancel test_exception_with_success',
    'Who waits gets the result, the error, or a CancelledError.',
    () => Promise.all(results),
    ['opened', 'CancelledError: the call was cancelled before it began', 'OSError: failed'],
  )
  await same(
    'callbacks',
    'test_done_callback_with_result test_done_callback_with_exception test_done_callback_with_cancel test_done_callback_raises',
    'A callback is called with its future when that is done or cancelled; one that throws does not hinder the next.',
    () => heard,
    [true, 'opened', 'OSError: failed'],
  )
  await same(
    'wait-first-exception',
    'WaitTests.test_first_exception',
    'FIRST_EXCEPTION: as soon as one fails.',
    async () => (await failure).done.has(lateFailure),
    true,
  )
  await same(
    'wait-all',
    'WaitTests.test_all_completed WaitTests.test_20369',
    'ALL_COMPLETED: when all are done; a future that is given twice is waited for once.',
    async () => [(await futures.wait(all)).notDone.size, (await duplicates).done.size],
    [0, 1],
  )
  await same(
    'as-completed',
    'AsCompletedTests.test_no_timeout AsCompletedTests.test_duplicate_futures',
    'asCompleted() gives each future once, in the order in which they are done.',
    async () => {
      await completion
      return order.map((future) => [doomed, running, pending, late, lateFailure].indexOf(future as never))
    },
    [0, 1, 2, 3, 4],
  )
  absent(
    'as-completed-refs',
    'AsCompletedTests.test_free_reference_yielded_future',
    'When as_completed() lets go of a future',
    'It holds none that it has given.',
  )
}

if (import.meta.main) await main()
