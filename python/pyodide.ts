/** Pyodide, its megabyte of JavaScript loaded from V8's code cache where there is one: compiled anew it takes five times as long. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import type { PyodideInterface } from 'pyodide'
import { writeWhole } from '../utility/whole-file'

/** What Pyodide does not say that it can: the pinned version does. */
export interface WithSnapshots extends PyodideInterface {
  makeMemorySnapshot(): Uint8Array
}

/** What Emscripten makes of Python, and what it is made with. */
export interface Module {
  readonly HEAPU8: Uint8Array
  readonly API: { restoreSnapshot(snapshot: Uint8Array): unknown }
}

/** Makes Python's module; Pyodide loads the script that defines it where nobody has. */
export type CreateModule = (settings: object) => Promise<Module>
const realm = globalThis as unknown as { _createPyodideModule: CreateModule }

const CHECKSUM = 4
const require = createRequire(__filename)
const folder = dirname(require.resolve('pyodide'))
let script: Script | undefined
let create: CreateModule | undefined
let checksum = 0

/**
 * @param cache a file of `keepCompiled`
 * @param change what is to make the module instead
 */
export function load(
  cache: string,
  options: object,
  change = (create: CreateModule): CreateModule => create,
): Promise<WithSnapshots> {
  script ??= run(cache)
  create ??= realm._createPyodideModule
  realm._createPyodideModule = change(create)
  const { loadPyodide } = require('pyodide') as { loadPyodide(options: object): Promise<WithSnapshots> }
  return loadPyodide({ indexURL: `${folder}/`, convertNullToNone: true, ...options })
}

/** Writes what has been compiled since `load`, for processes that come; for the same V8. */
export function keepCompiled(cache: string): void {
  const sum = Buffer.alloc(CHECKSUM)
  sum.writeUInt32LE(checksum)
  writeWhole(cache, sum, (script as Script).createCachedData())
}

function run(cache: string): Script {
  const filename = join(folder, 'pyodide.asm.js')
  const source = readFileSync(filename)
  checksum = crc32(source)
  const cachedData = readCache(cache)
  // All of it is ASCII. To V8 it is a plain script, in which `import()` does not work.
  const text = source.toString('latin1').replace(/\bimport\(/g, 'importModule(')
  const made = new Script(`(function (require, importModule, __filename, __dirname) {${text}\n})`, {
    filename,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  const define = made.runInThisContext() as (require: NodeJS.Require, importModule: unknown, ...names: string[]) => void
  define(createRequire(filename), (name: string) => import(name), filename, folder)
  return made
}

/** V8 compares no more than the length of the source. */
function readCache(cache: string): Buffer | undefined {
  try {
    const bytes = readFileSync(cache)
    return bytes.readUInt32LE(0) === checksum ? bytes.subarray(CHECKSUM) : undefined
  } catch {
    return undefined
  }
}
