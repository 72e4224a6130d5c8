/** Chromium's sandbox for the page: it needs user namespaces or its helper owned by root. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { run } from './command.mjs'
import { electronExecutable } from './electron.mjs'
import { SetupError } from './progress.mjs'

const SETUID = 0o4000

/** @throws SetupError where the window could not start: Chromium would end without a word that helps */
export async function requireSandbox() {
  if (process.platform !== 'linux' || process.getuid() === 0) return
  const helper = path.join(path.dirname(electronExecutable()), 'chrome-sandbox')
  const { uid, mode } = statSync(helper)
  if (uid === 0 && (mode & SETUID) !== 0) return
  const works = await run('unshare', ['--user', '--map-root-user', 'true']).then(
    () => true,
    () => false,
  )
  if (works) return
  throw new SetupError(
    `The window's sandbox cannot work here: this system lets only root make user namespaces. Let its helper make them:
  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}
Scripts run in the terminal without: node bin/parallab.mjs run FILE`,
  )
}
