/** Why a process ended, and which laws a run has kept; numbers, sizes, names and places come in words already. */
import { plural } from './plural'

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
  /** What is done about the task of a worker of a Python script, whose Pool is CPython's. */
  taskGone: 'nothing about its task: CPython’s Pool gives it to no other worker, and its result never comes',
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

/** What is found of the laws of a run at its end. A `tail` says where it was, and how many more there are. */
export const judgement = {
  notJudged: (why: string) => `Not judged: ${why}.`,
  excuses: {
    stopped: 'the run was stopped',
    timedOut: 'the time was up',
    ended: 'the script was ended from outside, or crashed',
    unmeasured: 'nothing was measured',
  },
  at: (place: string) => ` (${place})`,
  more: (count: string) => `, and ${count} more`,
  everyWait: 'Every wait came to its end.',
  unsettled: (name: string, exitcode: number | null, kind: string, tail: string) =>
    `${name} ended ${exitcode === null ? 'by an error' : `with exit code ${exitcode}`} while ${kind} still waited${tail}.`,
  noProcess: 'No process is left.',
  stillThere: (names: readonly string[]) => `Still there: ${names.join(', ')}.`,
  held: (lock: string, holder: string, tail: string) => `${lock} was still held by ${holder} when that ended${tail}.`,
  noLock: 'No lock is held.',
  orphan: (lock: string, holder: string) => `${lock} was held by ${holder} when that was ended; nobody wanted it.`,
  queuesEmpty: 'Every queue is empty.',
  neverTaken: (items: string, isOne: boolean) => `${items} ${isOne ? 'was' : 'were'} never taken`,
  neverReceived: (items: string, isOne: boolean) => `${items} ${isOne ? 'was' : 'were'} never received`,
  nothingSent: 'Nothing was put or sent.',
  /** @param left items in queues, or `''` */
  sent: (size: string, left: string) =>
    `${size} were put or sent, and ${left === '' ? 'all was taken' : `all but the ${left} left in queues was taken`}.`,
  memory: (name: string, size: string, tail: string) => `Shared memory ${name} (${size}) was never unlinked${tail}.`,
  untaken: (thing: string, found: string, tail: string) => `${thing}: ${found}${tail}.`,
  killed: (name: string, sentence: string) => `Not judged: ${name} was killed. ${sentence}`,
  bytes: (count: string) => `${count} bytes`,
  items: (count: string, isOne: boolean) => plural(count, isOne, 'item', 'items'),
}
