/** The examples are the manual: each runs, and its last lines say what is true. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ofType, withEvents } from './events'
import { cardsOf } from './explained'
import { runFile } from './parallab'
import { listings } from './tutorial-listings'

const folder = fileURLToPath(new URL('../../examples', import.meta.url))

const says: Readonly<Record<string, RegExp>> = {
  'cpython/closure.ts': /^3, 6, 9\n$/,
  'cpython/dead-holder.ts': /^acquired: true, it was held by Holder\n$/,
  'cpython/exit-in-task.ts': /^1: 1\n2: SystemExit\n3: 9\n$/,
  'cpython/failing-callback.ts': /^first: 9\nsecond: 16\n$/,
  'cpython/killed-worker.ts': /^1, 4, 9, 16 after 1 death\n$/,
  'cpython/put-then-join.ts': /^exit code 0, 1048576 characters\n$/,
  'lock.ts': /^without a lock: \d+ of 2000\nwith a lock: 2000 of 2000\n$/,
  'mandelbrot.ts': /^ +\.[-.:=+*#%@ ]+\n136077 of 540000 points stay\n$/,
  'pipe.ts': /^shared memory 1293388\n00000472495463f0e1bff42ea0e242be6318c96fe64158c5313c779f0bbd01a7\n$/,
  'primes.ts': /^1270607 primes below 20000000 with 2 workers\n[\d.]+ ranges\/s, [\d.]+ s\n$/,
  'queue.ts': /^the longest chain below 3000000 starts at 2298025\nand takes 559 steps\n$/,
  'words.ts': /^100 % {2}is their right it \/ it is their right\n(\d+ % {2}.*\n){4}1335 words, 1328 phrases of 4\n$/,
}

/** What goes wrong in an example on purpose. */
const complains: Readonly<Record<string, RegExp>> = {
  'cpython/failing-callback.ts': /^A pool's callback threw: Error: 9 is not wanted\n/,
}
const incidents: Readonly<Record<string, number>> = { 'cpython/killed-worker.ts': 1 }

/** What cards may say of it. */
const cards: Readonly<Record<string, readonly string[]>> = {
  'cpython/closure.ts': ['local-function', 'no-gain', 'straggler'],
  'cpython/dead-holder.ts': ['lock-abandoned'],
  'cpython/exit-in-task.ts': ['one-failed', 'no-gain', 'straggler'],
  'cpython/killed-worker.ts': ['local-function', 'worker-lost', 'no-gain', 'straggler'],
  'cpython/put-then-join.ts': ['joined-before-taken'],
  'lock.ts': ['lock-bound'],
}

test('every example is known here, short, and begins with its title and what to watch', () => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const ofTutorial = Object.keys(listings).map((name) => `tutorial/${name}.ts`)
  expect(names.map((name) => name.replaceAll(path.sep, '/')).sort()).toEqual(
    [...Object.keys(says), ...ofTutorial].sort(),
  )
  for (const name of names) {
    const lines = readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n')
    expect([name, lines.length <= 60, lines[0], lines[1]]).toEqual([
      name,
      true,
      expect.stringMatching(/^\/\/ [A-Z][^.]+$/),
      expect.stringMatching(/^\/\/ Watch /),
    ])
  }
})

test.each(Object.entries(says))('%s says what is true, and keeps the laws', async (name, what) => {
  const run = (...args: string[]) => runFile(path.join(folder, name), '--pool-size', '2', ...args)
  const { code, stdout, stderr, events } = await withEvents(run)
  const complaint = expect.stringMatching(complains[name] ?? /^$/)
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: expect.stringMatching(what), stderr: complaint })
  expect(ofType(events, 'incident').length).toBe(incidents[name] ?? 0)
  // On a machine that has much else to do workers may come late to work that is short.
  const isTrue = cards[name] ?? ['no-gain', 'straggler']
  expect(cardsOf(events).filter(({ id }) => !isTrue.includes(id))).toEqual([])
  expect(ofType(events, 'laws').map(({ laws }) => laws.filter(({ holds }) => !holds))).toEqual([[]])
})
