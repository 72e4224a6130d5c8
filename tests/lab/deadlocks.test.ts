/** Deadlocks on purpose: each is found at once and named in one sentence, by process, object and line. */
import { watch } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunEvent } from '../../protocol/run-event'
import { runFile, startFile } from './parallab'

/** Milliseconds from the last act of the script to the event; at most 200 on a machine that has nothing else to do. */
const SOON = 1000

const scripts = fileURLToPath(new URL('deadlocks', import.meta.url))
const randomPrograms = fileURLToPath(new URL('random-programs.ts', import.meta.url))

const SENTENCES: readonly (readonly [script: string, sentence: string])[] = [
  [
    '01-two-locks',
    'Worker-2 waits for lock a (line 15), held by Worker-1, which waits for lock b (line 7), held by Worker-2. MainProcess waits for both to end (line 27).',
  ],
  [
    '02-three-locks',
    'Blue waits for lock red (line 8), held by Red, which waits for lock green (line 8), held by Green, which waits for lock blue (line 8), held by Blue. MainProcess waits for Red to end (line 23).',
  ],
  [
    '03-philosophers',
    'Philosopher-5 waits for lock forks[0] (line 8), held by Philosopher-1, which waits for lock forks[1] (line 8), held by Philosopher-2, which waits for lock forks[2] (line 8), held by Philosopher-3, which waits for lock forks[3] (line 8), held by Philosopher-4, which waits for lock forks[4] (line 8), held by Philosopher-5. MainProcess waits for all of them to end (line 19).',
  ],
  [
    '04-lock-twice',
    'Counter waits for lock lock (line 7), which it holds itself. MainProcess waits for Counter to end (line 15).',
  ],
  ['05-joins', 'Child waits for MainProcess to end (line 6), which waits for Child to end (line 12).'],
  [
    '06-unfilled-queue',
    'Consumer waits for an item of queue jobs (line 7), which only MainProcess could put into, and it waits for Consumer to end (line 17).',
  ],
  [
    '07-no-producer',
    'Consumer-1, Consumer-2 and Consumer-3 wait for an item of queue jobs (line 11), which only MainProcess could put into, and it waits for Consumer-1 to end (line 22).',
  ],
  [
    '08-full-queues',
    'Answerer waits for room in queue answers (line 12), which only MainProcess and Asker could take from. Asker waits for room in queue questions (line 7), which only MainProcess and Answerer could take from. MainProcess waits for Asker and Answerer to end (line 24).',
  ],
  [
    '09-barrier',
    'Runner-1 and Runner-2 wait at barrier start (line 6), which waits for 3: 2 have come, and only MainProcess could come too, and it waits for Runner-1 and Runner-2 to end (line 13).',
  ],
  [
    '10-condition',
    'Listener waits for condition news (line 7), which only MainProcess could notify, and it waits for Listener to end (line 15).',
  ],
  [
    '11-semaphore',
    'Taker-1 and Taker-2 wait for semaphore slots (line 8), whose units they hold themselves. MainProcess waits for Taker-1 and Taker-2 to end (line 16).',
  ],
  [
    '12-pool',
    'PoolWorker-2 and PoolWorker-3 wait for event ready (line 13), which only MainProcess could set, and it waits for results of pool pool (line 24), which only PoolWorker-2 and PoolWorker-3 could give, while 2 tasks wait for a free worker.',
  ],
  [
    '13-event',
    'Worker waits for event begun (line 5), which only MainProcess could set, and it waits for event done (line 15), which only Worker could set.',
  ],
  [
    '14-task-done',
    'Consumer waits for an item of queue jobs (line 6), which only MainProcess could put into, and it waits for all items of queue jobs to be done (line 17), of which 1 is not, and only Consumer could call taskDone() for it.',
  ],
]

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallab-deadlocks-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test.for(SENTENCES)('%s', async ([script, sentence]) => {
  const file = path.join(folder, `${script}.jsonl`)
  const options = ['--no-history', '--break-deadlocks', '--events', file]
  const { stdout } = await runFile(path.join(scripts, `${script}.ts`), ...options)
  const events = eventsIn(await readFile(file, 'utf8'))
  const found = events.filter((event) => event.type === 'deadlock')
  // Once it is broken, those that are left may wait for each other still.
  expect(found[0]?.sentence).toBe(sentence)
  expect(events.filter((event) => event.type === 'deadlock-ended').map(({ how }) => how)).toEqual(
    found.map(() => 'broken'),
  )
  const [begun] = events
  const at = begun?.type === 'run-started' ? Date.parse(begun.startedAt) + (found[0]?.at ?? NaN) : NaN
  const latency = at - lastTime(stdout, at)
  console.log(`${script}: found after ${Math.round(latency)} ms`)
  expect(latency).toBeLessThan(SOON)
})

test('a lock that is released as a signal for the first time is told with its doubt, and nobody breaks it', async () => {
  const [file, told] = [path.join(folder, 'signal.jsonl'), path.join(folder, 'told')]
  await writeFile(file, '')
  const options = ['--no-history', '--break-deadlocks', '--events', file, '--', told]
  const run = await startFile(path.join(scripts, 'signal.ts'), ...options)
  await until(file, ({ type }) => type === 'deadlock', run.ended)
  await writeFile(told, '')
  const { stdout } = await run.ended
  const events = await until(file, () => true, run.ended)
  expect(stdout).toBe('0 0\n')
  expect(events.filter(({ type }) => type.startsWith('deadlock'))).toMatchObject([
    {
      sentence:
        'Two waits for lock a (line 9), held by One, which waits for lock b (line 9), held by Two. Only MainProcess could help, by releasing lock b or lock a for its holder.',
      rescuers: [0],
    },
    { type: 'deadlock-ended', how: 'dissolved' },
  ])
})

test('300 correct programs drawn by lot raise no alarm', async () => {
  const file = path.join(folder, 'random.jsonl')
  await writeFile(file, '')
  const { stdout, stderr } = await runFile(randomPrograms, '--no-history', '--events', file, '--', '1', '300')
  const events = (await readFile(file, 'utf8')).split('\n')
  expect({ stdout, stderr, found: events.filter((line) => line.includes('"type":"deadlock"')) }).toEqual({
    stdout: '300 programs, exit codes 0 0 0 0\n',
    stderr: '',
    found: [],
  })
})

/** The events up to one that is looked for; those that there are when the run has ended without it. */
async function until(
  file: string,
  isIt: (event: RunEvent) => boolean,
  ended: Promise<unknown>,
): Promise<readonly RunEvent[]> {
  const stop = new AbortController()
  void ended.then(
    () => stop.abort(),
    () => stop.abort(),
  )
  return new Promise((resolve, reject) => {
    const look = () =>
      void readFile(file, 'utf8').then((text) => {
        const events = eventsIn(text)
        if (!stop.signal.aborted && !events.some(isIt)) return
        watcher.close()
        resolve(events)
      }, reject)
    const watcher = watch(file, look)
    stop.signal.addEventListener('abort', look, { once: true })
    look()
  })
}

function eventsIn(lines: string): RunEvent[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RunEvent)
}

/** When the script last said what time it was before this one. */
function lastTime(stdout: string, before: number): number {
  return Math.max(
    ...stdout
      .split('\n')
      .map(Number)
      .filter((time) => time <= before),
  )
}
