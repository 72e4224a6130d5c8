import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The descriptor by which a program of ours sees the end of its set-up, and the variable that names the set-up. */
export const TIED = 3
export const TIED_TO = 'PARALLAB_TIED_TO'
const tie = new URL('./tie.mjs', import.meta.url).href
/** Characters of a program's last output that are shown when it fails. */
const SHOWN = 4000

/** Runs a program to its end; answers its output, rejects with the last of it when it fails. */
export function run(program, args, options = {}) {
  return end(spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options }), [program, ...args])
}

/** Runs a JavaScript program on this Node; it does not outlive this process. */
export function runNode(args, options = {}) {
  const env = { ...process.env, [TIED_TO]: String(process.pid) }
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe']
  return end(spawn(process.execPath, ['--import', tie, ...args], { stdio, env, ...options }), ['node', ...args])
}

/** npm as it was started, or the one beside this Node. */
export function npm(args, options = {}) {
  const beside = path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const given = process.env.npm_execpath
  const cli = given?.endsWith('npm-cli.js') ? given : beside
  if (existsSync(cli)) return runNode([cli, ...args], options)
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
}

function end(child, words) {
  return new Promise((resolve, reject) => {
    let output = ''
    const keep = (chunk) => (output = (output + chunk).slice(-5 * SHOWN))
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', reject)
    child.once('close', (code, signal) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${words.join(' ')} ended with ${signal ?? code}:\n${output.slice(-SHOWN)}`)),
    )
  })
}
