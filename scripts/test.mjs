/** `npm test`: sets up everything, runs the gate and every test, and closes with one line for the whole. */
import { mkdirSync, rmSync } from 'node:fs'
import { check } from './check.mjs'
import { setUp } from './setup/index.mjs'
import { labTests, packageTests, results, unitTests, windowTests } from './suites.mjs'

/** What came of a suite, with its name and how long it took. */
async function timed(name, suite) {
  const start = performance.now()
  const result = await suite()
  return { name, ...result, seconds: (performance.now() - start) / 1000 }
}

try {
  await setUp({ windowTests: true })
} catch (error) {
  process.stderr.write(`parallab: ${error.name === 'SetupError' ? error.message : error.stack}\n0 passed, 1 failed\n`)
  process.exit(1)
}
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const suites = [
  await timed('the gate', check),
  await timed('unit tests', unitTests),
  await timed('scripts in the lab', labTests),
  await timed('the window', windowTests),
  await timed('the package', packageTests),
]
for (const { shaky } of suites)
  for (const words of shaky ?? []) process.stdout.write(`passed at the second attempt only: ${words}\n`)
for (const { failures } of suites) for (const words of failures ?? []) process.stdout.write(`FAIL ${words}\n`)
for (const { name, seconds, failed } of suites)
  process.stdout.write(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${seconds.toFixed(0)} s\n`)
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0)
const failed = suites.reduce((sum, suite) => sum + suite.failed, 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
