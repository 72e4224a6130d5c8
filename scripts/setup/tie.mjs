/** Loaded into the Node programs of a set-up: they end with it, however it ends, so that the next one is alone. */
import { Socket } from 'node:net'
import { isMainThread } from 'node:worker_threads'
import { TIED, TIED_TO } from './command.mjs'

// Programs that these start in turn have other things at this descriptor.
if (isMainThread && process.ppid === Number(process.env[TIED_TO])) {
  const tie = new Socket({ fd: TIED })
  tie.once('close', () => process.kill(process.pid, 'SIGKILL'))
  tie.once('error', () => undefined)
  tie.resume()
  tie.unref()
}
