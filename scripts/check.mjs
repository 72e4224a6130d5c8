/** `npm run check`, the gate: format, lint, types, import table, dead code, unit tests, build, size. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setup/index.mjs'
import { root } from './setup/paths.mjs'

const bin = (...file) => path.join(root, 'node_modules', ...file)
const ROOMS = ['main', 'preload', 'renderer', 'utility', 'multiprocessing', 'protocol', 'texts', 'analysis', 'figures']

/** Name, program and words of each step, in the order in which they are worth knowing. */
const STEPS = [
  ['format', bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['lint', bin('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'],
  ['types', bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'],
  [
    'types of components',
    bin('svelte-check', 'bin', 'svelte-check'),
    '--tsconfig',
    'tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ],
  [
    'import table',
    bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    ...ROOMS,
  ],
  ['dead code', bin('knip', 'bin', 'knip.js')],
  ['size', bin('size-limit', 'bin.js')],
]

/** Runs every step, two at a time; answers those that failed and prints what they said. */
export async function check() {
  const waiting = [...STEPS]
  const failed = []
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const [name, ...words] = step
      const { code, output } = await run(words)
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n${code === 0 ? '' : output}`)
      if (code !== 0) failed.push(name)
    }
  }
  await Promise.all([worker(), worker()])
  return { passed: STEPS.length - failed.length, failed: failed.length }
}

function run(words) {
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp()
  const { failed } = await check()
  const tests = await run([bin('vitest', 'vitest.mjs'), 'run', '--project', 'unit'])
  process.stdout.write(tests.code === 0 ? 'ok   unit tests\n' : `FAIL unit tests\n${tests.output}`)
  process.exitCode = failed > 0 || tests.code !== 0 ? 1 : 0
}
