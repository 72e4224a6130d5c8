/** The Debian packages that Electron needs; looked for with ldd once on each machine, installed where that is allowed. */
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { run } from './command.mjs'
import { electronExecutable } from './electron.mjs'
import { cacheFolder } from './paths.mjs'
import { failed, SetupError, step } from './progress.mjs'
import { isStamped, lookOf, stamp } from './stamp.mjs'

const LIBRARIES =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatk-bridge2.0-0 libcups2 libdrm2 libxkbcommon0 libnotify4 libsecret-1-0'.split(
    ' ',
  )
const WINDOW_TESTS = ['xvfb', 'xauth', 'fonts-dejavu-core']

/** @param windowTests whether a virtual display is needed as well */
export async function installSystemLibraries({ windowTests = false } = {}) {
  if (process.platform !== 'linux') return
  const missing = await missingLibraries()
  const wanted = [
    ...(missing.length > 0 ? LIBRARIES : []),
    ...(windowTests && !process.env.DISPLAY && !hasVirtualDisplay() ? WINDOW_TESTS : []),
  ]
  if (wanted.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new SetupError(
      `This system lacks libraries that Electron needs (${missing.join(', ') || 'a virtual display'}). Install them, on Debian and Ubuntu with:\n  sudo ${command}`,
    )
  await step('installing system libraries', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { env }).catch(() => undefined)
    await run('apt-get', command.split(' ').slice(1), { env }).catch((error) => {
      throw failed(`The system libraries could not be installed with: ${command}.`, error)
    })
  })
}

const hasVirtualDisplay = () => ['Xvfb', 'xauth'].every((name) => existsSync(`/usr/bin/${name}`))

async function missingLibraries() {
  const executable = electronExecutable()
  // The folder may be of a home that several machines share.
  const mark = path.join(cacheFolder(), `libraries-${hostname()}`)
  const wanted = lookOf(executable)
  if (isStamped(mark, wanted)) return []
  const output = await run('ldd', [executable]).catch(() => '')
  const missing = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
  if (missing.length === 0 && output !== '') stamp(mark, wanted)
  return missing
}
