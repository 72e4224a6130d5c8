/**
 * The suites of tests, read from the reports of their runners. What fails is run once more, its whole file alone: a machine
 * that stood still for seconds makes no failure, but it is told which tests needed it.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './setup/paths.mjs'
import { hasVirtualDisplays } from './window.mjs'

export const results = path.join(root, '.setup', 'results')
const bin = (name, file) => path.join(root, 'node_modules', name, file)

/** More failing files than these are no accident. */
const MOST_AGAIN = 5

/** How many passed and failed, what the failed ones said, and those that passed at the second attempt only. */
export async function unitTests() {
  return summed(await vitest('unit', []))
}

export async function labTests() {
  return summed(await twice((files) => vitest('lab', files)))
}

/** The package, made and started. */
export async function packageTests() {
  return summed(await twice((files) => vitest('package', files)))
}

/** The window's tests, on displays of their own where these can be made. */
export async function windowTests() {
  return summed(await twice(playwright))
}

/** @param suite runs some files, or all; answers what came of each */
async function twice(suite) {
  const first = await suite([])
  const failed = [...first.files].filter(([, { failures }]) => failures.length > 0).map(([file]) => file)
  if (failed.length === 0 || failed.length > MOST_AGAIN) return first
  process.stdout.write(`\nOnce more, alone: ${failed.map((file) => path.basename(file)).join(', ')}\n`)
  const second = await suite(failed)
  const mended = failed.filter((file) => second.files.get(file)?.failures.length === 0)
  const shaky = mended.flatMap((file) => first.files.get(file).failures)
  return { files: new Map([...first.files, ...second.files]), broken: second.broken, shaky }
}

async function vitest(project, files) {
  const report = path.join(results, `${project}.json`)
  const alone = files.length > 0 ? ['--maxWorkers=1'] : []
  const words = [
    'run',
    '--project',
    project,
    ...alone,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run(process.execPath, [bin('vitest', 'vitest.mjs'), ...words, ...files])
  return read(code, report, ({ testResults }) =>
    testResults.map(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status !== 'passed')
      const passed = assertionResults.length - failed.length
      const failures = failed.map((test) => failure(`${name}: ${test.fullName}`, test.failureMessages[0]))
      return [name, { passed, failures: assertionResults.length === 0 ? [failure(name, message)] : failures }]
    }),
  )
}

async function playwright(files) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !hasVirtualDisplays()) {
    process.stdout.write('The tests of the window need a display: install the package xvfb.\n')
    return { files: new Map(), broken: 1, shaky: [] }
  }
  const alone = files.length > 0 ? ['--workers=1'] : []
  const code = await run(process.execPath, [bin('@playwright/test', 'cli.js'), 'test', ...alone, ...files])
  return read(code, path.join(results, 'window.json'), ({ suites }) =>
    suites.map(({ file, ...suite }) => {
      const specs = specsOf(suite)
      const failed = specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'skipped'))
      const failures = failed.map(({ title, tests }) =>
        failure(`${file}: ${title}`, tests[0]?.results.at(-1)?.error?.message),
      )
      return [file, { passed: specs.length - failed.length, failures }]
    }),
  )
}

/** Every test of Playwright's report, out of its suites in suites. */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** What a report says of each file. A runner that failed without a test that did, or without a report, is one failure. */
function read(code, report, filesOf) {
  try {
    const files = new Map(filesOf(JSON.parse(readFileSync(report, 'utf8'))))
    const isTold = [...files.values()].some(({ failures }) => failures.length > 0)
    return { files, broken: code !== 0 && !isTold ? 1 : 0, shaky: [] }
  } catch {
    return { files: new Map(), broken: 1, shaky: [] }
  }
}

function summed({ files, broken, shaky }) {
  const failures = [...files.values()].flatMap((file) => file.failures)
  const passed = [...files.values()].reduce((sum, file) => sum + file.passed, 0)
  return { passed, failed: failures.length + broken, failures, shaky }
}

/** A failed test in few lines, for those who see the end of the output only. */
function failure(title, message) {
  const lines = stripVTControlCharacters(message ?? '').split('\n')
  return [title, ...lines.slice(0, 12).map((line) => `    ${line.slice(0, 200)}`)].join('\n')
}
