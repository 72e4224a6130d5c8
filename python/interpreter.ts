/** CPython, compiled to WebAssembly, with the back-end of `multiprocessing` in it. */
import { rmSync } from 'node:fs'
import type { PyodideInterface } from 'pyodide'
import { operatingSystem } from '../multiprocessing/segment/operating-system'
import { WASM_PAGE } from '../multiprocessing/segment/window'
import { writeBackend } from './library'
import { load, type CreateModule, type WithSnapshots } from './pyodide'
import { codeOf, readSnapshotFile, type SnapshotFile } from './snapshot-file'

/** Pages of WebAssembly that its memory may grow to: all that it can address. */
const MOST_PAGES = 65_536

/** @param snapshot a file of `writeSnapshotFile`; where it is missing Python starts anew, and one that does not serve is removed */
export async function startInterpreter(snapshot: string): Promise<PyodideInterface> {
  const kept = readSnapshotFile(snapshot)
  if (kept === null) rmSync(snapshot, { force: true })
  const python = await (kept === null ? load(codeOf(snapshot), {}) : restore(kept)).catch((error: unknown) => {
    if (kept === null) throw error
    rmSync(snapshot, { force: true })
    return load(codeOf(snapshot), {})
  })
  writeBackend(python)
  return python
}

/**
 * Pyodide copies a snapshot into its memory. Here the memory is the file, which the system reads where it is looked at and
 * copies where it is written to: 20 MB less to read, to check and to copy, and what nobody changes all processes share.
 */
function restore({ file, length, head }: SnapshotFile): Promise<WithSnapshots> {
  const onto =
    (create: CreateModule): CreateModule =>
    async (settings) => {
      const wasmMemory = new WebAssembly.Memory({ initial: length / WASM_PAGE, maximum: MOST_PAGES })
      const module = await create(Object.assign(settings, { wasmMemory }))
      const { API } = module
      const readHead = API.restoreSnapshot
      // Not before: making the module has written into the memory.
      API.restoreSnapshot = (snapshot) => {
        operatingSystem().mapFile(file, module.HEAPU8.subarray(0, length))
        return readHead(snapshot)
      }
      return module
    }
  return load(codeOf(file), { _loadSnapshot: head }, onto)
}
