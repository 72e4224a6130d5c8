/** The licences of everything by others that a package holds: in the bundles, beside them, and Electron itself. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { npm } from '../setup/command.mjs'
import { root } from '../setup/paths.mjs'

const BUNDLES = ['main', 'preload', 'renderer']
/** Of what comes without the text of its licence. */
const licences = fileURLToPath(new URL('licences/', import.meta.url))
const LICENCE = /^(licen[cs]e|copying|third-party-licen[cs]e)/i

/** Writes the notice of a build that is there. @throws Error for a package without the text of its licence */
export async function writeNotices(file) {
  const all = [...BUNDLES.flatMap(bundled), ...(await beside()), python()]
  const byName = new Map(all.map((one) => [`${one.name} ${one.version}`, one]))
  const notices = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const without = notices.filter(({ text }) => !text).map(({ name }) => name)
  if (without.length > 0) throw new Error(`No licence text was found for ${without.join(', ')}.`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, [INTRODUCTION, ...notices.map(notice)].join(`\n${'-'.repeat(100)}\n\n`))
}

const INTRODUCTION = `Parallab contains software by others, which is named here with its licences. Electron's own stands in
LICENSE.electron.txt, that of Chromium and its parts in LICENSES.chromium.html.
`

const notice = ({ name, version, identifier, text }) => `${name} ${version} (${identifier})\n\n${text ?? ''}\n`

/** What the build wrote down of its bundle. */
function bundled(name) {
  return JSON.parse(readFileSync(path.join(root, 'out', name, '.vite', 'license.json'), 'utf8'))
}

/** The packages with native parts, and what they need. Where a binary comes without a text, it is that of its sources. */
async function beside() {
  const packages = await installed()
  const textOf = ({ repository }) => packages.find((one) => one.text && one.repository === repository)?.text
  return packages.map((one) => ({ ...one, text: one.text || textOf(one) || standardText(one) }))
}

/** The licence that is the same for all who use it, and where the sources are, which it asks for. */
function standardText({ identifier, repository }) {
  const file = path.join(licences, `${identifier}.txt`)
  return existsSync(file) ? `Sources: ${repository}\n\n${readFileSync(file, 'utf8').trim()}` : undefined
}

/** The interpreter and the library inside Pyodide. */
function python() {
  const lock = path.join(root, 'node_modules', 'pyodide', 'pyodide-lock.json')
  const { python: version } = JSON.parse(readFileSync(lock, 'utf8')).info
  const text = readFileSync(path.join(licences, 'PSF-2.0.txt'), 'utf8')
  return { name: 'CPython', version, identifier: 'PSF-2.0', text }
}

async function installed() {
  const folders = await npm(['ls', '--all', '--parseable', '--omit', 'dev'], { cwd: root })
  return folders
    .trim()
    .split('\n')
    .filter((folder) => folder.includes('node_modules'))
    .map((folder) => {
      const { name, version, license, repository } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
      const texts = readdirSync(folder).filter((entry) => LICENCE.test(entry))
      const text = texts.map((entry) => readFileSync(path.join(folder, entry), 'utf8').trim()).join('\n\n')
      return { name, version, identifier: license, repository: repository?.url ?? repository, text }
    })
}
