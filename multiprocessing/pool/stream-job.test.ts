import { expect, test } from 'vitest'
import type { JobSettings } from './job'
import { StreamJob, type Outcome } from './stream-job'
import type { Work } from './works'

const NO = new Error('no')

/** Five items in chunks of one, all of which have been handed out. */
function handedOut(ordered: boolean): StreamJob {
  const settings: JobSettings = {
    id: 1,
    work: { total: 0, done: 0, failed: 0 } as Work,
    fn: { number: 0, name: 'f', offset: 0, length: 0 },
    chunksize: 1,
    star: false,
    retries: 0,
    timeout: undefined,
    failFast: true,
  }
  const job = new StreamJob(settings, { buffersize: 100, ordered, callbacks: {} }, [0, 1, 2, 3, 4])
  while (job.take() !== undefined);
  return job
}

/** As the pool does: the first error ends the call. */
function settled(job: StreamJob, chunks: readonly number[], failing: number): void {
  for (const chunk of chunks) job.settle(chunk, { values: [chunk] })
  job.fail(failing, { error: NO })
  job.abandon(job.failure?.error)
}

function read(job: StreamJob): unknown[] {
  const all: unknown[] = []
  for (let outcome: Outcome | null; (outcome = job.next()) !== null;)
    all.push(outcome.ok ? outcome.value : outcome.error)
  return all
}

test.each([
  ['in order, the error next', true, [0, 1], 2, [0, 1, NO]],
  ['in order, one before the error has not come', true, [0, 2], 3, [0, NO]],
  ['in order, one behind the error came first', true, [0, 3], 1, [0, NO]],
  ['as they come', false, [4, 0], 2, [4, 0, NO]],
])('with failFast what stood before the error is read first: %s', (_, ordered, chunks, failing, expected) => {
  const late = handedOut(ordered)
  settled(late, chunks, failing)
  expect(read(late)).toEqual(expected)

  const prompt = handedOut(ordered)
  const told: unknown[] = []
  prompt.onReady = () => {
    while (prompt.isReady && told.length < expected.length) {
      const outcome = prompt.next()
      if (outcome !== null) told.push(outcome.ok ? outcome.value : outcome.error)
    }
  }
  settled(prompt, chunks, failing)
  expect([...told, ...read(prompt)]).toEqual(expected)
})

test('what ends a call otherwise is read at once', () => {
  const job = handedOut(true)
  job.settle(0, { values: [0] })
  job.abandon(NO)
  expect(read(job)).toEqual([NO])
})
