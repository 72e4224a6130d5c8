/**
 * The npm packages, as the lock file names them. None of them needs an install script. `npm install` and not `npm ci`:
 * npm 11 writes lock files without the optional packages of other platforms and `ci` then refuses them.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { npm } from './command.mjs'
import { root } from './paths.mjs'
import { failed, step } from './progress.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

export async function installDependencies() {
  const wanted = hashOf(readFileSync(path.join(root, 'package-lock.json')), process.version)
  const packages = path.join(root, 'node_modules')
  const mark = path.join(packages, '.parallab-installed')
  if (isStamped(mark, wanted)) return
  // npm takes a package for whole that it was unpacking when it was killed: such a folder is begun anew.
  const begun = path.join(root, '.setup', 'installing')
  const isInterrupted = existsSync(begun)
  const what = isInterrupted ? 'again, the last time was interrupted' : existsSync(packages) ? 'again' : 'about 490 MB'
  await step(`installing the packages (${what})`, async () => {
    if (isInterrupted) rmSync(packages, { recursive: true, force: true })
    stamp(begun, '')
    await npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root }).catch((error) => {
      throw failed('The packages could not be installed.', error)
    })
  })
  stamp(mark, wanted)
  rmSync(begun)
}
