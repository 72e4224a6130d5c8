/** Everything that a start or a test needs; each step finds out by itself whether there is something to do. */
import path from 'node:path'
import { build } from './build.mjs'
import { installDependencies } from './dependencies.mjs'
import { installElectron } from './electron.mjs'
import { withLock } from './lock.mjs'
import { requireNode } from './node-version.mjs'
import { root } from './paths.mjs'
import { preparePython } from './python.mjs'
import { installSystemLibraries } from './system-libraries.mjs'

export async function setUp({ windowTests = false } = {}) {
  requireNode()
  await withLock(path.join(root, '.setup'), async () => {
    await installDependencies()
    await installElectron()
    await installSystemLibraries({ windowTests })
    await build()
    await preparePython()
  })
}
