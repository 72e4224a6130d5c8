/** What can be taken away. */
export const exporting = {
  title: 'Export',
  nothing: 'There is nothing to export yet: run the script, or compare sizes, first.',
  whole: 'Whole',
  parts: 'Parts',
  html: { label: 'Report (HTML)…', detail: 'Everything on one page, which opens again here' },
  json: { label: 'All data (JSON)…', detail: 'For programs; opens again here' },
  csv: { label: 'Tables (CSV)…', detail: 'For spreadsheets and data frames' },
  svg: { label: 'Charts (SVG)…', detail: 'Each one, for print and papers' },
  png: { label: 'Charts (PNG)…', detail: 'Each one, as a picture' },
  trace: { label: 'Trace for Perfetto…', detail: 'Every task, for Perfetto and Chrome' },
  notWritten: (file: string, why: string) => `${file} was not written: ${why}.`,
  /** Why there is nothing to write. */
  refused: {
    nothing: 'There is nothing to export.',
    several: (format: string) => `${format} takes one run or sweep at a time; html and json take several.`,
    traceOfSweep: 'A trace is of a run; a sweep keeps figures of its runs alone.',
    charts: (kind: 'run' | 'sweep') => `This ${kind} has nothing to draw: it was over before anything was measured.`,
  },
  /** What is wrong with a file that is to be a report or JSON file. */
  unreadable: {
    system: (file: string, why: string) => `${file} cannot be read: ${why}`,
    large: (name: string, mebibytes: number) => `${name} is larger than ${mebibytes} MiB.`,
    other: (name: string) => `${name} is no report or JSON file of Parallab.`,
    cut: (name: string) => `${name} is no report or JSON file of Parallab, or only a part of one.`,
    newer: (name: string, version: number, known: number) =>
      `${name} is of version ${version}, and this Parallab reads version ${known}: a newer Parallab has written it.`,
    damaged: (name: string, what: string) => `${name} is damaged: ${what}.`,
    /** @param place in the file, `null` for its beginning */
    at: (place: string | null, what: string) => `at ${place ?? 'its beginning'}: ${what}`,
    what: {
      taskColumns: 'the columns of the tasks are not of one length',
      waitColumns: 'the columns of the waits are not of one length',
      unknownSize: 'a repeat is of a size that was not compared',
      notAscending: 'not ascending',
    },
  },
}
