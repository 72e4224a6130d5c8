/** What the figures were taken on. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { run } from '../scripts/setup/command.mjs'
import { electronExecutable } from '../scripts/setup/electron.mjs'
import { root } from '../scripts/setup/paths.mjs'

export async function environment(peers) {
  const cpus = os.cpus()
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    machine: `${cpus.length} x ${cpus[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()} ${os.arch()}`,
    versions: { Parallab: manifest().version, ...(await electron()), Node: process.versions.node, ...peers.versions },
  }
}

function manifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
}

/** Electron as Node tells the versions it is made of. */
async function electron() {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const script = 'process.stdout.write(JSON.stringify(process.versions))'
  const output = await run(electronExecutable(), ['-e', script], { env }).catch(() => '{}')
  const { electron: version = 'unknown', node = 'unknown', v8 = 'unknown' } = JSON.parse(output)
  return { Electron: `${version} (Node ${node}, V8 ${v8})` }
}
