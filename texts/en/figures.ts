/** Titles, axes and descriptions of the charts of comparisons and of reports; numbers and times come in words already. */
const workers = (count: number) => (count === 1 ? '1 worker' : `${count} workers`)

export const figures = {
  nothingMeasured: 'Nothing was measured.',
  measured: (confidence: string) => `measured, ${confidence}`,
  best: (value: string) => `best: ${value}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  bySize: {
    'pool-size': (title: string) => `${title} by pool size`,
    'chunk-size': (title: string) => `${title} by chunk size`,
  },
  across: { 'pool-size': 'workers', 'chunk-size': 'items in a chunk' },
  throughput: { title: 'Throughput', unit: 'items a second, all maps together' },
  seconds: { title: 'Wall time', unit: 'seconds of the whole script' },
  speedUp: { title: 'Speed-up', unit: 'times as fast as the smallest size' },
  laws: { ideal: 'ideal', amdahl: "Amdahl's law", usl: 'Scalability law' },
  asFastAs: (smallest: number, isThroughput: boolean) =>
    `times as fast as with ${workers(smallest)}, ${isThroughput ? 'items a second' : 'wall time'}`,
  chunks: {
    title: 'Time of a map',
    unit: (map: string, items: string, size: number) =>
      `${map} over ${items} items on ${size} workers, both axes logarithmic`,
    model: 'model',
    description: (sentence: string, points: string, best: string, cpython: string) =>
      `${sentence} ${points} The model puts ${best} first; CPython's default is ${cpython}.`,
    bestOfBoth: (size: string) => `model's best and CPython's: ${size}`,
    best: (size: string) => `model's best: ${size}`,
    cpython: (size: string) => `CPython's: ${size}`,
  },
  histogram: {
    unit: 'times',
    across: 'how long',
    description: (number: string, median: string, longest: string) =>
      `${number} times, half of them below ${median}, the longest ${longest}.`,
  },
  ofRun: {
    across: 'seconds',
    processors: { title: 'CPU per core', unit: 'share of its time that a processor was busy' },
    core: (number: number) => `core ${number}`,
    /** Instead of each of many processors. */
    cores: ['mean', 'least', 'most'],
    rate: { title: 'Pool throughput', unit: 'items a second' },
    allCalls: 'all calls',
    memory: { title: 'Memory', unit: 'resident memory, of all processes and of the largest' },
    allProcesses: 'all processes',
    noSamples: 'no samples',
    line: (name: string, values: string) => `${name}: ${values}`,
    description: (seconds: number, lines: readonly string[]) => `${seconds} seconds. ${lines.join('; ')}.`,
  },
  /** Of a chart that stands alone. */
  ofThing: (what: string, thing: string) => `${what}, ${thing}`,
  lanes: {
    title: 'Processes',
    unit: 'a block is a task, a line is waiting',
    hidden: (count: string, isOne: boolean) => `; ${count} more ${isOne ? 'process is' : 'processes are'} not shown`,
  },
}
