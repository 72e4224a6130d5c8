/** Deadlocks of Python processes: named as those of TypeScript, broken one after the other, and no false alarm. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunEvent } from '../../protocol/run-event'
import { cardsOf } from './explained'
import { startFile } from './parallab'

const script = fileURLToPath(new URL('python/deadlocks.py', import.meta.url))

const SENTENCES: readonly string[] = [
  'Two waits for lock a (line 11), held by One, which waits for lock b (line 11), held by Two. MainProcess waits for One to end (line 74).',
  'Counter waits for lock mutex (line 23), which it holds itself. MainProcess waits for Counter to end (line 74).',
  'Consumer-1 and Consumer-2 wait for an item of queue jobs (line 33), which only MainProcess could put into, and it waits for Consumer-1 to end (line 74).',
  'Consumer-1 waits for an item of queue jobs (line 33), which only MainProcess could put into, and it waits for Consumer-1 to end (line 74).',
  'Runner-1 and Runner-2 wait at barrier start (line 42), which waits for 3: 2 have come, and only MainProcess could come too, and it waits for Runner-1 to end (line 74).',
  'Runner-1 waits at barrier start (line 42), which waits for 3: 1 has come, and only MainProcess could come too, and it waits for Runner-1 to end (line 74).',
  'SpawnPoolWorker-8 waits for lock held (line 56), held by MainProcess, which waits for results of pool pool (line 64), which only SpawnPoolWorker-8 could give.',
  'MainProcess waits for results of pool pool (line 107), which nobody works on any more.',
]

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-python-deadlocks-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('each is named by process, variable and line, a wait in it raises DeadlockError, and what follows goes well', async () => {
  const file = path.join(folder, 'events.jsonl')
  const run = await startFile(script, '--no-history', '--break-deadlocks', '--events', file)
  const { code, stdout } = await run.ended
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  const events = lines.map((line) => JSON.parse(line) as RunEvent)
  expect(events.filter((event) => event.type === 'deadlock').map(({ sentence }) => sentence)).toEqual(SENTENCES)
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'broken\nlost\n[2, 3, 4]\n' })
  const incident = events.filter((event) => event.type === 'incident').find(({ signal }) => signal !== null)
  expect(incident).toMatchObject({ name: 'SpawnPoolWorker-9', task: { function: 'dies', index: 0 } })
  expect(incident?.done).toContain('CPython’s Pool gives it to no other worker')
  expect(cardsOf(events).map(({ id }) => id)).toContain('task-gone')
  const laws = events.find((event) => event.type === 'laws')?.laws
  expect(laws?.map(({ law, holds }) => [law, holds])).toEqual(
    ['promises', 'processes', 'locks', 'queues', 'bytes'].map((law) => [law, true]),
  )
})
