import { plural } from './plural'

/**
 * What is found of the laws of a run at its end; numbers, sizes, names and places come in words already. A `tail` says
 * where it was, and how many more there are.
 */
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
