/** Why a process ended otherwise than by finishing. */
export const endings = {
  /** What the signals of a crash mean. */
  crashes: {
    SIGSEGV: 'native code touched memory that is not its own',
    SIGBUS: 'native code touched memory that is not there',
    SIGILL: 'the engine, or native code, met what it cannot execute',
    SIGTRAP: 'the engine gave up',
    SIGFPE: 'native code divided by zero',
    SIGABRT: 'it called process.abort, or the engine or native code gave up',
  } as Readonly<Record<string, string>>,
  signal: (number: number) => `signal ${number}`,
  bySignal: 'by a signal',
  exitcode: (code: number) => `exit code ${code}`,
  byUser: (wasKilled: boolean, how: string) => `You ${wasKilled ? 'killed' : 'terminated'} it (${how}).`,
  byLimit: (how: string, size: string) =>
    `The lab killed it (${how}), since it held ${size}: more than a process may, see Settings.`,
  uncaught: 'An error that nobody caught ended it.',
  uncaughtError: (error: string) => `Nobody caught its error: ${error}`,
  itself: (code: number, isBusy: boolean) =>
    `It ended itself with exit code ${code}${isBusy ? ', with a task in hand' : ''}.`,
  /** What was done about it. */
  done: {
    retried: 'its task was given to another worker',
    workerLost: 'its task failed with WorkerLostError',
    /** Of a worker of a Python script, whose Pool is CPython's. */
    taskGone: 'nothing about its task: CPython’s Pool gives it to no other worker, and its result never comes',
    lockPassed: (lock: string) => `${lock} went to the next process`,
    replacedBy: (name: string) => `${name} took its place`,
  },
  interrupted: 'It was interrupted (SIGINT) from outside the lab.',
  terminated: (signal: string) => `${signal} ended it, which another program sent, or the script itself.`,
  killed: (signal: string) =>
    `${signal} ended it, which another program sent, the script itself, or the system for want of memory.`,
  /** @param meaning `''` where it is not known */
  crashed: (how: string, meaning: string) => `It crashed (${how})${meaning === '' ? '' : `: ${meaning}`}.`,
  memorySeems: (size: string) => `It ran out of memory, it seems: the engine aborted it (SIGABRT) when it had ${size}.`,
  /** @param cause as the engine names it, or `''` @param size of the heap, or `''` */
  memory: (cause: string, size: string) =>
    `It ran out of memory: the engine could not enlarge the JavaScript heap${cause === '' ? '' : ` (${cause})`}${size === '' ? '' : `; its heap had grown to ${size}`}.`,
}
