/** What a run may take of the machine. Their titles are those of the settings. */
export const limits = {
  processes: (count: string) => `at most ${count} processes`,
  processors: (count: string) => `on ${count} of the processors`,
  workerMemory: (size: string) => `at most ${size} a process`,
  killGrace: (time: string) => `${time} of grace before a kill`,
  allProcessors: 'all',
  noLimit: 'none',
}
