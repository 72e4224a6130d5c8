/** CPython, compiled to WebAssembly, with the back-end of `multiprocessing` in it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PyodideInterface } from 'pyodide'
import { BACKEND } from './backend-files'

/** Where packages lie that a script does not come with. */
const LIBRARY = '/lib/python3.13/site-packages'

/** What Pyodide does not say that it can: the pinned version does. */
interface WithSnapshots extends PyodideInterface {
  makeMemorySnapshot(): Uint8Array
}

type Load = (options: object) => Promise<WithSnapshots>

/** @param snapshot a file that `makeSnapshot` of the same Electron has made; `null`: Python starts anew */
export async function startInterpreter(snapshot: string | null): Promise<PyodideInterface> {
  const python = await load(snapshot === null ? {} : { _loadSnapshot: readFileSync(snapshot) })
  writeBackend(python)
  return python
}

/** Python's memory once it has imported what every script of `multiprocessing` needs. */
export async function makeSnapshot(): Promise<Uint8Array> {
  const python = await load({ _makeSnapshot: true })
  writeBackend(python)
  python.runPython('import importlib; importlib.invalidate_caches(); import parallab_backend.imported')
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
