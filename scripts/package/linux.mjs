/** What a package for Linux has beside Electron: the launcher in its place. */
import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('linux-launcher.sh', import.meta.url))

/** Electron's own executable in a package for Linux. */
export const electronIn = (folder) => path.join(folder, 'parallab.bin')

/** Everything that starts the application, a link of /usr/bin and a desktop entry too, goes through the launcher. */
export function putLauncher(folder) {
  const command = path.join(folder, 'parallab')
  renameSync(command, electronIn(folder))
  copyFileSync(launcher, command)
  chmodSync(command, 0o755)
}

/** What the Electron of `scripts/setup/electron.mjs` has for starts from a checkout. */
export function removeSetUp(folder) {
  rmSync(path.join(folder, '.complete'), { force: true })
  rmSync(path.join(folder, 'resources', 'app'), { recursive: true, force: true })
}
