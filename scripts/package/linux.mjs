/** What a package for Linux has beside Electron: the launcher in its place, and `share/` for the desktop's menu. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { HEADLESS } from '../electron.mjs'
import { run } from '../setup/command.mjs'
import { root } from '../setup/paths.mjs'

const launcher = fileURLToPath(new URL('linux-launcher.sh', import.meta.url))
const commands = JSON.parse(readFileSync(path.join(root, 'main', 'commands.json'), 'utf8'))

/** Electron's own executable in a package for Linux. */
export const electronIn = (folder) => path.join(folder, 'parallab.bin')

/** Everything that starts the application, a link of /usr/bin and a desktop entry too, goes through the launcher. */
export function putLauncher(folder) {
  const command = path.join(folder, 'parallab')
  renameSync(command, electronIn(folder))
  const script = readFileSync(launcher, 'utf8')
    .replace('COMMANDS', commands.join(' | '))
    .replace('HEADLESS', HEADLESS.join(' '))
  writeFileSync(command, script, { mode: 0o755 })
}

/** What the Electron of `scripts/setup/electron.mjs` has for starts from a checkout. */
export function removeSetUp(folder) {
  rmSync(path.join(folder, '.complete'), { force: true })
  rmSync(path.join(folder, 'resources', 'app'), { recursive: true, force: true })
}

export const TYPESCRIPT = 'text/x-typescript'
export const PYTHON = 'text/x-python'

const ENTRY = `[Desktop Entry]
Type=Application
Name=Parallab
Comment=A desktop lab for multiprocessing
Exec=parallab %f
Icon=parallab
StartupWMClass=parallab
Categories=Development;Education;
MimeType=${TYPESCRIPT};${PYTHON};text/html;application/json;
`

/** Most desktops take a .ts file for a film. */
const FILE_TYPES = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${TYPESCRIPT}">
    <comment>TypeScript file</comment>
    <sub-class-of type="text/plain"/>
    <glob pattern="*.ts" weight="60"/>
    <glob pattern="*.mts" weight="60"/>
    <glob pattern="*.cts" weight="60"/>
  </mime-type>
</mime-info>
`

/** What an archive cannot install by itself, in the folders in which desktops look below `/usr/local/share`. */
export function putDesktopEntry(folder, icons) {
  const at = (...names) => {
    const file = path.join(folder, 'share', ...names)
    mkdirSync(path.dirname(file), { recursive: true })
    return file
  }
  writeFileSync(at('applications', 'parallab.desktop'), ENTRY)
  writeFileSync(at('mime', 'packages', 'parallab.xml'), FILE_TYPES)
  copyFileSync(path.join(icons, 'icon.svg'), at('icons', 'hicolor', 'scalable', 'apps', 'parallab.svg'))
}

/** The folder as one file with a folder of its name inside; electron-builder would load a program for it. */
export async function archive(folder, { name, version }) {
  const file = path.join(path.dirname(folder), `${name}-${version}-linux-${process.arch}.tar.gz`)
  const rename = `s,^${path.basename(folder)},${name}-${version},`
  const words = ['--owner=0', '--group=0', '--sort=name', '--transform', rename, '-C', path.dirname(folder)]
  await run('tar', ['-czf', file, ...words, path.basename(folder)])
  return file
}
