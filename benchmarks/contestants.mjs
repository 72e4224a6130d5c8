/** Runs one contestant of a case: a program that tells its figures, a JSON object a line. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronFlags } from '../scripts/electron.mjs'
import { electronExecutable } from '../scripts/setup/electron.mjs'
import { root } from '../scripts/setup/paths.mjs'
import { measureDeadlocks } from './deadlocks.mjs'
import { measureHistory } from './history.mjs'
import { measureMeasuring } from './measuring.mjs'
import { measurePythonMemory } from './python-memory.mjs'
import { measureStop } from './stop.mjs'
import { measureSweep } from './sweep.mjs'
import { measureBusyWindow } from './window-busy.mjs'
import { measureMillion } from './window-million.mjs'
import { measureWindow } from './window.mjs'

/** Seconds after which a contestant is given up. */
const PATIENCE = 180
export const PARALLAB = 'Parallab'

/** Cases that are more than one run of a script. */
const others = {
  window: measureWindow,
  'window-busy': measureBusyWindow,
  'window-million': measureMillion,
  sweep: measureSweep,
  deadlocks: () => measureDeadlocks(async (...args) => (await ended(...electron(root, ...asked(args)))).stdout),
  stop: () => measureStop((script) => electron(root, ...asked([here(`cases/${script}`)]))),
  history: measureHistory,
  'python-memory': () => measurePythonMemory(electron(root, ...asked([here('cases/idle.py')]))),
  measuring: () => measureMeasuring((...args) => parallab('measuring.ts', ...args)),
}

const here = (name) => fileURLToPath(new URL(name, import.meta.url))

/** @returns the samples by figure. @throws Error when the contestant fails */
export function measure(contestant, { name, script, args = [] }, peers) {
  if (contestant !== PARALLAB) return tell(...commandOf(contestant, name, peers))
  if (script === null) return others[name]()
  return parallab(script, ...(args.length === 0 ? [] : ['--', ...args]))
}

function parallab(script, ...more) {
  return tell(...electron(root, ...asked([path.join(here('cases'), script), '--pool-size', '2', ...more])))
}

/** The words of `parallab run`, and how they reach it. */
function asked(words) {
  const args = ['run', '--no-history', ...words]
  return [args, { PARALLAB_ARGV: JSON.stringify(args) }]
}

function commandOf({ program, args }, name, { folder }) {
  switch (program) {
    case 'python':
      return ['python3', ['-B', ...args], { cwd: folder }]
    case 'node':
      return [process.execPath, args, { cwd: folder }]
    case 'bare-fork':
      return electron(here('bare-fork'), [], { BENCH_CASE: name })
    default:
      throw new Error(`no such program: ${program}`)
  }
}

function electron(app, args, env) {
  return [electronExecutable(), [...electronFlags({ headless: true }), app, ...args], { cwd: root, env }]
}

async function tell(program, args, options) {
  const { code, stdout, stderr } = await ended(program, args, options)
  if (code === 0) return figuresIn(stdout)
  throw new Error(`it ended with ${code ?? 'a signal'}: ${stderr.trim().split('\n').slice(-5).join(' | ')}`)
}

function ended(program, args, { cwd, env = {} }) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => (output[stream] += chunk.toString()))
  const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE * 1000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve({ code, ...output })
    })
  })
}

function figuresIn(stdout) {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  return Object.fromEntries(lines.map((line) => JSON.parse(line)).map(({ figure, samples }) => [figure, samples]))
}
