/** Once before all tests of the lab: what is missing or outdated is set up, so that no run's stderr tells of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { external } from '../../electron.config'
import { setUp } from '../../scripts/setup/index.mjs'
import { leftovers } from './leftovers'
import { SERVER } from './served'

const out = fileURLToPath(new URL('../../out/tests', import.meta.url))

/** @returns the way out */
export async function setup(): Promise<() => Promise<void>> {
  await setUp()
  // The runs of the tests are kept apart from the user's.
  const userData = await mkdtemp(path.join(tmpdir(), 'parallab-data-'))
  process.env['PARALLAB_USER_DATA'] = userData
  process.env[SERVER] = await buildServer()
  return async () => {
    await rm(userData, { recursive: true, force: true })
    const left = await leftovers(out)
    if (left.length > 0) throw new Error(`processes were left:\n${left.join('\n')}`)
  }
}

/** Beside the application's bundles, so that it finds what they find. */
async function buildServer(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('server.ts', import.meta.url)),
    platform: 'node',
    external: [...external, /^node:/],
  })
  await bundle.write({ file: path.join(out, 'server.mjs'), format: 'esm', codeSplitting: false })
  await writeFile(path.join(out, 'package.json'), JSON.stringify({ name: 'parallab-tests', main: 'server.mjs' }))
  return out
}
