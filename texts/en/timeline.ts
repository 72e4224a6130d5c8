/** The timeline, and what is chosen in it. */
export const timeline = {
  label: 'Tasks and waits of each process',
  selection: 'Selection',
  selected: 'Selected',
  noneChosen: 'Choose a bar of the timeline: its task, times, arguments and result appear here.',
  comeCloser: 'Come closer',
  legend: 'Legend',
  /** By their numbers, as `analysis/run/waits` has them. */
  ways: ['no task', 'lock', 'queue, pipe', 'join, other'],
  copies: 'copying in and out',
  failed: 'failed',
  retried: 'tried again',
  tail: 'idle tail',
  tasks: (count: number) => `${count} tasks`,
  overview: {
    zoom: 'Zoom',
    closer: 'Closer',
    farther: 'Farther',
    whole: 'The whole run',
    all: 'All',
    follow: 'Follow',
    goOn: 'Go on with the run',
  },
  showLine: 'Show this line in the timeline',
  nothingOfLine: (line: number) =>
    `Nothing of the run in sight comes from line ${line}; a call of a pool, its function and waits do.`,
  /** @param at which one of them, from 1 */
  ofLine: (line: number, at: string, of: string) => `line ${line}: ${at} of ${of}`,
  previousOfLine: 'Previous',
  nextOfLine: 'Next',
  soFar: (length: string) => `${length} so far`,
  goesOn: 'it goes on',
  more: (functions: number) => `and ${functions} more`,
  keys: `The arrow keys go from task to task and from process to process, Home and End to the first and the last. F comes
    closer, plus and minus zoom, 0 shows the whole run, A and D move on. Enter goes to the function in the script, Shift and
    Enter to the line that called it; N and P go through what comes from the line that was shown from the editor.`,
}
