/** This process's stdout and stderr. */
import { fstatSync, writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import { tellMain } from '../multiprocessing/host'

/** As a shell shows a program that wrote into a pipe which nobody reads: 128 + SIGPIPE. */
const BROKEN_PIPE = 141
/** A pipe whose reader is gone, a terminal that was closed. */
const CLOSED: readonly unknown[] = ['EPIPE', 'EIO']
/** Milliseconds between two tries to write into a full pipe that somebody has set not to block. */
const FULL = 1

/**
 * A write returns when the operating system has it: nothing is lost however the process ends, and a fast writer waits
 * for a slow reader. When there is no reader any more the process ends, as a program of the shell does.
 */
export function openOutput(): void {
  for (const [name, descriptor] of [
    ['stdout', 1],
    ['stderr', 2],
  ] as const) {
    // Terminals and files have streams of Node's that block.
    if (isPipe(descriptor))
      Object.defineProperty(process, name, { value: new PipeStream(descriptor), configurable: true, writable: true })
    const stream = process[name]
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (stream.listenerCount('error') > 1) return
      if (!CLOSED.includes(error.code)) throw error
      tellMain({ type: 'output-closed' })
      process.exit(BROKEN_PIPE)
    })
  }
}

function isPipe(descriptor: number): boolean {
  const stat = fstatSync(descriptor)
  return stat.isFIFO() || stat.isSocket()
}

/**
 * Node's own stream for pipes sets them not to block, and with that sets it for all processes that write into the same
 * one: what another of them writes while the pipe is full would stay in its memory, and be lost at `process.exit`.
 */
class PipeStream extends Writable {
  readonly fd: number

  constructor(descriptor: number) {
    super()
    this.fd = descriptor
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    try {
      writeWhole(this.fd, chunk)
    } catch (error) {
      return done(error as Error)
    }
    done()
  }
}

/** Returns when the operating system has all of it. @throws the operating system's error when nobody reads any more */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writePart(descriptor, bytes, at)
}

function writePart(descriptor: number, bytes: Uint8Array, from: number): number {
  try {
    return writeSync(descriptor, bytes, from)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    Atomics.wait(idle, 0, 0, FULL)
    return 0
  }
}

/** Nobody changes it. */
const idle = new Int32Array(new SharedArrayBuffer(4))
