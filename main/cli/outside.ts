/** What ends a run from outside, and the exit code that shells know for it. */
import os from 'node:os'
import type { Output } from '../runs/spares'

const TIMED_OUT = 124
/** What shells add to the number of the signal that ended a program. */
const SIGNALLED = 128
const { SIGHUP, SIGINT, SIGPIPE, SIGTERM } = os.constants.signals
/** Milliseconds between two looks at whether who started us is still there. */
const WATCH = 250

/** What can be stopped: a run, a sweep. */
interface Stoppable {
  stop(outcome?: 'timed-out'): void
}

/** Signals, the time limit, a closed output and the end of who started us. They may come before there is a run. */
export class Outside {
  /** The exit code for what came first. */
  stopped: number | undefined
  private run: Stoppable | undefined
  private limit: NodeJS.Timeout | undefined
  private readonly look: NodeJS.Timeout

  /** @param output in what way the processes' output comes; streams that they inherit are theirs to watch */
  constructor(output: Output) {
    for (const [name, number] of Object.entries({ SIGINT, SIGTERM, SIGHUP }))
      process.on(name, () => this.stop(SIGNALLED + number))
    if (output === 'pipe')
      for (const stream of [process.stdout, process.stderr]) stream.on('error', () => this.outputClosed())
    // PARALLAB_STARTER: who started us may have ended before this line.
    const starter = Number(process.env['PARALLAB_STARTER'] ?? process.ppid)
    this.look = setInterval(() => {
      if (process.ppid === starter) return
      clearInterval(this.look)
      this.stop(SIGNALLED + SIGHUP)
    }, WATCH)
  }

  /** @param timeout seconds, or `null` for no limit */
  watch(run: Stoppable, timeout: number | null): void {
    this.run = run
    if (this.stopped !== undefined) run.stop()
    if (timeout !== null) this.limit = setTimeout(() => this.stop(TIMED_OUT, 'timed-out'), timeout * 1000)
  }

  /** Who read the output is gone. */
  outputClosed(): void {
    if (this.stopped === undefined) this.stop(SIGNALLED + SIGPIPE)
  }

  /** Gives the timers up; the signals stay ours, for the application ends now. */
  close(): void {
    clearTimeout(this.limit)
    clearInterval(this.look)
  }

  private stop(exitcode: number, outcome?: 'timed-out'): void {
    this.stopped ??= exitcode
    this.run?.stop(outcome)
  }
}

/** What a shell makes of a script's exit code: one that was ended by signal N gives 128 + N. */
export function shellCode(exitcode: number): number {
  return exitcode < 0 ? SIGNALLED - exitcode : exitcode
}
