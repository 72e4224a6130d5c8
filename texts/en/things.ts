/** What processes share and what they got done, in words; numbers, sizes and times come in words already. */
import { plural } from './plural'

export const things = {
  /** By the library's names. */
  nouns: {
    Lock: 'lock',
    RLock: 'lock',
    Semaphore: 'semaphore',
    BoundedSemaphore: 'semaphore',
    Condition: 'condition',
    Event: 'event',
    Barrier: 'barrier',
    Queue: 'queue',
    JoinableQueue: 'queue',
    SimpleQueue: 'queue',
    Pipe: 'pipe',
    Pool: 'pool',
  },
  named: (noun: string, name: string) => `${noun} ${name}`,
  ended: 'ended',
  /** A short way to say that it ended by an exit code. */
  exit: 'exit',
  tasks: (count: string, isOne: boolean) => plural(count, isOne, 'task', 'tasks'),
  /** By their numbers, as `analysis/run/waits` has them. */
  ways: ['no task', 'locks', 'queues and pipes', 'joins and others'],
}

/** What a run would gain if nobody waited for a thing. */
export const gain = {
  nobodyWaited: 'Nobody has waited for it.',
  noneEnded: 'No wait for it has ended yet.',
  ifNobodyWaited: 'If nobody ever waited for it',
  ifNeverWithoutTask: 'If its workers were never without a task',
  processorsBusy: ', as the processors are busy',
  hardly: (condition: string, reason: string) => `${condition}, the run would be hardly any shorter${reason}.`,
  most: (condition: string, time: string, share: string, reason: string) =>
    `${condition}, the run would be shorter by at most ${time} (${share})${reason}.`,
}

/** What carrying values between processes costs. */
export const copies = {
  /** @param time `''`, or what follows a comma */
  short: (size: string, count: string, isOne: boolean, time: string) =>
    `moves ${size} ${isOne ? 'once' : `${count} times`}${time === '' ? '' : `, ${time}`}`,
  moved: (what: string, size: string, count: string, isOne: boolean, each: string) =>
    `${what}: ${size} in ${plural(count, isOne, 'message', 'messages')}, ${each} each on average.`,
  encoding: (time: string) => `Encoding and decoding took ${time} in all processes together.`,
  work: (time: string) => `The function itself took ${time}.`,
  share: (share: string) => `Copying was ${share}.`,
  /** Of queues a part is measured and stands for all. */
  estimated: (time: string) => `about ${time}`,
  ofTheTime: (share: string) => `${share} of the time`,
  lessThan: (share: string) => `less than ${share} of the time`,
}

const at = (place: string) => (place === '' ? '' : ` (${place})`)

/** What a user should know of a run besides its output, one line each. */
export const findings = {
  moreEnded: (count: string) => `${count} more processes ended like that.`,
  /** @param reason without its full stop @param place `''`, or where it was; @param rest sentences that follow */
  incident: (name: string, reason: string, place: string, rest: readonly string[]) =>
    [`${name}: ${reason}${at(place)}.`, ...rest].join(' '),
  at,
  item: (index: string) => `item ${index}`,
  items: (first: string, last: string) => `items ${first} to ${last}`,
  /** @param name of the function, or `''` @param shown the items themselves, or `''` */
  had: (which: string, name: string, shown: string, attempt: number) =>
    `It had ${which}${name === '' ? '' : ` of ${name}`}${shown === '' ? '' : ` (${shown})`}${attempt > 1 ? `, in attempt ${attempt}` : ''}.`,
}
