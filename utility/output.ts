/** This process's stdout and stderr. */
import { tellMain } from '../multiprocessing/host'

/** As a shell shows a program that wrote into a pipe which nobody reads: 128 + SIGPIPE. */
const BROKEN_PIPE = 141
/** A pipe whose reader is gone, a terminal that was closed. */
const CLOSED: readonly unknown[] = ['EPIPE', 'EIO']

/**
 * A write returns when the operating system has it: nothing is lost however the process ends, and a fast writer waits
 * for a slow reader. When there is no reader any more the process ends, as a program of the shell does.
 */
export function openOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    ;(stream as Handled)._handle?.setBlocking?.(true)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (stream.listenerCount('error') > 1) return
      if (!CLOSED.includes(error.code)) throw error
      tellMain({ type: 'output-closed' })
      process.exit(BROKEN_PIPE)
    })
  }
}

/** Node has no other door to it; files and terminals block by themselves. */
type Handled = NodeJS.WriteStream & { readonly _handle?: { setBlocking?(on: boolean): void } }
