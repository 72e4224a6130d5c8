/** The output streams of a utility process, whole and in order, with backpressure. */
import type { Readable } from 'node:stream'
import type { UtilityProcess } from 'electron'

/** How long the output of a process that has ended is waited for, in milliseconds. */
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
    const data = (chunk: Buffer) => {
      const held = take(chunk)
      if (held === undefined) return
      holding = held
      source.pause()
      void held.then(() => {
        holding = undefined
        if (hasEnded) resolve()
        else source.resume()
      })
    }
    const end = () => {
      hasEnded = true
      if (holding === undefined) resolve()
    }
    source.on('data', data).once('end', end).once('close', end).once('error', end)
    // Electron takes all listeners off the streams when it reports the exit, though the pipe may hold more.
    source.removeAllListeners = () => source
    child.once('exit', () => setTimeout(end, DRAIN).unref())
  })
}
