/** Everything that a start or a test needs; each step finds out by itself whether there is something to do. */
import { build } from './build.mjs'
import { installDependencies } from './dependencies.mjs'
import { installElectron } from './electron.mjs'
import { withLock } from './lock.mjs'
import { installSystemLibraries } from './system-libraries.mjs'

export async function setUp({ windowTests = false } = {}) {
  await withLock(async () => {
    await installDependencies()
    await installElectron()
    await installSystemLibraries({ windowTests })
    await build()
  })
}
