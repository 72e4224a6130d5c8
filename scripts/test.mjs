/** `npm test`: sets up everything, runs every test, and closes with one line for the whole. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from './setup/paths.mjs'
import { setUp } from './setup/index.mjs'

const results = path.join(root, '.setup', 'results')
const bin = (name, file) => path.join(root, 'node_modules', name, file)

function runNode(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** Counts of a vitest run; a suite that wrote no report counts as one failure. */
async function vitest(project) {
  const report = path.join(results, `${project}.json`)
  const code = await runNode([
    bin('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

try {
  await setUp({ windowTests: true })
} catch (error) {
  process.stderr.write(`parallab: ${error.name === 'SetupError' ? error.message : error.stack}\n0 passed, 1 failed\n`)
  process.exit(1)
}
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const suites = []
for (const project of ['unit', 'lab']) suites.push(await vitest(project))
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0)
const failed = suites.reduce((sum, suite) => sum + suite.failed, 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
