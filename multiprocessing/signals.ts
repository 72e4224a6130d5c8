/** Signals, and how exit codes name them. */

export const SIGTERM = 15
export const SIGKILL = 9

const NAMES: Readonly<Record<number, string>> = {
  2: 'SIGINT',
  6: 'SIGABRT',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}

/** Signals a process that may have ended in the meantime. */
export function sendSignal(pid: number, signal: number): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** An exit code as CPython shows it: `-SIGTERM`, `3`. */
export function exitName(exitcode: number): string {
  const name = NAMES[-exitcode]
  return name === undefined ? String(exitcode) : `-${name}`
}
