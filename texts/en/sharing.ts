/** Locks, queues and pools. */
import { comparison } from './comparison'

export const sharing = {
  nothingYet: 'Nothing is shared yet: a lock, a queue or a pool appears here when the script makes it.',
  nothing: 'The run shared no lock, no queue and no pool.',
  empty: 'Locks, queues and pools of a run appear here: who has them, who waits for them, and for how long.',
  columns: {
    name: 'Name',
    kind: 'Kind',
    holders: 'Held by',
    waiters: 'Waiting',
    depth: 'Depth',
    acquired: 'Used',
    waited: 'Waited',
    longest: 'Longest',
    meanHold: 'Mean hold',
  },
  waits: 'Waits',
  holds: 'Holds',
  /** Of its waits and its holds. */
  quantiles: ['Number', 'Mean', 'Median', '95 %', 'Longest', 'Together'],
  depth: {
    title: 'Depth',
    figures: ['Looks', 'Least', 'Mean', 'Most', 'Last'],
    tasks: 'tasks that wait',
    items: 'items',
    of: (limit: string) => `of ${limit}`,
    part: (depth: string, limit: string) => `${depth} of ${limit}`,
    set: 'set',
    notSet: 'not set',
  },
  label: 'Shared by the processes',
  details: (thing: string) => `Details of ${thing}`,
  filter: 'Filter',
  filterBy: 'Show only what is shared with',
  noneFound: 'Nothing that is shared passes the filter.',
  /** @param part `''`, or how many of them pass the filter */
  number: (part: string, all: number) => `${part === '' ? '' : `${part} of `}${all} shared`,
  more: (number: string) => `and ${number} more`,
  /** @param isPlaced its place follows */
  made: (kind: string, maker: string, isPlaced: boolean) => `${kind}, made by ${maker}${isPlaced ? ' at' : ''}`,
  /** @param names of those that wait, the next first */
  inOrder: (names: readonly string[]) =>
    names.length === 0 ? 'Nobody waits for it now.' : `Waiting, the next first: ${names.join(', ')}.`,
  bound: `An upper bound; Help, ${comparison.method}, tells how it is reckoned.`,
  moved: (items: string, isOne: boolean, size: string) =>
    `${items} ${isOne ? 'item' : 'items'} with ${size} were moved`,
  encoding: (time: string) => `; encoding and decoding took about ${time}`,
  lines: 'Lines that use it most',
  ofLine: ['Line', 'Operation', 'Uses', 'Waits', 'Together', 'Longest'],
  uses: (number: string) => `\u2248\u202f${number}`,
  estimated: 'Estimated: a part of the operations is looked up and stands for all.',
  short: 'short waits, not looked up',
}
