/**
 * Makes the snapshot of Python's memory, unless there is a sound one, in a utility process of its own: the word is its
 * file. Everything that such a snapshot depends on is in this bundle, so that main knows an outdated one by its hash.
 */
import { rmSync } from 'node:fs'
import { isMainThread, Worker } from 'node:worker_threads'
import { writeBackend } from './library'
import { keepCompiled, load } from './pyodide'
import { codeOf, isSound, writeSnapshotFile } from './snapshot-file'
import { enableStackSwitching } from './stack-switching'

const file = process.argv[2] as string

if (isMainThread) {
  if (isSound(file)) process.exit(0)
  else make()
} else {
  void writeSnapshot()
}

function make(): void {
  rmSync(file, { force: true })
  // As in `process.ts`: what Python's memory holds of its host depends on the flags of V8.
  enableStackSwitching()
  new Worker(__filename, { argv: [file] })
    .on('error', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`)
      process.exit(1)
    })
    .on('exit', () => process.exit(0))
}

/** Writes Python's memory once it has imported what every script of `multiprocessing` needs; for the same Electron. */
async function writeSnapshot(): Promise<void> {
  const python = await load(codeOf(file), { _makeSnapshot: true })
  writeBackend(python)
  python.runPython('import importlib; importlib.invalidate_caches(); import parallab_backend.main')
  writeSnapshotFile(file, python.makeMemorySnapshot())
  keepCompiled(codeOf(file))
}
