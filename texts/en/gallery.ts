/** The gallery of lessons, the tutorial's listings and examples; a listing beside its Python twin. */
export const gallery = {
  title: 'Lessons and examples',
  open: 'Lessons and examples…',
  search: 'Search lessons, listings and examples',
  anyName: 'Any name of the library',
  filter: 'Uses',
  groups: {
    lesson: 'Lessons',
    tutorial: 'Tutorial',
    python: 'Python',
    cpython: 'What CPython waits for or refuses',
    lab: 'Examples',
  },
  kinds: {
    lesson: 'Lesson',
    tutorial: 'Listing of the tutorial',
    python: 'Python script',
    cpython: 'Otherwise than in CPython',
    lab: 'Example',
  },
  found: (count: number) => (count === 1 ? '1 found' : `${count} found`),
  nothing: 'Nothing has these words in its title, its summary or the names that it uses.',
  minutes: (count: number) => `${count}\u2009min`,
  about: (count: number) => `About ${count} ${count === 1 ? 'minute' : 'minutes'}`,
  progress: { done: 'Done', begun: 'Begun' },
  shown: 'In the editor',
  hasTwin: 'A Python listing stands beside it',
  usesOnly: (name: string) => `Only what uses ${name}`,
  doOpen: 'Open',
  doOpenBeside: 'Open beside Python',
  faults: (count: number) =>
    count === 1 ? '1 folder of lessons cannot be read' : `${count} folders of lessons cannot be read`,
  /** @param line `null`: of the file as a whole */
  fault: (file: string, line: number | null, message: string) =>
    line === null ? `${file} ${message}` : `${file}, line ${line}: ${message}`,
  /** A script beside its Python twin. */
  twin: {
    region: 'Python twin',
    toggle: 'Python',
    show: 'Show the script beside its Python twin, or alone',
    editor: 'Python listing, to be read',
    place: 'to be read; the line that does the same is marked',
    run: 'Run the Python listing',
    close: 'Close the Python twin',
    none: 'This script has no Python twin: the listings of the tutorial have.',
  },
}
