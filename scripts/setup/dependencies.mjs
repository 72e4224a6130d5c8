/**
 * The npm packages, as the lock file names them. None of them needs an install script. `npm install` and not `npm ci`:
 * npm 11 writes lock files without the optional packages of other platforms and `ci` then refuses them.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { npm } from './command.mjs'
import { root } from './paths.mjs'
import { SetupError, step } from './progress.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

export async function installDependencies() {
  const wanted = hashOf(readFileSync(path.join(root, 'package-lock.json')), process.version)
  const mark = path.join(root, 'node_modules', '.parallab-installed')
  if (isStamped(mark, wanted)) return
  await step(
    `installing the packages (${existsSync(path.join(root, 'node_modules')) ? 'again' : 'about 380 MB'})`,
    () =>
      npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root }).catch((error) => {
        throw new SetupError(
          `The packages could not be installed. Is the npm registry reachable (npm ping)?\n${error.message}`,
        )
      }),
  )
  stamp(mark, wanted)
}
