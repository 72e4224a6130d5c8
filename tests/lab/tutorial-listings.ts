/** What each listing of the tutorial prints, in the lab as in CPython. */
import os from 'node:os'

export interface Listing {
  readonly prints: readonly string[]
  /** The order of the lines is free, as processes print them that do not wait for each other. */
  readonly inAnyOrder?: true
  /** What no two runs have in common. */
  readonly varies?: RegExp
}

export const listings: Readonly<Record<string, Listing>> = {
  '00-chefs': {
    prints: [
      ...['clean is done', 'cut is done', 'knead is done', 'bake is done', 'one chef: … seconds'],
      ...['clean is done', 'cut is done', 'knead is done', 'bake is done', 'four chefs: … seconds'],
    ],
    inAnyOrder: true,
    varies: /\d+\.\d(?= seconds)/,
  },
  '01-hello': { prints: ['Hello! Welcome to Parallab'] },
  '02-arguments': {
    prints: ['The Cube is: 343', 'The Square is: 64', 'Both processes are finished'],
    inAnyOrder: true,
  },
  '03-cpu-count': { prints: [`The number of CPU currently working in system : ${os.cpus().length}`] },
  '04-queue': {
    prints: [
      'pushing items to the queue:',
      ...numbered('Apple', 'Orange', 'Guava', 'Papaya', 'Banana'),
      'popping items from the queue:',
      ...numbered('Apple', 'Orange', 'Guava', 'Papaya', 'Banana'),
    ],
  },
  '05-workers': {
    prints: Array.from({ length: 8 }, (_, i) => [`Task no ${i}`, `Task no ${i} is done by Process-…`]).flat(),
    inAnyOrder: true,
    varies: /(?<=Process-)[123]$/,
  },
  '06-pool': {
    prints: Object.entries({ A: 5, B: 2, C: 1, D: 3 }).flatMap(([name, seconds]) => [
      `Process name is ${name} waiting time is ${seconds} seconds`,
      `Process ${name} Executed.`,
    ]),
    inAnyOrder: true,
  },
  '07-pool-map': { prints: ['[1, 4, 9, 16, 25]'] },
  '08-manager': {
    prints: ['[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]', "<ListProxy object, typeid 'list' at 0x…>", '16', '[4, 9, 16]'],
    varies: /(?<=at 0x)[\da-f]+/,
  },
  '09-pipe': { prints: ['You asked: how are you?', 'That is all.'] },
  '10-exit-codes': { prints: ['finished: 0', 'left: 3', 'terminated: -15', 'killed: -9'] },
  '11-is-alive': {
    prints: [
      'made: not alive, exit code none yet',
      'started: alive, exit code none yet',
      'waited for 0.1 seconds: alive, exit code none yet',
      'ended: not alive, exit code 0',
    ],
  },
  '12-parent-process': {
    prints: [
      'MainProcess was started by nobody here',
      'Child was started by MainProcess',
      'Grandchild was started by Child',
    ],
  },
  '13-full-queue': {
    prints: [
      '0 items, not full',
      '1 items, not full',
      '2 items, not full',
      '3 items, full',
      'no room for d',
      ...['got a', '2 items, not full', 'got b', '1 items, not full', 'got c', '0 items, not full'],
      'empty',
    ],
  },
  '14-task-done': {
    prints: [
      ...['task 1 is done', 'task 2 is done', 'task 3 is done', 'task 4 is done'],
      'nothing more to do',
      'all tasks are done',
    ],
  },
  '15-proxies': {
    prints: ['Anna has 4 letters', 'Ben has 3 letters', 'Charlotte has 9 letters', '3 names, 3 lengths'],
  },
  '16-nested-proxies': { prints: ['apples, pears', 'me: apples, pears', 'you: plums'] },
  '17-lock': { prints: ['counted to 200 of 200'] },
  '18-no-lock': { prints: ['counted to … of 200'], varies: /\d+(?= of 200)/ },
  '19-run': { prints: ['Greeter of Ada: hello, Ada', 'Greeter of Ada: hello, Ada'] },
  '20-close': { prints: ['refused by ValueError', 'sent before closing', 'exit code 0', 'refused by ValueError'] },
}

function numbered(...items: string[]): string[] {
  return items.map((item, i) => `item no: ${i + 1} ${item}`)
}
