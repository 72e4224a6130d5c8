/**
 * `npm run package`: an application that can be installed, in `out/package`: a folder, and a `.tar.gz` on Linux.
 * `npm run package -- deb`: a package for Debian, where `dpkg-deb` is. `npm run package -- AppImage`, `dmg`, `nsis`: these,
 * where electron-builder can load the tools for them.
 */
import { readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { siteFolder, sources, writeSite } from '../docs/site.mjs'
import { run } from '../setup/command.mjs'
import { electronExecutable } from '../setup/electron.mjs'
import { setUp } from '../setup/index.mjs'
import { root } from '../setup/paths.mjs'
import { step } from '../setup/progress.mjs'
import { hashOf, hashOfFiles, isStamped, stamp } from '../setup/stamp.mjs'
import { configuration, RESOURCES } from './configuration.mjs'
import { deb } from './deb.mjs'
import { drawIcons } from './icons.mjs'
import { archive } from './linux.mjs'
import { writeNotices } from './notices.mjs'

const parts = path.join(root, 'out', 'package-parts')
const packages = path.join(root, 'out', 'package')
/** The application as it is installed, on Linux. */
export const unpacked = path.join(packages, 'linux-unpacked')

/** What is made of that folder, by tools of the system; for these electron-builder would load tools of its own. */
const OF_FOLDER = { 'tar.gz': archive, deb }

/** What goes into a package, beside the Electron at hand. */
const SOURCES = [
  'out/main/.built',
  'out/python/.built',
  'package.json',
  'scripts/package',
  'scripts/electron.mjs',
  'scripts/docs',
  'docs',
  ...sources,
  'LICENSE',
  ...RESOURCES,
]

/**
 * Makes packages where there are none of these very parts.
 * @param targets electron-builder's names, e.g. `dir`, `AppImage`, `nsis`
 */
export async function makePackage(targets) {
  const files = SOURCES.map((name) => path.join(root, name))
  const wanted = hashOf(
    hashOfFiles(files, path.join(root, '.setup', 'sources-package')),
    electronExecutable(),
    ...targets,
  )
  const mark = path.join(packages, '.made')
  if (isStamped(mark, wanted)) return
  await step(`packaging (${targets.join(', ')})`, () => make(targets))
  stamp(mark, wanted)
}

async function make(targets) {
  const icons = path.join(parts, 'icons')
  const notices = path.join(parts, 'THIRD-PARTY-NOTICES.txt')
  const executable = electronExecutable()
  rmSync(packages, { recursive: true, force: true })
  await drawIcons(icons)
  await writeNotices(notices)
  writeSite()
  const electron = { folder: path.dirname(executable), version: await versionOf(executable) }
  const { build, Platform } = await import('electron-builder')
  await build({
    projectDir: root,
    targets: Platform.current().createTarget(targets),
    config: configuration({ output: packages, icons, notices, site: siteFolder, electron }),
  })
}

/** Asked of itself, as the one from a registry package has no file that tells it. */
async function versionOf(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return (await run(executable, ['-p', 'process.versions.electron'], { env })).trim()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp()
  const isLinux = process.platform === 'linux'
  const words = process.argv.slice(2)
  const wanted = words.length > 0 ? words : [isLinux ? 'tar.gz' : 'dir']
  const isOwn = (target) => isLinux && target in OF_FOLDER
  const targets = wanted.filter((target) => !isOwn(target))
  await makePackage(targets.length > 0 ? targets : ['dir'])
  const about = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  for (const target of wanted.filter(isOwn)) {
    const file = await step(`putting it into one file (${target})`, () => OF_FOLDER[target](unpacked, about))
    process.stdout.write(`${path.relative(root, file)}: ${(statSync(file).size / 1e6).toFixed(0)} MB\n`)
  }
}
