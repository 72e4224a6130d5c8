/** What the history says of itself: what was not kept, and what became of a damaged file. */
export const keeping = {
  notKept: (why: string) => `Runs are not kept: ${why}`,
  lost: {
    run: (why: string, file: string) => `This run was not kept in the history: ${why} (${file}).`,
    sweep: (why: string, file: string) => `This sweep was not kept in the history: ${why} (${file}).`,
  },
  notClosed: (file: string, why: string) => `The history ${file} was not closed as it should be: ${why}.`,
  unusable: (file: string, why: string) => `The history ${file} cannot be used: ${why}.`,
  /** @param entries that could be read @param isWhole whether no record is lost */
  damaged: (aside: string, entries: number, isWhole: boolean) =>
    `The history was damaged. It was kept as ${aside}. ` +
    `${entries === 0 ? 'Nothing of it could be read' : `${entries} runs and sweeps of it could be read`}` +
    `${isWhole ? '' : ', some records could not'}; the history goes on in a new file.`,
  /** Behind a colon. */
  reasons: {
    busy: 'another process is writing to it for too long',
    readOnly: 'it may not be written',
    io: 'the disk is full, or cannot be read or written',
    full: 'the disk is full',
    cannotOpen: 'it cannot be opened',
    newer: (version: number, known: number) =>
      `a newer Parallab has written it (version ${version}; known up to ${known})`,
  },
  noEntry: (beginning: string) => `There is no run or sweep whose id begins with '${beginning}'.`,
  severalEntries: (beginning: string, ids: readonly string[]) =>
    `Several ids begin with '${beginning}': ${ids.join(', ')}. Give more of it.`,
}
