/** The files of the back-end of `multiprocessing`, where CPython finds them. */
import { dirname, join } from 'node:path'
import type { PyodideInterface } from 'pyodide'
import { BACKEND } from './backend-files'

/** Where packages lie that a script does not come with. */
export const LIBRARY = '/lib/python3.13/site-packages'

export function writeBackend(python: PyodideInterface): void {
  for (const [path, text] of BACKEND) {
    const file = join(LIBRARY, path)
    python.FS.mkdirTree(dirname(file))
    python.FS.writeFile(file, text)
  }
}
