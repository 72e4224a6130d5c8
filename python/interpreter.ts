/** CPython, compiled to WebAssembly, with the back-end of `multiprocessing` in it. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { PyodideInterface } from 'pyodide'
import { BACKEND } from './backend-files'

/** Where packages lie that a script does not come with. */
export const LIBRARY = '/lib/python3.13/site-packages'

/** Bytes at the end of a snapshot. */
const CHECKSUM = 4

/** What Pyodide does not say that it can: the pinned version does. */
interface WithSnapshots extends PyodideInterface {
  makeMemorySnapshot(): Uint8Array
}

type Load = (options: object) => Promise<WithSnapshots>

/** @param snapshot a file of `writeSnapshot`; where it is missing Python starts anew, and a damaged one is removed */
export async function startInterpreter(snapshot: string): Promise<PyodideInterface> {
  const memory = readSnapshot(snapshot)
  const python = await load(memory === null ? {} : { _loadSnapshot: memory }).catch((error: unknown) => {
    if (memory === null) throw error
    rmSync(snapshot, { force: true })
    return load({})
  })
  writeBackend(python)
  return python
}

/** Writes Python's memory once it has imported what every script of `multiprocessing` needs; for the same Electron. */
export async function writeSnapshot(file: string): Promise<void> {
  const memory = await makeSnapshot()
  const own = `${file}.${process.pid}`
  writeFileSync(own, Buffer.concat([memory, checksum(memory)]))
  renameSync(own, file)
}

function readSnapshot(file: string): Uint8Array | null {
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  const memory = bytes.subarray(0, -CHECKSUM)
  if (bytes.subarray(-CHECKSUM).equals(checksum(memory))) return memory
  rmSync(file, { force: true })
  return null
}

function checksum(memory: Uint8Array): Buffer {
  const bytes = Buffer.alloc(CHECKSUM)
  bytes.writeUInt32LE(crc32(memory))
  return bytes
}

async function makeSnapshot(): Promise<Uint8Array> {
  const python = await load({ _makeSnapshot: true })
  writeBackend(python)
  python.runPython('import importlib; importlib.invalidate_caches(); import parallab_backend.main')
  return python.makeMemorySnapshot()
}

function load(options: object): Promise<WithSnapshots> {
  const require = createRequire(__filename)
  const folder = dirname(require.resolve('pyodide'))
  const { loadPyodide } = require('pyodide') as { loadPyodide: Load }
  return loadPyodide({ indexURL: `${folder}/`, convertNullToNone: true, ...options })
}

function writeBackend(python: PyodideInterface): void {
  for (const [path, text] of BACKEND) {
    const file = join(LIBRARY, path)
    python.FS.mkdirTree(dirname(file))
    python.FS.writeFile(file, text)
  }
}
