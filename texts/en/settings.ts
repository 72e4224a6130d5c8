import { keysOf } from '../keys'

interface Machine {
  readonly version: string
  readonly electron: string
  readonly node: string
  readonly cpus: number
  readonly cpuModel: string
}

/** The settings and what each is for. */
export const settings = {
  title: 'Settings',
  search: 'Search the settings',
  none: 'No setting has these words.',
  reset: 'Reset',
  machine: ({ version, electron, node, cpus, cpuModel }: Machine) =>
    `Parallab ${version} · Electron ${electron} · Node ${node} · ${cpus} processors (${cpuModel})`,
  notSet: 'not set',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast' },
  sections: {
    look: 'Look',
    runs: 'Runs',
    editor: 'Editor and explanations',
    session: 'Session and history',
    privacy: 'Privacy and motion',
  },
  theme: { label: 'Theme', about: 'Where the system forces colours, they are the system’s.' },
  fontSize: {
    label: 'Size of the editor’s text',
    about: `In points; ${keysOf('zoom-in')} and ${keysOf('zoom-out')} change it too.`,
  },
  zoom: { label: 'Size of everything', about: 'In per cent, 50 to 200.' },
  poolSize: {
    label: 'Pool size',
    about: 'Workers that Pool() starts where the script names no number. Without a number: one for each processor.',
  },
  processors: {
    label: 'Most processors',
    about: 'Processors that a run or a comparison may use. Without a number: all of them.',
  },
  processLimit: {
    label: 'Most processes',
    about:
      'Live processes that a run may have at once. A run of Python may have fewer: what has room in the free memory, at 150 MB each.',
  },
  workerMemory: {
    label: 'Most memory of a process',
    about:
      'In MiB; a process that is seen with more, four times a second, is killed and has its incident card. An empty one holds about 90. Without a number: no limit.',
  },
  killGrace: {
    label: 'Grace before a kill',
    about: 'Milliseconds that a process has to end by itself after it was asked to (SIGTERM).',
  },
  copyCosts: { label: 'Show copy costs', about: 'After the line that carries values between processes.' },
  cards: {
    label: 'Explain what happens',
    about: 'A card at the moment when something instructive happens, each once.',
  },
  lessonsFolder: {
    label: 'Folder of lessons',
    about: 'Lessons of a school’s share, beside the lab’s own and yours.',
  },
  choose: 'Choose…',
  noFolder: 'none',
  restoreSession: {
    label: 'Restore the last session',
    about: 'Windows, documents and places come back at a start, and nothing runs. Text that was not saved always does.',
  },
  history: {
    label: 'Limit of the history',
    about: 'Runs and comparisons are kept until you delete them; a limit says what is too much.',
    button: 'Size of the history…',
  },
  telemetry: {
    label: 'Telemetry',
    about: 'Nothing is sent anywhere: the lab reaches no network.',
    value: 'None, ever',
  },
  motion: { label: 'Reduced motion', about: 'Nothing moves but data; what little does follows the system.' },
  motionOn: 'Asked for by the system',
  motionOff: 'Not asked for by the system',
}
