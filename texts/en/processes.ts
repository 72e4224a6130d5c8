/** The tree of processes. */
export const processes = {
  label: 'Processes',
  one: 'Process',
  starting: 'The first process is being started.',
  noneKept: 'No process of this run was kept.',
  empty: 'Each process of a run appears here: what it does or waits for, what it takes, and how it ended.',
  filter: 'Filter',
  filterBy: 'Show only processes with',
  noneFound: 'No process passes the filter.',
  /** @param shown `12`, or `3 of 12` where a filter hides some @param of all */
  number: (shown: string, of: number) => `${shown} ${of === 1 ? 'process' : 'processes'}`,
  part: (shown: string, of: string) => `${shown} of ${of}`,
  line: (line: number) => `line ${line}`,
}
