/**
 * Makes the snapshot of Python's memory, in a utility process of its own: the word is its file. Everything that such a
 * snapshot depends on is in this bundle, so that main knows an outdated one by the bundle's hash.
 */
import { isMainThread, Worker } from 'node:worker_threads'
import { writeSnapshot } from './interpreter'
import { enableStackSwitching } from './stack-switching'

const file = process.argv[2] as string

// As in `process.ts`: what Python's memory holds of its host depends on the flags of V8.
if (isMainThread) {
  enableStackSwitching()
  new Worker(__filename, { argv: [file] })
    .on('error', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`)
      process.exit(1)
    })
    .on('exit', () => process.exit(0))
} else {
  void writeSnapshot(file)
}
