/** ProcessPoolExecutor and futures. */
import type { DoneAndNotDone, Future, CancelledError } from 'multiprocessing'
import { asCompleted, asCompletedSync, futures, getContext, ProcessPoolExecutor } from 'multiprocessing'
import { is, later, never, text, two } from './is'

declare const executor: ProcessPoolExecutor

is<Future<string>>()(executor.submit(text, 1))
is<Future<number[]>>()(executor.submit(later, 1))
is<Future<boolean>>()(executor.submit(two, 1, 'a'))
is<Future<never>>()(executor.submit(never))
is<AsyncGenerator<string, undefined>>()(executor.map(text, [1]))
is<AsyncGenerator<boolean, undefined>>()(executor.map(two, [1], 'a', { chunksize: 2, timeout: 1, buffersize: 3 }))
is<Generator<number[], undefined>>()(executor.mapSync(later, new Set([1])))
new ProcessPoolExecutor({ initializer: two, initargs: [1, 'a'], mpContext: getContext('spawn') })
// @ts-expect-error an argument of the wrong type
executor.submit(text, '1')
// @ts-expect-error an argument too few
executor.submit(two, 1)
// @ts-expect-error an input too few
executor.map(two, [1])
// @ts-expect-error an input of the wrong type
executor.map(text, ['1'])
// @ts-expect-error an option that does not exist
executor.map(text, [1], { chunkSize: 1 })
// @ts-expect-error initargs of the wrong type
new ProcessPoolExecutor({ initializer: two, initargs: ['a'] })
// @ts-expect-error Python's spelling
new ProcessPoolExecutor({ max_workers: 2 })

const future = executor.submit(text, 1)
is<Promise<string>>()(future.result(1))
is<string>()(future.resultSync({ timeout: 1 }))
is<Promise<unknown>>()(future.exception())
is<boolean>()(future.cancel())
future.addDoneCallback((done) => is<Future<string>>()(done))
is<Future<unknown>>()(future as Future<unknown>)
// @ts-expect-error a result of another type
const wrong: Future<number> = future

is<Promise<DoneAndNotDone<Future<string>>>>()(futures.wait([future]))
is<Set<Future<string> | Future<boolean>>>()(futures.waitSync([future, executor.submit(two, 1, 'a')]).notDone)
void futures.wait(new Set([future]), { returnWhen: 'FIRST_EXCEPTION', timeout: 1 })
// @ts-expect-error a condition that does not exist
void futures.wait([future], { returnWhen: 'FIRST' })
// @ts-expect-error promises, which are waited for by Promise.all
void futures.wait([Promise.resolve(1)])
const urls = new Map([[future, 'url']])
void (async () => {
  is<string>()(await future)
  for await (const done of asCompleted([future], { timeout: 1 })) {
    is<string>()(done.resultSync())
    is<string | undefined>()(urls.get(done))
  }
  for (const done of asCompletedSync([future], 1)) is<Future<string>>()(done)
  const { done } = await futures.wait([future])
  is<string[]>()([...done].map((one) => one.resultSync()))
})
is<typeof CancelledError>()(futures.CancelledError)
void wrong
