/** The peers: where they run, and whether they are there. They live in the cache folder, never in the checkout. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, run } from '../scripts/setup/command.mjs'
import { cacheFolder } from '../scripts/setup/paths.mjs'
import { step } from '../scripts/setup/progress.mjs'
import { hashOf, isStamped, stamp } from '../scripts/setup/stamp.mjs'

const source = fileURLToPath(new URL('peers', import.meta.url))
const wanted = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')).dependencies

/** Copies the peers' scripts beside their packages, which the first use installs. */
export async function installPeers() {
  const folder = path.join(cacheFolder(), 'benchmark-peers')
  cpSync(source, folder, { recursive: true })
  const mark = path.join(folder, 'node_modules', '.parallab-installed')
  const inputs = hashOf(JSON.stringify(wanted), process.version)
  if (!isStamped(mark, inputs))
    await step('installing the benchmarks’ peers', () =>
      npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder }),
    ).then(
      () => stamp(mark, inputs),
      (error) => process.stderr.write(`parallab: some peers could not be installed: ${error.message}\n`),
    )
  const python = await pythonVersion()
  return { folder, python, versions: { ...versionsIn(folder), ...(python === null ? {} : { CPython: python }) } }
}

/** @returns why a peer cannot be measured here, or `null` */
export function lacks(peers, { program, args }) {
  if (program === 'python') return peers.python === null ? 'python3 is not installed' : null
  const [script, name] = args
  return script === 'pool.mjs' && peers.versions[name] === undefined ? `${name} is not installed` : null
}

async function pythonVersion() {
  const output = await run('python3', ['--version']).catch(() => null)
  return output === null ? null : output.replace('Python', '').trim()
}

function versionsIn(folder) {
  const manifest = (name) => path.join(folder, 'node_modules', name, 'package.json')
  const installed = Object.keys(wanted).filter((name) => existsSync(manifest(name)))
  return Object.fromEntries(installed.map((name) => [name, JSON.parse(readFileSync(manifest(name), 'utf8')).version]))
}
