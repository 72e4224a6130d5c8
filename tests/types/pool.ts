/** Pool: calls, results, callbacks, options. */
import type { AsyncResult, PoolIterator, SyncPoolIterator } from 'multiprocessing'
import { Pool } from 'multiprocessing'
import { is, later, never, text, two } from './is'

declare const pool: Pool
declare const stream: AsyncIterable<number>

is<Promise<string[]>>()(pool.map((x: number) => String(x), [1]))
is<Promise<number[][]>>()(pool.map(later, new Set([1])))
is<Promise<string>>()(pool.apply(text, [1]))
is<Promise<number[]>>()(pool.apply(later, [1]))
is<Promise<never>>()(pool.apply(never))
is<Promise<boolean[]>>()(pool.starmap(two, [[1, 'a']]))
is<string[]>()(pool.mapSync(text, [1]))
is<boolean[]>()(pool.starmapSync(two, new Set([[1, 'a'] as [number, string]])))
is<number[]>()(pool.applySync(later, [1]))
is<AsyncResult<string[]>>()(pool.mapAsync(text, [1]))
is<AsyncResult<boolean[]>>()(pool.starmapAsync(two, [[1, 'a']]))
is<AsyncResult<number[]>>()(pool.applyAsync(later, [1]))
is<PoolIterator<string>>()(pool.imap(text, [1]))
is<PoolIterator<string>>()(pool.imap(text, stream))
is<PoolIterator<number[]>>()(pool.imapUnordered(later, [1]))
is<SyncPoolIterator<string>>()(pool.imapUnorderedSync(text, [1]))
is<string[]>()([...pool.imapSync(text, [1])])
is<Promise<string[]>>()(pool.mapAsync(text, [1]).get())
is<string[]>()(pool.mapAsync(text, [1]).getSync({ timeout: 1, signal: AbortSignal.timeout(1) }))
is<AsyncResult<unknown>>()(pool.applyAsync(text, [1]) as AsyncResult<unknown>)
is<Promise<IteratorResult<string, undefined>>>()(pool.imap(text, [1]).next(0.5))
void (async () => {
  is<string[]>()(await pool.mapAsync(text, [1]))
  is<boolean>()(await pool.applyAsync(two, [1, 'a']))
  for await (const item of pool.imap(text, [1])) is<string>()(item)
  for (const item of pool.imapSync(later, [1])) is<number[]>()(item)
})
// @ts-expect-error an item of the wrong type
void pool.map(text, ['1'])
// @ts-expect-error an argument too few
void pool.apply(two, [1])
// @ts-expect-error an item that is not the list of arguments
void pool.starmap(two, [[1]])
// @ts-expect-error an async iterable that nobody reads ahead
void pool.map(text, stream)
// @ts-expect-error what is no function
void pool.apply('text')

// Callbacks and options
void pool.map(text, [1], { callback: (results) => is<string[]>()(results) })
void pool.mapAsync(later, [1], {
  callback: (results) => is<number[][]>()(results),
  errorCallback: (error) => is<Error>()(error),
})
void pool.applyAsync(two, [1, 'a'], { callback: (result) => is<boolean>()(result) })
void pool.starmapAsync(two, [[1, 'a']], { callback: (results) => is<boolean[]>()(results), chunksize: 2 })
void pool.imap(later, [1], { callback: (result) => is<number[]>()(result), buffersize: 4 })
void pool.map(text, [1], {
  chunksize: 2,
  timeout: 1,
  failFast: true,
  retry: false,
  signal: new AbortController().signal,
})
// @ts-expect-error a callback for another type
void pool.apply(text, [1], { callback: (result: Date) => result })
// @ts-expect-error an option of maps
void pool.applyAsync(text, [1], { chunksize: 1 })
// @ts-expect-error an option of imap
void pool.map(text, [1], { buffersize: 1 })
// @ts-expect-error an option that does not exist
void pool.map(text, [1], { chunkSize: 1 })
new Pool({ initializer: two, initargs: [1, 'a'] })
new Pool({ processes: 2, maxTasksPerChild: 1, retries: 0, maxQueue: 10 })
// @ts-expect-error initargs of the wrong type
new Pool({ initializer: two, initargs: ['a'] })
// @ts-expect-error Python's spelling
new Pool({ maxtasksperchild: 1 })
