/** The bar at the top: script, run, pool size and state. */
export const toolbar = {
  stop: 'Stop',
  compare: 'Compare',
  poolSize: 'Pool size',
  poolSizeTells: (cpus: number) => `Workers that Pool() starts; this machine has ${cpus} processors`,
  fewer: 'One worker fewer',
  more: 'One worker more',
  processors: (cpus: number) => (cpus === 1 ? '1 processor' : `${cpus} processors`),
  states: {
    idle: 'Ready',
    starting: 'Starting',
    running: 'Running',
    stopping: 'Stopping',
    finished: 'Finished',
    failed: 'Failed',
    stopped: 'Stopped',
    'timed-out': 'Timed out',
  },
  comparing: 'Comparing',
  notStarted: 'not started',
  elapsed: 'Elapsed time',
  chooseScript: (name: string) => `Choose a script: ${name}`,
  examples: 'Examples',
  script: 'Script',
  recent: 'Recent files',
  /** The one to change to. */
  themes: { dark: 'Dark theme', light: 'Light theme' },
}
