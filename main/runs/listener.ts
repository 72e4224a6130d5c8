/** What a run tells whoever listens. */
import type { RunEvent } from '../../protocol/run-event'

export interface UncaughtError {
  readonly process: number
  readonly processName: string
  readonly message: string
  readonly file: string | null
  readonly line: number
  readonly column: number
}

/** What a run tells; output comes as it was written, in order per process and stream. */
export interface RunListener {
  event(event: RunEvent): void
  /**
   * @param at milliseconds of the run
   * @returns a promise to hold the process up until the output has been taken
   */
  output(from: LiveProcess, stream: 'stdout' | 'stderr', chunk: Buffer, at: number): Promise<void> | undefined
  uncaught(error: UncaughtError): void
  /** A process asks for a line of input. @returns it without its end, `null` at the end of the input */
  readLine?(from: LiveProcess): Promise<string | null>
  /** Nobody reads any more what a process writes to a stream that it shares with main. */
  outputClosed?(): void
}

export interface LiveProcess {
  readonly number: number
  readonly slot: number
  readonly pid: number
  readonly name: string
  readonly parent: number | null
  readonly daemon: boolean
}
