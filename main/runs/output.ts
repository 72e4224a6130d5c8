/** The output streams of a utility process, whole and in order, with backpressure. */
import type { Readable } from 'node:stream'
import type { UtilityProcess } from 'electron'

/** How long a process that has ended may be silent before its output counts as whole, in milliseconds. */
const DRAIN = 500

/**
 * Hands each chunk to `take`; the process is held up while its promise is pending.
 * @returns a promise of everything having been taken, which settles after the process's end
 */
export function passOn(
  child: UtilityProcess,
  stream: 'stdout' | 'stderr',
  take: (chunk: Buffer) => Promise<void> | undefined,
): Promise<void> {
  const source = child[stream] as Readable | null
  if (source === null) return Promise.resolve()
  return new Promise((resolve) => {
    let holding: Promise<void> | undefined
    let hasEnded = false
    let hasExited = false
    let silence: NodeJS.Timeout | undefined
    // Only silence counts: output that is held up here may wait for long, and is still in the pipe.
    const listen = () => {
      clearTimeout(silence)
      if (hasExited && holding === undefined) silence = setTimeout(end, DRAIN)
    }
    const data = (chunk: Buffer) => {
      const held = take(chunk)
      if (held !== undefined) {
        holding = held
        source.pause()
        void held.then(() => {
          holding = undefined
          if (hasEnded) return resolve()
          source.resume()
          listen()
        })
      }
      listen()
    }
    const end = () => {
      hasEnded = true
      if (holding === undefined) resolve()
    }
    source.on('data', data).once('end', end).once('close', end).once('error', end)
    // Electron takes all listeners off the streams when it reports the exit, though the pipe may hold more.
    source.removeAllListeners = () => source
    child.once('exit', () => {
      hasExited = true
      listen()
    })
  })
}
