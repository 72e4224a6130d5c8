import { expect, test } from 'vitest'
import { addPart, beginEntry, endEntry } from './entries'
import { NO_GIST } from './gist'
import { pack } from './packed'
import { openSample, temporaryFile } from './place'
import { MACHINE, recorded } from './sample'

const RUNS = 10_000
const SCRIPTS = 200

/** What this test asserts is the work; `npm run bench -- --only history` has the limits of time. */
test('10,000 runs are listed and searched', { timeout: 120_000 }, async () => {
  const history = await openSample(temporaryFile())
  const data = await pack({ console: 'x'.repeat(1000) })
  await history['storage'].write((database) => {
    for (let i = 0; i < RUNS; i++) {
      const { source, settings } = recorded(`// script ${i % SCRIPTS}\nconst needle${i % SCRIPTS} = ${i % SCRIPTS}\n`)
      const startedAt = new Date(1_700_000_000_000 + i * 1000).toISOString()
      const key = (i * 2_654_435_761).toString(16).padStart(12, '0')
      const entry = beginEntry(database, MACHINE, { key, kind: 'run', source, settings, startedAt })
      addPart(database, entry, 'console', data)
      endEntry(database, entry, { outcome: 'finished', exitcode: 0, seconds: 1, error: null, gist: NO_GIST })
    }
  })
  const timed = (what: string, search: string, limit: number | null) => {
    const start = performance.now()
    const page = history.list({ search, limit, offset: 0 })
    process.stdout.write(`${what} of ${RUNS} runs: ${(performance.now() - start).toFixed(1)} ms\n`)
    return [page.entries.length, page.total]
  }
  expect(timed('the first hundred', '', 100)).toEqual([100, RUNS])
  expect(timed('all', '', null)).toEqual([RUNS, RUNS])
  expect(timed('a word of a script', 'needle17', 100)).toEqual([100, 11 * (RUNS / SCRIPTS)])
  expect(timed('a word of the file', 'primes', 100)).toEqual([100, RUNS])
  expect(timed('nothing', 'haystack', 100)).toEqual([0, 0])
  expect(history.list({ search: '', limit: 3, offset: 0 }).entries.map(({ startedAt }) => startedAt)).toEqual(
    [9999, 9998, 9997].map((i) => new Date(1_700_000_000_000 + i * 1000).toISOString()),
  )
})
