/** What a comparison of sizes says, in sentences; numbers, sizes and intervals come in words already. */
export const answer = {
  sizes: {
    workers: (count: string, isOne: boolean) => `${count} ${isOne ? 'worker' : 'workers'}`,
    chunks: (items: string) => `chunks of ${items}`,
  },
  nothingMeasured: 'Nothing could be measured.',
  noRunEnded: 'No run has ended.',
  alone: (size: string, time: string) => `With ${size} the script takes ${time}; there is nothing to compare it with.`,
  nothingToRecommend: (why: string) => `${why}: there is nothing to recommend.`,
  tooNoisy: 'The repeats differ more than the sizes do: no size can be recommended.',
  noise: (share: string) => `One repeat typically differs by ${share}; more repeats or a quieter machine would tell.`,
  none: 'No size can be recommended.',
  enough: (size: string, isOne: boolean, most: string) =>
    `${size} ${isOne ? 'is' : 'are'} enough on this machine, more are no faster (at most ${most})`,
  best: (size: string, isOne: boolean) => `${size} ${isOne ? 'is' : 'are'} best on this machine`,
  timesOfWorkers: (name: string, speedUp: string, smallest: number) =>
    `${name}, ${speedUp} of ${smallest === 1 ? 'one' : smallest}`,
  mayBeAsGood: (first: string, last: string) => ` (${first === last ? first : `${first} to ${last}`} may be as good)`,
  share: {
    nearlyAll: 'nearly all of the work runs in parallel',
    none: 'none of the work runs in parallel',
    about: (share: string) => `about ${share} of the work does not run in parallel`,
    atMost: (share: string) => `at most ${share} of the work does not run in parallel`,
    atLeast: (share: string) => `at least ${share} of the work does not run in parallel`,
    between: (low: string, high: string) => `between ${low} and ${high} of the work does not run in parallel`,
  },
  slowerBeyond: (size: string) => `beyond ${size} it gets slower`,
  processorsAddNothing: (cores: number) => `more than the ${cores} processors add nothing`,
  moreNotMeasured: (largest: string) => `more than ${largest} were not measured`,
  largerNotMeasured: 'larger ones were not measured',
  chunksAsGood: (size: string) => `${size} are as good as more`,
  chunksBest: (size: string) => `${size} are best`,
  timesOfChunks: (name: string, speedUp: string, smallest: string) => `${name}, ${speedUp} of ${smallest}`,
  costs: (chunk: string, item: string) => `Handing out a chunk costs ${chunk}, an item ${item}`,
  defaultIsGood: (costs: string, cpython: string) =>
    `${costs}: CPython's default of ${cpython} is as good as any, so chunksize need not be given.`,
  giveChunksize: (costs: string, best: string, cpython: string, loss: string) =>
    `${costs}: give chunksize ${best}, since CPython's default of ${cpython} takes ${loss} longer.`,
  ignored: {
    'pool-size': 'No pool of the script takes the size of the sweep, as each names its own',
    'chunk-size': 'No map of the script takes the chunk size of the sweep, as each names its own or there is none',
  },
  doubts: {
    modelOff: (share: string, size: string) =>
      `The model of chunk sizes does not describe this map: it is ${share} off at ${size}.`,
    oneSize: 'Only one size could be measured: there is nothing to compare it with.',
    unknown: (size: string, why: string) => `Nothing is known of ${size}: ${why}`,
    failedAfter: (size: string, counted: number, repeats: number, why: string) =>
      `With ${size} the script failed after ${counted} of ${repeats} repeats, which stand: ${why}`,
    wallTime: 'The script maps nothing over a pool: what is compared is its whole wall time.',
    onlyNoise: (why: string) => `${why}: what differs between the sizes is noise.`,
    disturbed: (count: string, isOne: boolean, all: number) =>
      `${count} of ${all} repeats ${isOne ? 'was' : 'were'} disturbed each time and ${isOne ? 'counts' : 'count'} all the same: a quieter machine gives a surer answer.`,
    noise: 'The repeats differ more than the sizes do.',
    oneRepeat: 'One repeat does not tell how much repeats differ: there are no intervals.',
    fewRepeats: (repeats: string, share: string, wanted: string) =>
      `${repeats} repeats make intervals that hold the truth in at most ${share} of sweeps rather than ${wanted}: five are better.`,
    fewChunkSizes: (sizes: string, fewest: string) =>
      `${sizes} chunk sizes are too few for the model: ${fewest} are the least.`,
    oneProcessor: 'This machine has one processor: how much of the work could run in parallel does not show on it.',
    fewSizes: (sizes: string, fewest: string) => `${sizes} sizes are too few for a fit: ${fewest} are the least.`,
    fewForFit: (repeats: string) => `${repeats} repeats in all are too few for a fit: five are the least.`,
    neitherLaw: (share: string, size: string) =>
      `Neither Amdahl's law nor the Universal Scalability Law describes these sizes: the closer one is ${share} off at ${size}.`,
    fewForUsl: (repeats: string) =>
      `${repeats} repeats in all are too few for the Universal Scalability Law: six are the least.`,
  },
  failures: {
    never: 'The sweep ended before the script ran with it.',
    finished: 'The script failed.',
    failed: 'The script failed.',
    stopped: 'The script was stopped.',
    'timed-out': 'The script ran out of time.',
  },
}
