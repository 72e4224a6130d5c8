/**
 * CPython's own tests, which are no part of this repository: of Debian's packages, by apt's ordinary client from where this
 * machine has its packages from, into the folder where downloads are kept.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { run } from '../../scripts/setup/command.mjs'
import { withLock } from '../../scripts/setup/lock.mjs'
import { cacheFolder } from '../../scripts/setup/paths.mjs'
import { SetupError, step } from '../../scripts/setup/progress.mjs'

/** The release of Debian whose Python is that of the package `pyodide`. */
const RELEASE = 'trixie'
const PYTHON = '3.13'
/** The tests, and what they share. */
const PACKAGES = [`libpython${PYTHON}-testsuite`, `libpython${PYTHON}-stdlib`]
const SOURCES = '/etc/apt/sources.list.d/debian.sources'
/** Milliseconds for one call of apt. */
const PATIENCE = 180_000

/** @returns the folder that holds the package `test`, and the version of its Python. @throws SetupError when it cannot be had */
export async function fetched() {
  const folder = path.join(cacheFolder(), `cpython-tests-${PYTHON}`)
  const mark = path.join(folder, 'version')
  if (!existsSync(mark))
    await withLock(cacheFolder(), async () => {
      if (existsSync(mark)) return
      await step(`getting CPython's own tests from Debian ${RELEASE}`, () => fetch(folder)).catch((error) => {
        throw new SetupError(
          `CPython's own tests could not be had: they are in the packages ${PACKAGES.join(' and ')} of Debian ${RELEASE}, ` +
            `which needs apt-get, dpkg-deb, ${SOURCES} and a network.\n${error.message}`,
        )
      })
    })
  return { folder, version: readFileSync(mark, 'utf8') }
}

/** The folder is there once it is whole. */
async function fetch(folder) {
  const work = mkdtempSync(path.join(cacheFolder(), 'unpacking-'))
  const within = (...names) => path.join(work, ...names)
  try {
    for (const name of ['lists/partial', 'cache/archives/partial', 'suite'])
      mkdirSync(within(name), { recursive: true })
    writeFileSync(within('debian.sources'), sources())
    const apt = (...args) =>
      run(
        'apt-get',
        [
          ['Dir::Etc::sourcelist', within('debian.sources')],
          ['Dir::Etc::sourceparts', '-'],
          ['Dir::State::lists', within('lists')],
          ['Dir::Cache', within('cache')],
          ['APT::Sandbox::User', 'root'],
        ]
          .flatMap(([name, value]) => ['-o', `${name}=${value}`])
          .concat(args),
        { cwd: work, timeout: PATIENCE },
      )
    await apt('update')
    // Its signature and hashes are apt's affair: it refuses what they do not fit.
    await apt('download', ...PACKAGES)
    const files = readdirSync(work).filter((name) => name.endsWith('.deb'))
    for (const file of files) await run('dpkg-deb', ['-x', within(file), within('unpacked')])
    renameSync(within('unpacked', 'usr', 'lib', `python${PYTHON}`, 'test'), within('suite', 'test'))
    if (!existsSync(within('suite', 'test', '_test_multiprocessing.py')))
      throw new Error('the packages hold other files')
    writeFileSync(within('suite', 'version'), versionOf(files))
    rmSync(folder, { recursive: true, force: true })
    renameSync(within('suite'), folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Where this machine has its packages from, with the names of its release replaced. */
function sources() {
  const here = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  if (here === undefined) throw new Error('/etc/os-release names no release of Debian')
  return readFileSync(SOURCES, 'utf8').replace(/^Suites:.*$/gm, (line) => line.replaceAll(here, RELEASE))
}

function versionOf(files) {
  const version = /_([\d.]+)-/.exec(files.find((name) => name.startsWith(PACKAGES[0])) ?? '')?.[1]
  if (version === undefined) throw new Error(`apt-get brought ${files.join(', ') || 'nothing'}`)
  return version
}
