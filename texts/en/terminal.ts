/** What a comparison says in a terminal; numbers and times come in words already. */
export const terminal = {
  columns: {
    size: { 'pool-size': 'workers', 'chunk-size': 'chunk size' },
    time: 'time',
    throughput: 'items/s',
    speedUp: (confidence: string) => `speed-up [${confidence}]`,
    efficiency: 'eff.',
  },
  best: 'best',
  bestAmong: (low: string, high: string) => `best, which may be anywhere from ${low} to ${high}`,
  progress: {
    axes: { 'pool-size': 'pool size', 'chunk-size': 'chunk size' },
    run: (number: number, total: number, axis: string, size: number) => `run ${number} of ${total}: ${axis} ${size}`,
    warmup: ', to warm up',
    left: (time: string) => `; ${time} left`,
  },
}
