/** A complaint about the script: of the compiler, of the type checker, or of a run. */
export interface Problem {
  readonly source: 'compile' | 'types' | 'run'
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** The process that threw, or `null`. */
  readonly process: string | null
}

const RANK = { error: 0, warning: 1 }

/** Errors first, then by file and line. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      RANK[a.severity] - RANK[b.severity] || a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  )
}
