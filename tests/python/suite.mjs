/**
 * `node tests/python/suite.mjs [NAME…]`: CPython's own tests of `multiprocessing` in the lab, all or those whose
 * `Class.test` contains one of the names; what became of them goes into results.json and docs/conformance.md.
 * `--timeout SECONDS`: for one test, 120 otherwise. `--jobs NUMBER`: runs at once, 2 otherwise. `--left-out`: those, too, that
 * left-out.json names. `--verbose`: what the tests print.
 */
import { parseArgs } from 'node:util'
import { groupedBy, leftOutOf, readResults, writeResults, writeSection } from '../../scripts/docs/cpython-tests.mjs'
import { setUp } from '../../scripts/setup/index.mjs'
import { fetched } from './fetched.mjs'
import { listTests, runTests } from './lab.mjs'

/** Tests in one run of the lab. */
const PART = 20

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    timeout: { type: 'string', default: '120' },
    jobs: { type: 'string', default: '2' },
    'left-out': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
const limit = Number(values.timeout) * 1000

await setUp()
const { folder, version } = await fetched()
const all = await listTests(folder)
const chosen = all.filter(
  ({ test }) =>
    (names.length === 0 || names.some((name) => test.includes(name))) &&
    (values['left-out'] || leftOutOf(test) === undefined),
)
const parts = [...groupedBy(chosen, ({ module }) => module)].flatMap(([module, tests]) =>
  Array.from({ length: Math.ceil(tests.length / PART) }, (_, i) => ({
    module,
    tests: tests.slice(i * PART, (i + 1) * PART).map(({ test }) => test),
  })),
)
const results = new Map(Object.entries(readResults().tests))
const counts = {}
const job = async () => {
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const { module, tests } = part
    await runTests(folder, module, tests, {
      limit,
      onVerdict(test, verdict, reason) {
        results.set(test, { verdict, ...(reason !== '' && { reason }) })
        writeResults(version, all, results)
        counts[verdict] = (counts[verdict] ?? 0) + 1
        if (verdict !== 'passed') process.stdout.write(`${test}: ${verdict}: ${reason.slice(0, 300)}\n`)
      },
      onOutput(line) {
        if (values.verbose) process.stderr.write(`${module}| ${line.slice(0, 500)}\n`)
      },
    })
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, job))
// At the end only: the pages are part of what is built.
writeSection()
process.stdout.write(`${JSON.stringify(counts)}\n`)
process.exitCode = ['failed', 'error', 'hung', 'crashed'].some((verdict) => counts[verdict] > 0) ? 1 : 0
