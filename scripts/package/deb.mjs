/** A package for Debian and what is made of it, by its own tool, which every such system has. */
import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from '../setup/command.mjs'

/** What Electron's executable loads and these do not bring; Debian's names, which later versions still provide. */
const DEPENDS = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
/** Debian's words for what Node calls `process.arch`. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' }

/**
 * @param folder the application as it is unpacked
 * @param {{ name: string, version: string, description: string }} of `package.json`
 * @returns the file. @throws Error where `dpkg-deb` is not there
 */
export async function deb(folder, { name, version, description }) {
  const architecture = ARCHITECTURES[process.arch]
  const packages = path.dirname(folder)
  const place = path.join(packages, 'deb')
  const at = (...names) => {
    const file = path.join(place, ...names)
    mkdirSync(path.dirname(file), { recursive: true })
    return file
  }
  rmSync(place, { recursive: true, force: true })
  const application = at('opt', name)
  await run('cp', ['-al', folder, application])
  renameSync(path.join(application, 'share'), at('usr', 'share'))
  symlinkSync(`/opt/${name}/${name}`, at('usr', 'bin', name))
  copyFileSync(path.join(folder, 'LICENSE'), at('usr', 'share', 'doc', name, 'copyright'))
  letSandbox(application)
  const control = {
    Package: name,
    Version: version,
    Architecture: architecture,
    Maintainer: 'Parallab',
    'Installed-Size': (await run('du', ['-sk', place])).split('\t')[0],
    Depends: DEPENDS.join(', '),
    Section: 'education',
    Priority: 'optional',
    Description: description,
  }
  const lines = Object.entries(control).map(([field, value]) => `${field}: ${value}\n`)
  writeFileSync(at('DEBIAN', 'control'), lines.join(''))
  const file = path.join(packages, `${name}_${version}_${architecture}.deb`)
  // The default, xz, takes ten times as long for a quarter less.
  await run('dpkg-deb', ['-Zgzip', '--root-owner-group', '--build', place, file]).catch((error) => {
    throw error.code === 'ENOENT' ? new Error('a .deb needs dpkg-deb, of the package dpkg') : error
  })
  rmSync(place, { recursive: true })
  return file
}

/** Chromium's helper may be needed where only root makes user namespaces; a copy, as the folder's own stays as it is. */
function letSandbox(application) {
  const helper = path.join(application, 'chrome-sandbox')
  copyFileSync(helper, `${helper}.own`)
  renameSync(`${helper}.own`, helper)
  chmodSync(helper, 0o4755)
}
