/** What several windows of one lab tell each other, and what a window remembers of itself. */

/** What goes on in some window: there is one run or comparison at a time, since they share the processors. */
export interface Work {
  readonly kind: 'run' | 'comparison'
  /** Name of the script. */
  readonly script: string
}

/** Where the user is in a document; it comes back with the document at the next start, and nothing runs then. */
export interface WindowView {
  readonly cursor: { readonly line: number; readonly column: number }
  /** Pixels above the first line in sight. */
  readonly scrollTop: number
  /** The tab of the lower pane, and what the right one shows. */
  readonly tab: string
  readonly face: string
}

/** What another program has done to the file that a window shows. */
export interface DiskChange {
  readonly path: string
  /** What stands there now; `null` where nothing can be read any more. */
  readonly text: string | null
}
