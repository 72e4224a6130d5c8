/** The lab's complaints as marks in the text, and the type checker's marks as complaints for the list. */
import type { Problem } from '../problems/problem'
import { editors, MarkerSeverity } from './monaco'

type Model = editors.ITextModel

const OWNER = 'parallab'

/** Shows these problems at their lines; the type checker shows its own. */
export function markProblems(model: Model, problems: readonly Problem[]): void {
  const marks = problems.map(({ severity, message, line, column, process }): editors.IMarkerData => {
    const at = Math.min(Math.max(1, line), model.getLineCount())
    const last = model.getLineMaxColumn(at)
    const from = Math.min(column, last)
    const word = model.getWordAtPosition({ lineNumber: at, column: from })
    // A bracket right behind a word is no part of it.
    const mark = word?.endColumn === from && from < last ? { startColumn: from, endColumn: from + 1 } : word
    return {
      severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
      message: process === null ? message : `${process}: ${message}`,
      startLineNumber: at,
      startColumn: mark?.startColumn ?? from,
      endLineNumber: at,
      endColumn: mark?.endColumn ?? last,
    }
  })
  editors.setModelMarkers(model, OWNER, marks)
}

/** What the type checker says of the text at present. */
export function typeProblems(model: Model, file: string): Problem[] {
  return editors
    .getModelMarkers({ resource: model.uri })
    .filter(({ owner, severity }) => owner !== OWNER && severity >= MarkerSeverity.Warning)
    .map(({ severity, message, startLineNumber, startColumn }) => ({
      source: 'types',
      severity: severity === MarkerSeverity.Error ? 'error' : 'warning',
      message,
      file,
      line: startLineNumber,
      column: startColumn,
      process: null,
    }))
}
