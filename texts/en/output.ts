/** The console: what the processes print. */
import { END_OF_INPUT } from '../keys'

export const output = {
  filter: 'Filter',
  filterBy: 'Show only lines with',
  filterByProcess: 'Show only lines of',
  allProcesses: 'All processes',
  lines: (count: string, isOne: boolean) => `${count} ${isOne ? 'line' : 'lines'}`,
  dropped: (count: string, total: string) => `${count} older of ${total} no longer kept`,
  said: (lines: number) => `${lines} lines in the console`,
  jumpToEnd: 'Jump to end',
  copyAll: 'Copy all',
  clear: 'Clear',
  noneFound: 'No line passes the filter.',
  nothingYet: 'Nothing has been printed yet.',
  nothing: 'Nothing was printed.',
  empty: 'What the processes print appears here, each line with its process.',
  /** A process waits for a line of input. */
  inputFor: (process: string) => `Input for ${process}`,
  inputKeys: `Enter sends, ${END_OF_INPUT} ends the input`,
  isError: 'error output',
  cut: (characters: number) => ` … ${characters} more characters`,
  notStarted: 'The script was not started: it does not compile. See Problems.',
  wasDirect: 'Its processes wrote to the terminal themselves; nothing of it is kept.',
}
