/** `npm test`: sets up everything, runs the gate and every test, and closes with one line for the whole. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { check } from './check.mjs'
import { setUp } from './setup/index.mjs'
import { root } from './setup/paths.mjs'

const results = path.join(root, '.setup', 'results')
const bin = (name, file) => path.join(root, 'node_modules', name, file)

function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** Counts of a suite from its report: what was skipped has not passed, and a suite without a report is one failure. */
function counts(code, file, read) {
  try {
    const { passed, failed, failures } = read(JSON.parse(readFileSync(file, 'utf8')))
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, failures }
  } catch {
    return { passed: 0, failed: 1, failures: [] }
  }
}

/** A failed test in few lines, for those who see the end of the output only. */
function failure(title, message) {
  const lines = stripVTControlCharacters(message ?? '').split('\n')
  return [title, ...lines.slice(0, 12).map((line) => `    ${line.slice(0, 200)}`)].join('\n')
}

async function vitest(project) {
  const report = path.join(results, `${project}.json`)
  const words = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(process.execPath, [bin('vitest', 'vitest.mjs'), ...words])
  return counts(code, report, ({ numPassedTests, numTotalTests, testResults }) => ({
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests,
    failures: testResults.flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status !== 'passed')
      const broken = assertionResults.length === 0 ? [failure(name, message)] : []
      return [...broken, ...failed.map((test) => failure(`${name}: ${test.fullName}`, test.failureMessages[0]))]
    }),
  }))
}

/** The window's tests, on a virtual display where there is none. */
async function playwright() {
  const words = [process.execPath, bin('@playwright/test', 'cli.js'), 'test']
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY)
  if (!hasDisplay && spawnSync('which', ['xvfb-run']).status !== 0) {
    process.stdout.write('The tests of the window need a display: install the packages xvfb and xauth.\n')
    return { passed: 0, failed: 1 }
  }
  const [program, ...args] = hasDisplay ? words : ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', ...words]
  const code = await run(program, args)
  return counts(code, path.join(results, 'window.json'), ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped,
    failures: specs(suites).flatMap(({ ok, file, title, tests }) =>
      ok ? [] : [failure(`${file}: ${title}`, tests[0]?.results.at(-1)?.error?.message)],
    ),
  }))
}

/** Every test of Playwright's report, out of its suites in suites. */
function specs(suites) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specs(suite.suites ?? [])])
}

/** Counts of a suite, with its name and how long it took. */
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
  await timed('unit tests', () => vitest('unit')),
  await timed('scripts in the lab', () => vitest('lab')),
  await timed('the window', playwright),
]
for (const { failures } of suites) for (const words of failures ?? []) process.stdout.write(`FAIL ${words}\n`)
for (const { name, seconds, failed } of suites)
  process.stdout.write(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${seconds.toFixed(0)} s\n`)
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0)
const failed = suites.reduce((sum, suite) => sum + suite.failed, 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
