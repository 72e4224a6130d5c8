/** Names in a trace, as Perfetto shows them; keys of arguments and categories are the format's. */
export const trace = {
  machine: 'Machine',
  tasks: 'tasks',
  task: 'task',
  call: 'call',
  states: 'state, sampled',
  waitsFor: (what: string) => `waits for ${what}`,
  something: 'something',
  /** @param thread from 1, where a process waits for several things at once */
  waits: (thread: number) => (thread === 1 ? 'waits' : `waits, at the same time ${thread}`),
  decode: 'decode',
  encode: 'encode',
  cpu: 'CPU, per cent',
  core: (number: number) => `core ${number}`,
  rate: 'Items a second',
  allCalls: 'all calls',
  memory: 'Memory, bytes',
  allProcesses: 'all processes',
}
