/** `parallab doctor`: what runs on this machine. */
export const doctor = {
  ok: 'ok',
  failed: 'FAIL',
  names: {
    processors: 'processors',
    memory: 'memory',
    sharedMemory: 'shared memory',
    processes: 'processes',
    history: 'history',
    display: 'display',
  },
  processors: (usable: number, all: number, model: string) => `${usable} usable of ${all}: ${model}`,
  unknownModel: 'unknown',
  memory: (free: string, all: string) => `${free} free of ${all}`,
  segmentWorks: 'a segment, its mutexes and semaphores work',
  mappingsDiffer: 'two mappings of one segment differ',
  utilityProcess: 'a utility process',
  python: (version: string, hasSnapshot: boolean) =>
    `CPython ${version}, ${hasSnapshot ? 'from' : 'without'} a snapshot of memory:`,
  /** Behind what starts. */
  notStarted: (seconds: number) => `did not start within ${seconds} s`,
  up: (milliseconds: string) => `is up in ${milliseconds} ms`,
  ended: (code: number) => `ended with code ${code} at its start`,
  history: (entries: number, size: string) => `${entries} runs and sweeps, ${size}`,
  desktop: 'the desktop',
  noDisplay: (hint: string) => `none: scripts run in the terminal, the window needs one (${hint})`,
  virtual: (start: string) => `xvfb-run -a ${start} gives it a virtual one`,
  virtualPackage: 'the package xvfb gives a virtual one',
}
