/**
 * `node tests/python/suite.mjs [NAME…]`: CPython's own tests of `multiprocessing` in the lab, all or those whose
 * `Class.test` contains one of the names; what became of them goes into results.json and docs/conformance.md.
 * `--timeout SECONDS`: for one test, 120 otherwise. `--jobs NUMBER`: runs at once, 2 otherwise. `--left-out`: those, too, that
 * left-out.json names. `--verbose`: what the tests print.
 */
import { parseArgs } from 'node:util'
import { groupedBy, leftOutOf, readResults, writeResults } from '../../scripts/docs/cpython-tests.mjs'
import { setUp } from '../../scripts/setup/index.mjs'
import { fetched } from './fetched.mjs'
import { listTests, runTests } from './lab.mjs'

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
const classes = [...groupedBy(chosen, ({ test }) => test.split('.')[0])]
const results = new Map(Object.entries(readResults().tests))
const counts = {}
const job = async () => {
  for (let next = classes.shift(); next !== undefined; next = classes.shift()) {
    const [name, tests] = next
    await runTests(
      folder,
      tests[0].module,
      tests.map(({ test }) => test),
      {
        limit,
        onVerdict(test, verdict, reason) {
          results.set(test, { verdict, ...(reason !== '' && { reason }) })
          counts[verdict] = (counts[verdict] ?? 0) + 1
          if (verdict !== 'passed') process.stdout.write(`${test}: ${verdict}: ${reason.slice(0, 300)}\n`)
        },
        onOutput: (line) => values.verbose && process.stderr.write(`${name}| ${line.slice(0, 500)}\n`),
      },
    )
    writeResults(version, all, results)
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, job))
process.stdout.write(`${JSON.stringify(counts)}\n`)
process.exitCode = ['failed', 'error', 'hung', 'crashed'].some((verdict) => counts[verdict] > 0) ? 1 : 0
