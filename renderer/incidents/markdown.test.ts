import { expect, test } from 'vitest'
import { endOf, markdownOf, taskOf, type TimedIncident } from './markdown'

const task = { map: 1, function: 'isPrime', index: 11, count: 1, attempt: 1, items: '[`a`]' }
const incident: TimedIncident = {
  at: 1234,
  process: 2,
  pid: 4711,
  name: 'PoolWorker-2',
  end: { exitcode: -9, reason: 'killed' },
  signal: 'SIGKILL',
  says: 'Somebody killed it.',
  task,
  figures: [
    [-1, 1, 50e6],
    [0, 0.5, 40e6],
  ],
  lines: ['before', '```', 'after'],
  done: 'Its task was given to another worker.',
  site: { file: '/home/me/jobs.ts', line: 14, column: 3 },
}

test('an incident is told as Markdown, whatever its lines hold', () => {
  expect(markdownOf(incident, 'jobs.ts').replaceAll('\u2009', ' ')).toBe(`### PoolWorker-2: Somebody killed it.

- Process: PoolWorker-2 (pid 4711) of jobs.ts
- When: 1.23 s after the start of the run
- End: ended by SIGKILL (exit code -9)
- Last task: isPrime, item 12: \`\`[\`a\`]\`\`
- CPU: 50 % of a core at the end, 75 % on average
- Memory: 40 MB at the end, 50 MB at most
- What was done: Its task was given to another worker.
- Line: jobs.ts:14:3

Its last lines:

\`\`\`\`
before
\`\`\`
after
\`\`\`\`
`)
})

test('what is not known is left out', () => {
  const bare = { ...incident, task: null, figures: [], lines: [], done: '', site: null, signal: null }
  const text = markdownOf({ ...bare, end: { exitcode: 134, reason: 'out-of-memory' } }, 'jobs.ts')
  expect(text.split('\n').slice(2)).toEqual([
    '- Process: PoolWorker-2 (pid 4711) of jobs.ts',
    '- When: 1.23 s after the start of the run',
    '- End: out of memory, exit code 134',
    '',
  ])
})

test('ends and tasks in few words', () => {
  expect(endOf({ end: { exitcode: 3, reason: 'exit' }, signal: null })).toBe('exit, exit code 3')
  expect(taskOf({ ...task, count: 8, attempt: 2, function: '' })).toBe('a task, items 12 to 19, attempt 2')
})
