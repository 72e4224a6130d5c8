/**
 * The first lines of every utility process. They run the bundle of `entry.ts` from V8's code cache, where an earlier
 * process has left one: compiling it anew would cost a cold start 15 ms of 50 beyond Electron's own.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'
import type * as Entry from './entry'
import { writeWhole } from './whole-file'

const bundle = join(__dirname, 'utility.cjs')
/**
 * V8 compares the length of the source only: another bundle must have another cache. Main names it where it cannot lie
 * beside the bundle.
 */
const cache = process.argv[2] ?? join(__dirname, `utility-${statSync(bundle).mtimeMs}-${process.versions.v8}.cache`)

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cache)
  } catch {
    return undefined
  }
}

/** Keeps what this process has compiled for those that come; to be called when nobody waits for it. */
function keepCompiled(): void {
  if (script.cachedDataRejected === false) return
  try {
    writeWhole(cache, script.createCachedData())
    forgetOlder()
  } catch {
    // Where nothing may be written every process compiles for itself.
  }
}

/** Of other versions, and of processes that ended while they wrote; who writes one right now does without. */
function forgetOlder(): void {
  const folder = dirname(cache)
  for (const name of readdirSync(folder))
    if (/^utility-.*\.cache/.test(name) && name !== basename(cache)) rmSync(join(folder, name), { force: true })
}

const cachedData = readCache()
const script = new Script(`(function (require, exports, __filename, __dirname) {${readFileSync(bundle, 'utf8')}\n})`, {
  filename: bundle,
  ...(cachedData === undefined ? {} : { cachedData }),
})
const load = script.runInThisContext() as (require: NodeJS.Require, exports: object, ...names: string[]) => void
const entry = {} as typeof Entry
load(require, entry, bundle, __dirname)
// What the bundle cannot do itself: to V8 it is a plain script, in which `import()` does not work.
entry.begin({ keepCompiled, importModule: (name) => import(name) as Promise<Record<string, unknown>> })
