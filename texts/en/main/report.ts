/** The report of runs and sweeps; numbers, sizes, times and rates come in words already. */
import { plural } from '../plural'

const ofRun = {
  errors: 'Errors that nobody caught',
  found: 'Incidents and deadlocks',
  kinds: { deadlock: (says: string) => `Deadlock. ${says}`, incident: (says: string) => `Incident. ${says}` },
  laws: { caption: 'The laws, as they stood at the end', columns: ['', 'kept', ''], kept: 'yes', broken: 'no' },
  shared: {
    caption: 'What the processes shared, by how long they waited for it',
    columns: ['', 'made at', 'times', 'waits', 'waited', 'longest', 'held', 'moved'],
  },
  calls: {
    caption: 'Calls of pools',
    columns: ['', 'workers', 'done', 'of', 'failed', 'from', 'took', 'items/s'],
    aFunction: 'a function',
    cutOff: 'cut off',
  },
  processes: {
    caption: 'Processes',
    columns: ['', 'pid', 'from', 'to', 'mean CPU', 'most memory', 'items', 'end'],
  },
  /** @param poolSize `''` where none was asked for; so `chunkSize` and `argv` @param limits what it might take */
  method: (poolSize: string, chunkSize: string, argv: string, limits: readonly string[]) =>
    `The script was run with a pool of ${poolSize === '' ? 'one worker per processor' : `${poolSize} where it names no other size`}` +
    `${chunkSize === '' ? '' : `, chunks of ${chunkSize} where the script names none`}` +
    `${argv === '' ? '' : `, with the arguments ${argv}`}.${limits.length === 0 ? '' : ` It might take ${limits.join(', ')}.`}`,
  measuring:
    'Tasks and items are counted exactly by the processes themselves, in memory that they share; times of tasks are read from the one clock of the machine. States, waits, CPU and memory are sampled about 20 times a second, processors 4 times.',
  /** @param state at the beginning of a sentence @param time `''` where it is not known; so `rate` and `memory` */
  outcome: (state: string, exitcode: number | null, time: string, work: string, processes: string, memory: string) =>
    `${state}${exitcode === null || exitcode === 0 ? '' : ` with exit code ${exitcode}`}${time === '' ? '' : ` after ${time}`}.` +
    ` ${work}; ${processes}${memory === '' ? '' : `, at most ${memory}`}.`,
  noPool: 'No pool was called',
  work: (items: string, calls: string, isOne: boolean, rate: string) =>
    `${items} items in ${isOne ? 'one call of a pool' : `${calls} calls of pools`}${rate === '' ? '' : `, ${rate} a second`}`,
  processCount: (count: string, isOne: boolean) => (isOne ? 'one process' : `${count} processes`),
  missing: {
    measurements: 'Its measurements were not kept.',
    tasks: (count: string) => `${count} records of tasks came too fast to be read; the counts are exact all the same.`,
    merged: (count: string) => `A block may stand for up to ${count} tasks that followed each other.`,
    events: (count: string) => `${count} events were not kept.`,
    figures: (count: string) => `${count} processes or calls were not kept.`,
  },
  output: 'Output',
  outputNotKept: 'The processes wrote to the terminal themselves: it was not kept.',
  outputCut: (lines: string) => `Its end; ${lines} lines before it are left out.`,
}

const ofSweep = {
  sizes: {
    title: 'Sizes',
    caption: 'Medians with their 95 % intervals',
    columns: ['', 'repeats', 'wall time', 'items/s', 'speed-up', 'efficiency', ''],
  },
  laws: {
    caption: 'Laws of scaling, their parameters with 95 % intervals',
    columns: ['', 'one worker, items/s (γ)', 'serial share (σ)', 'cost of a pair (κ)', 'AICc'],
    names: { amdahl: "Amdahl's law", usl: 'Universal Scalability Law' },
  },
  axes: { 'pool-size': 'pool sizes', 'chunk-size': 'chunk sizes' },
  /** @param argv `''` where there were none @param workers `''` where it is they that are compared @param timeout seconds */
  method: (
    argv: string,
    sizes: string,
    workers: string,
    warmups: number,
    rounds: number,
    seed: number,
    timeout: number | null,
  ) =>
    `The same script was run${argv === '' ? '' : ` with the arguments ${argv}`} at ${sizes}${workers === '' ? '' : ` with ${workers}`}: ` +
    `${plural(String(warmups), warmups === 1, 'warm-up round', 'warm-up rounds')}, then ` +
    `${plural(String(rounds), rounds === 1, 'round', 'rounds')}, each of which visits every size in an order of its own ` +
    `(seed ${seed}).${timeout === null ? '' : ` A run of more than ${timeout} s is stopped.`}`,
  limits: (limits: readonly string[]) => `Each run might take ${limits.join(', ')}.`,
  disturbed: (runs: number) =>
    `A run is disturbed when other programs use more than a tenth of the processors, or when their clock is throttled; it is then measured again in its round, but not for ever. Disturbed runs: ${runs}.`,
  statistics:
    'Points are medians. Intervals are bootstrap intervals over whole rounds, so that what slows a whole round cancels. Laws are fitted to the seconds an item takes, and chosen by AICc. The formulas and their sources are in docs/method.md of Parallab.',
  runs: {
    title: 'Every run',
    caption: 'In the order of measuring; rounds count from 1',
    columns: ['', 'round', 'wall time', 'start-up', 'CPU time', 'peak memory', 'other load', ''],
  },
}

export const report = {
  sideBySide: (entries: number) => `${entries} side by side`,
  /** Behind the title, in the title of the page. */
  kinds: { run: 'run', sweep: 'sweep', comparison: 'comparison' },
  untitled: 'untitled.ts',
  example: (name: string) => `example ${name}`,
  method: 'Method',
  script: 'Script',
  machine: {
    title: 'Machine',
    lost: 'Which machine it was has been lost.',
    caption: 'Where it was measured',
    processors: 'Processors',
    cpus: (count: string, model: string) => `${count}: ${model}`,
    memory: 'Memory',
    system: 'System',
    versions: 'Versions',
  },
  overview: {
    runs: { caption: 'Runs', columns: ['', 'started', 'ended', 'wall time', 'processes', 'items', 'most memory'] },
    sweeps: { caption: 'Sweeps', columns: ['', 'started', 'best', ''] },
    difference: (name: string, first: string, isThroughput: boolean) =>
      `${name} against ${first}: times as fast in ${isThroughput ? 'items a second' : 'wall time'}, with 95 % intervals`,
    asFast: 'times as fast',
  },
  ofRun,
  ofSweep,
}
