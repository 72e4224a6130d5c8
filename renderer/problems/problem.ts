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

/** Each with a key of its own, by which its row stays itself while others come and go: it may have the focus. */
export function keyed(problems: readonly Problem[]): readonly (readonly [key: string, problem: Problem])[] {
  const seen = new Map<string, number>()
  return problems.map((problem) => {
    const words = Object.values(problem).join(' ')
    const times = (seen.get(words) ?? 0) + 1
    seen.set(words, times)
    return [`${words} ${times}`, problem]
  })
}
