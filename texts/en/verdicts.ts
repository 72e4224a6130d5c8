/** What the checks of a lesson have found. */
const plural = (value: number, one: string, many: string) => (value === 1 ? one : many)

/** @param shown the number as the lab writes it */
type Counted = (value: number, shown: string) => string

const counted =
  (one: string, many: string, did: string): Counted =>
  (value, shown) =>
    `${shown} ${plural(value, one, many)} ${did}`

export const verdicts = {
  /** Behind what was found, e.g. `; at least 4 wanted`. */
  wanted: {
    exactly: (amount: string) => `; ${amount} wanted`,
    atLeast: (amount: string) => `; at least ${amount} wanted`,
    atMost: (amount: string) => `; at most ${amount} wanted`,
    between: (least: string, most: string) => `; ${least} to ${most} wanted`,
  },
  outcome: {
    finished: 'The run finished',
    failed: 'The run failed',
    stopped: 'The run was stopped',
    'timed-out': 'The run took too long and was ended',
    unknown: 'The run has not told its end',
    wanted: {
      finished: '; it should finish',
      failed: '; it should fail',
      stopped: '; it should be stopped',
      'timed-out': '; it should be ended by its time limit',
    },
  },
  processes: counted('process', 'processes', 'ran beside the script'),
  processesNamed: (value: number, shown: string, pattern: string) =>
    `${shown} ${plural(value, 'process whose name matches', 'processes whose names match')} ${pattern} ran`,
  workers: counted('worker', 'workers', 'stood in the largest pool'),
  noPool: 'No pool was made',
  tasks: counted('item', 'items', 'of pool calls were done'),
  chunks: (shown: string) => `Its calls of pools had chunks of ${shown}`,
  noCall: 'No call of a pool was made',
  seconds: (shown: string) => `It took ${shown}`,
  processorUse: (shown: string, withPools: boolean) =>
    `Its processes used ${shown} of all processors ${withPools ? 'while pools worked' : 'on average'}`,
  unsampled: 'The processors were not looked at: the run was over too soon',
  copying: (shown: string) => `Copying was ${shown} of what its calls of pools took`,
  event: (value: number, shown: string, type: string) =>
    `${shown} ${plural(value, 'event', 'events')} of type ${type} happened`,
  shared: {
    acquired: (what: string, value: number, shown: string) =>
      `The ${what} was used ${plural(value, 'once', `${shown} times`)}`,
    items: (what: string, _value: number, shown: string) => `The ${what} holds ${shown} at the end`,
    waits: (what: string, value: number, shown: string) =>
      `The ${what} was waited for ${plural(value, 'once', `${shown} times`)}`,
    none: (kind: string, name: string | undefined) =>
      `No ${kind}${name === undefined ? '' : ` called ${name}`} was shared`,
  },
  law: {
    untold: 'The laws of this run were not told',
    kept: '; it should be kept',
    broken: '; it should be broken',
  },
  output: {
    contains: (text: string, found: boolean) => `The output ${found ? 'has' : 'lacks'} ${text}`,
    matches: (pattern: string, found: boolean) => `${found ? 'A line' : 'No line'} of the output matches ${pattern}`,
    lines: 'The output has the lines in their order',
    missingLine: (line: string, isFirst: boolean) =>
      isFirst ? `The output has no line ${line}` : `The output has no line ${line} below the ones before it`,
    linesMatching: (value: number, shown: string, pattern: string) =>
      `${shown} ${plural(value, 'line matches', 'lines match')} ${pattern}`,
    cut: (shown: string) => ` (the first ${shown} lines are not kept)`,
    none: 'The output was not kept',
  },
  script: {
    contains: (text: string, found: boolean) => `The script ${found ? 'has' : 'lacks'} ${text}`,
    lacks: (text: string, found: boolean) => (found ? `The script still has ${text}` : `The script is without ${text}`),
    matches: (pattern: string, found: boolean) => `The script ${found ? 'matches' : 'does not match'} ${pattern}`,
  },
  comparison: {
    sizes: counted('size', 'sizes', 'came to their end'),
    repeats: counted('run', 'runs', 'counted at each size'),
    best: (shown: string) => `The best is ${shown}`,
    noBest: 'Which is best cannot be said yet',
  },
}
